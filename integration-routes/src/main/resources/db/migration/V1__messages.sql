-- Every message that came in or went out, once, with its answer. State (what became of it) and delivery (whether the
-- other side knows) are two things.
create table kept_message (
    id                uuid primary key,
    direction         text        not null check (direction in ('in', 'out')),
    channel           text        not null,
    message_key       text unique,
    content_hash      text        not null,
    control_id        text        not null,
    message_type      text        not null,
    patient           text        not null,
    orders            text[]      not null default '{}',
    raw               bytea       not null,
    received          timestamptz not null,
    state             text        not null check (state in ('kept', 'processed', 'refused', 'failed')),
    delivery          text        not null check (delivery in ('not-owed', 'pending', 'delivered', 'stopped')),
    answer            bytea,
    answer_code       text        not null default '',
    answer_control_id text        not null default '',
    answer_orders     boolean     not null default false,
    answered          timestamptz,
    attempts          integer     not null default 0,
    repeats           integer     not null default 0,
    resources         text[]      not null default '{}',
    failure           text        not null default ''
);
create index kept_message_received on kept_message (received desc);
create index kept_message_control_id on kept_message (control_id);
create index kept_message_answer_control_id on kept_message (answer_control_id) where answer_control_id <> '';
create index kept_message_patient on kept_message (patient);
create index kept_message_orders on kept_message using gin (orders);

-- Numbers the administrations of a bag that were announced (RXA-2): start, pause, resume, end. The same event always
-- gets the same number.
create table announced_administration (
    bag      text    not null,
    event_id text    not null,
    number   integer not null,
    primary key (bag, event_id),
    unique (bag, number)
);
