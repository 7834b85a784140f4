-- Every label that was asked for, with the very bytes that went to the printer. Nothing here is deleted: copies are
-- kept for a year at least.
create table print_job (
    id         uuid primary key,
    -- The order in which a printer prints.
    number     bigint generated always as identity,
    kind       text        not null check (kind in ('bag', 'outer-bag', 'wristband', 'delivery')),
    code       text        not null,
    -- The how manieth print of this label: from the second on it is marked and has a reason.
    time       integer     not null check (time = 1 or reason is not null),
    reason     text,
    operator   text        not null,
    asked      timestamptz not null,
    batch      text,
    printer    text        not null,
    language   text        not null,
    -- sending: bytes may be on their way. unsure: they were, and nobody knows whether the label came out.
    state      text        not null check (state in ('waiting', 'sending', 'printed', 'unsure', 'withdrawn')),
    attempts   integer     not null default 0,
    last_try   timestamptz,
    checked    timestamptz not null,
    failure    text        not null default '',
    printed    timestamptz,
    settled_by text,
    about      text,
    template   text        not null,
    file       bytea       not null,
    file_hash  text        not null,
    -- Whether the FHIR server knows of the print.
    recorded   boolean     not null default false
);

-- Two people at two printers can't both have the first print.
create unique index print_job_time on print_job (kind, code, time) where state <> 'withdrawn';
create index print_job_open on print_job (printer, number) where state in ('waiting', 'sending', 'unsure');
create index print_job_unrecorded on print_job (number) where state = 'printed' and not recorded;
create index print_job_asked on print_job (asked);

-- The bags that were printed together, in the order of their preparation.
create table print_batch (
    batch    text primary key,
    day      date        not null,
    operator text        not null,
    asked    timestamptz not null,
    sheet    jsonb       not null
);
