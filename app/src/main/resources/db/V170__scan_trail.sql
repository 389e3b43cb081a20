-- Owner: scan.
-- Where and when the first check of an item was: what the copy rule needs of an item checked once.
-- A place is a prefecture (GB/T 2260) at the most, 0 when unknown; phases are those of Sighting.
alter table mark_scan
  add column first_place int      not null default 0
    check (first_place = 0 or (first_place between 110000 and 999999 and first_place % 100 = 0)),
  add column first_phase smallint not null default 1 check (first_phase between 0 and 2);

-- The further checks by devices new to the item, at most 31 of them, in their order. Only items
-- that were checked again have a row.
create table scan_trail (
  gtin  bigint        not null,
  item  bigint        not null,
  at    timestamptz[] not null,
  place int[]         not null,
  phase smallint[]    not null,
  primary key (gtin, item),
  check (cardinality(at) = cardinality(place) and cardinality(at) = cardinality(phase))
) with (fillfactor = 70);

-- What an enterprise is told of its codes: one row a code and kind.
create table scan_alarm (
  enterprise_id uuid        not null,
  id            uuid        not null,
  gtin          bigint      not null,
  item          bigint      not null,
  -- COPY: checked as copies are. LEAK: checked before it was put on an item.
  kind          text        not null check (kind in ('COPY', 'LEAK')),
  raised_at     timestamptz not null,
  -- Checks counted when it was raised.
  raised_count  bigint      not null check (raised_count >= 1),
  points        int         not null check (points >= 0),
  dismissed_at  timestamptz,
  dismissed_by  uuid,
  dismissed_why text        check (length(dismissed_why) between 1 and 500),
  -- Checks counted when it was dismissed: it is raised again at twice as many.
  dismissed_count bigint,
  primary key (enterprise_id, id),
  check ((dismissed_at is null) = (dismissed_by is null)
    and (dismissed_at is null) = (dismissed_why is null)
    and (dismissed_at is null) = (dismissed_count is null))
);
create unique index scan_alarm_code on scan_alarm (enterprise_id, gtin, item, kind);
create index scan_alarm_id on scan_alarm (id);
