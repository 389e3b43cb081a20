-- Owner: enterprise.
alter table enterprise
  -- GB/T 2260, the prefecture or county of the seat; null when no more than the province is known.
  add column seat         text  collate "C" check (seat ~ '^[0-9]{6}$'),
  -- GB/T 4754-2017, the two digits of a division; null when no more than the section is known.
  add column division     text  collate "C" check (division ~ '^[0-9]{2}$'),
  -- Legal representative and contacts, sealed for this row by a key outside the database.
  add column persons      bytea,
  -- The enterprise that came in its place.
  add column merged_into  uuid  references enterprise,
  -- Names it had before, for the search; enterprise_name has them with their dates.
  add column former_names text  not null default '',
  add constraint enterprise_merged_is_closed check (merged_into is null or state = 'CLOSED'),
  add constraint enterprise_merged_elsewhere check (merged_into <> id);
create index enterprise_merged_into on enterprise (merged_into) where merged_into is not null;
create index enterprise_plain_person on enterprise (id) where legal_representative is not null;

alter table enterprise_site
  add column place     text collate "C" check (place ~ '^[0-9]{6}$'),
  add column closed_on date;

create table enterprise_name (
  enterprise_id uuid        not null references enterprise,
  step          bigint      generated always as identity,
  name_zh       text        not null,
  name_en       text        not null,
  -- When another name took its place.
  until         timestamptz not null,
  statement     uuid        not null,
  primary key (enterprise_id, step)
);

-- That one enterprise becomes part of another: proposed by one person, decided by a second.
create table enterprise_merger (
  enterprise_id uuid        not null references enterprise,
  id            uuid        not null,
  into_id       uuid        not null references enterprise,
  reason        text        not null,
  state         text        not null check (state in ('PROPOSED', 'CONFIRMED', 'DECLINED')),
  proposed_by   uuid        not null,
  proposed_at   timestamptz not null,
  decided_by    uuid,
  decided_at    timestamptz,
  primary key (enterprise_id, id),
  check (into_id <> enterprise_id),
  check (decided_by is null or decided_by <> proposed_by),
  check (state = 'PROPOSED' or (decided_by is not null and decided_at is not null))
);
create unique index enterprise_merger_open on enterprise_merger (enterprise_id)
  where state = 'PROPOSED';
create index enterprise_merger_into on enterprise_merger (into_id);

-- The pairs of neighbouring characters of a name, and its characters beyond ASCII alone: what a
-- search looks up when a fragment is too short for trigrams, as two Chinese characters are.
create function enterprise_grams(name text) returns text[]
  language sql immutable strict parallel safe cost 2000
  return (
    select coalesce(array_agg(distinct gram collate "C"), '{}')
    from (
      select c[i] || c[i + 1] as gram
      from string_to_array(name, null) as c, generate_series(1, cardinality(c) - 1) as i
      where c[i] <> ' ' and c[i + 1] <> ' '
      union all
      select c[i]
      from string_to_array(name, null) as c, generate_series(1, cardinality(c)) as i
      where octet_length(c[i]) > 1
    ) as grams
  );

drop index enterprise_names;
create index enterprise_names on enterprise
  using gin (lower(name_zh || ' ' || name_en || ' ' || former_names) gin_trgm_ops)
  with (fastupdate = off);
create index enterprise_grams on enterprise
  using gin (enterprise_grams(lower(name_zh || ' ' || name_en || ' ' || former_names)))
  with (fastupdate = off);
alter index enterprise_grams alter column 1 set statistics 1000;
create index enterprise_starts_zh on enterprise ((lower(name_zh) collate "C"), id);
create index enterprise_starts_en on enterprise ((lower(name_en) collate "C"), id);
