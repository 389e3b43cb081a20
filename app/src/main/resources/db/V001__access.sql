-- Owner: access.
create table account (
  id            uuid        primary key,
  login         text        collate "C" not null unique check (login = lower(login)),
  -- PHC string of argon2id; null until the invitation is taken up.
  password_hash text,
  roles         text[]      not null check (cardinality(roles) > 0),
  enterprise_id uuid,
  disabled      boolean     not null default false,
  created_at    timestamptz not null
);
create index account_enterprise on account (enterprise_id);

create table invitation (
  token_hash bytea       primary key,
  -- Null for the set-up link of a first start, which makes the first account.
  account_id uuid        references account (id),
  expires_at timestamptz not null
);

create table session (
  token_hash bytea       primary key,
  account_id uuid        not null references account (id),
  expires_at timestamptz not null
);
create index session_account on session (account_id);
create index session_expires_at on session (expires_at);

create table api_key (
  id         uuid        primary key,
  account_id uuid        not null references account (id),
  name       text        not null,
  key_hash   bytea       not null unique,
  scopes     text[]      not null check (cardinality(scopes) > 0),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked    boolean     not null default false
);
create index api_key_account on api_key (account_id);
