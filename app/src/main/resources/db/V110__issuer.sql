-- Owner: issuer.
-- The keys with which the association signs credentials. Private halves are derived from
-- master.key, never stored.
create table issuer_key (
  number      int         primary key check (number >= 1),
  -- Public halves as Multikey text.
  ed25519     text        collate "C" not null unique,
  sm2         text        collate "C" not null unique,
  in_use_from timestamptz not null,
  -- Since when the next key signs.
  retired_at  timestamptz,
  revoked_at  timestamptz,
  reason      text        not null default '',
  check (revoked_at is null or (retired_at is not null and reason <> ''))
);
create unique index issuer_key_in_use on issuer_key ((true)) where retired_at is null;

-- Every DID document that was published, byte for byte.
create table issuer_document (
  version   int         primary key check (version >= 1),
  json      text        not null,
  sha256    bytea       not null check (length(sha256) = 32),
  at        timestamptz not null,
  statement uuid        not null
);
