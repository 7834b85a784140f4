-- Requests to the engineers' API that are not AuditEvents on the FHIR server yet.
create table api_use (
    id      uuid primary key,
    at      timestamptz not null,
    who     text        not null,
    roles   text        not null,
    address text        not null,
    method  text        not null,
    path    text        not null,
    query   text        not null,
    message uuid
);
create index api_use_at on api_use (at);
