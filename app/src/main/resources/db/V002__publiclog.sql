-- Owner: publiclog.
create table log_statement (
  id          uuid        primary key,
  arrival     bigint      generated always as identity,
  type        text        not null,
  issuer      text        not null,
  subject     text        not null,
  at          timestamptz not null,
  open        boolean     not null,
  -- RFC 8785 text; both null after erasure, and the entry then says nothing.
  canonical   text,
  salt        bytea,
  digest      bytea       not null check (octet_length(digest) = 32),
  entry_index bigint,
  check ((canonical is null) = (salt is null))
);
create unique index log_statement_entry_index on log_statement (entry_index);
create index log_statement_waiting on log_statement (arrival) where entry_index is null;
create index log_statement_subject on log_statement (subject, arrival);
create index log_statement_issuer on log_statement (issuer, arrival);

create table log_tile (
  path  text  primary key,
  bytes bytea not null
);

create table log_checkpoint (
  size bigint      primary key check (size >= 0),
  note text        not null,
  at   timestamptz not null
);

create view facts_log as
  select size, at from log_checkpoint order by size desc limit 1;
