-- A code of a sender that a table of the maps has no row for: a question to the engineers, who answer it once.
create table unknown_code (
    id         bigint generated always as identity primary key,
    -- MSH-3 and MSH-4, as the overlays are named.
    sender     text        not null,
    code_table text        not null,
    code       text        not null,
    display    text        not null,
    first_seen timestamptz not null,
    last_seen  timestamptz not null,
    state      text        not null default 'open' check (state in ('open', 'answered', 'dismissed')),
    -- The row of the table that says the same, or the code it gives.
    means      text,
    decided_by text,
    decided    timestamptz,
    unique (sender, code_table, code),
    check ((state = 'answered') = (means is not null))
);

-- The messages that carried it.
create table unknown_code_message (
    code     bigint      not null references unknown_code,
    message  uuid        not null,
    received timestamptz not null,
    -- Refused, for this and perhaps other codes without a row, and for nothing else.
    refused  boolean     not null,
    replayed timestamptz,
    primary key (code, message)
);
create index unknown_code_message_message on unknown_code_message (message);
create index unknown_code_message_received on unknown_code_message (received);
