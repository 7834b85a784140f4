-- Every message that came in or goes out, once, with its answer. State (what became of it) and delivery (whether the
-- other side knows) are two things.
create table kept_message (
    id                uuid primary key,
    -- Order of arrival, and of the events that a counterpart hears of.
    number            bigint generated always as identity,
    direction         text        not null check (direction in ('in', 'out')),
    channel           text        not null,
    -- What makes a message the same message when it comes again.
    message_key       text unique,
    content_hash      text        not null,
    control_id        text        not null,
    message_type      text        not null,
    patients          text[]      not null default '{}',
    orders            text[]      not null default '{}',
    -- Messages of one group take effect, or are delivered, in order.
    ordering_group    text        not null,
    raw               bytea       not null,
    received          timestamptz not null,
    state             text        not null check (state in ('kept', 'processed', 'refused', 'failed')),
    delivery          text        not null check (delivery in ('not-owed', 'pending', 'delivered', 'stopped')),
    answer            bytea,
    answer_code       text        not null default '',
    answer_control_id text        not null default '',
    answer_orders     boolean     not null default false,
    answered          timestamptz,
    -- The message whose late answer this one is.
    answers           uuid,
    attempts          integer     not null default 0,
    -- Attempts that failed although the other side was well: the fault seems to lie in the message.
    blamed            integer     not null default 0,
    tries             jsonb       not null default '[]',
    -- Set while the message is parked: laid aside so that other groups can go on.
    next_try          timestamptz,
    last_try          timestamptz,
    repeats           integer     not null default 0,
    resends           integer     not null default 0,
    resources         text[]      not null default '{}',
    failure           text        not null default ''
);
create index kept_message_received on kept_message (direction, channel, received desc);
create index kept_message_number on kept_message (number desc);
create index kept_message_control_id on kept_message (control_id);
create index kept_message_patients on kept_message using gin (patients);
create index kept_message_orders on kept_message using gin (orders);
-- The few that wait or need a person.
create index kept_message_parked on kept_message (direction, channel, ordering_group, number)
    where next_try is not null or delivery = 'stopped';
create index kept_message_open on kept_message (direction, channel, number)
    where state in ('kept', 'failed') or delivery in ('pending', 'stopped');

-- Numbers the administrations of a bag that were announced (RXA-2): start, pause, resume, end. The same event always
-- gets the same number.
create table announced_administration (
    bag      text    not null,
    event_id text    not null,
    number   integer not null,
    primary key (bag, event_id),
    unique (bag, number)
);

-- Channels on which nothing goes out because a person said so.
create table paused_channel (
    name text primary key,
    by   text        not null,
    at   timestamptz not null
);
