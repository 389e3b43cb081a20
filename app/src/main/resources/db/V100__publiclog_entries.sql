-- Owner: publiclog.
-- A statement's row is written once; its place in the log stands in a table of its own, and what
-- has none yet in a queue.
create table log_waiting (
  arrival   bigint      generated always as identity primary key,
  statement uuid        not null,
  type      text        not null,
  issuer    text        not null,
  at        timestamptz not null,
  digest    bytea       not null check (octet_length(digest) = 32)
);

create table log_entry (
  entry_index bigint primary key check (entry_index >= 0),
  statement   uuid   not null unique
);

insert into log_entry (entry_index, statement)
  select entry_index, id from log_statement where entry_index is not null;
insert into log_waiting (statement, type, issuer, at, digest)
  select id, type, issuer, at, digest from log_statement
  where entry_index is null order by arrival;

drop index log_statement_entry_index;
drop index log_statement_waiting;
alter table log_statement drop column entry_index;
-- Where the salts of facts come from; null unless the statement holds the root of a tree of facts.
alter table log_statement add column fact_seed bytea check (octet_length(fact_seed) = 16);

-- One row a tile: it is extended until it is full, and every narrower partial tile is its start.
alter table log_tile rename to log_tile_before;
create table log_tile (
  -- Level of a hash tile, or -1 for a bundle of entries.
  level      smallint check (level between -1 and 63),
  tile_index bigint   check (tile_index >= 0),
  width      smallint not null check (width between 1 and 256),
  bytes      bytea    not null,
  primary key (level, tile_index)
);
insert into log_tile (level, tile_index, width, bytes)
  select distinct on (level, tile_index) level, tile_index, width, bytes
  from (
    select
      case split_part(path, '/', 2)
        when 'entries' then -1 else split_part(path, '/', 2)::smallint end as level,
      regexp_replace(regexp_replace(regexp_replace(
        path, '^tile/[^/]+/', ''), '[.]p/[0-9]+$', ''), '[x/]', '', 'g')::bigint as tile_index,
      coalesce(substring(path from '[.]p/([0-9]+)$')::smallint, 256) as width,
      bytes
    from log_tile_before
  ) as parsed
  order by level, tile_index, width desc;
drop table log_tile_before;
-- Hashes and entries do not compress.
alter table log_tile alter column bytes set storage external;

-- `note` is signed by the log alone; `published` is what everybody gets, with the cosignatures.
alter table log_checkpoint add column published text;
alter table log_checkpoint add column published_at timestamptz;
update log_checkpoint set published = note, published_at = at;
alter table log_checkpoint add check ((published is null) = (published_at is null));
create index log_checkpoint_published on log_checkpoint (size) where published is not null;

drop view facts_log;
create view facts_log as
  select size, published_at as at from log_checkpoint
  where published is not null order by size desc limit 1;
