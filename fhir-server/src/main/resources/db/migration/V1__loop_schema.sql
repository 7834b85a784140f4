-- Who may log in. Clients (routes, label, pda, his, pivas) are known by the secrets of the installation, not here.
create table person (
    name          text primary key,
    password_hash text not null,
    roles         text not null, -- separated by spaces, as in a token's scope
    created_at    timestamptz not null default now()
);

-- The key that signs tokens: one for all replicas, and the same after a restart.
create table signing_key (
    id         text primary key,
    jwk        text not null,
    created_at timestamptz not null default now()
);
