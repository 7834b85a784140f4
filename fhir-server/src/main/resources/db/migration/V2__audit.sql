-- Who read or wrote what, in few words; a relay makes AuditEvents of the rows and takes them away.
create table audit (
    id       bigint generated always as identity primary key,
    recorded timestamptz not null,
    who      text not null,
    roles    text not null,
    address  text not null,
    action   text not null, -- AuditEvent.action: C R U E
    subtype  text not null, -- restful-interaction
    request  text not null, -- what was asked for, without the base
    what     text not null  -- literal references, separated by spaces
);

-- What the server itself brings along and has put into the store, so that a start writes only what changed.
create table shelf (
    reference    text primary key,
    content_hash text not null
);
