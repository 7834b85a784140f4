-- What was committed and has to be announced: written in the transaction that makes it true, carried to the broker after it.
create table loop.outbox (
    sequence bigint generated always as identity primary key,
    id       uuid        not null unique,
    event    text        not null,
    patient  text        not null,
    payload  text        not null,
    created  timestamptz not null,
    sent     timestamptz
);
create index outbox_waiting on loop.outbox (sequence) where sent is null;
create index outbox_sent on loop.outbox (sent) where sent is not null;
