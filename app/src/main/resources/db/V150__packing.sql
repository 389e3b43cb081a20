-- Owner: packing.
-- Cases, pallets and whatever else carries an SSCC. An SSCC names one logistic unit in the world,
-- so the first who packs it here has it.
create table packing_container (
  sscc          bigint      primary key check (sscc between 0 and 999999999999999999),
  enterprise_id uuid        not null,
  parent        bigint,
  -- 1 when only items are in it, else one more than the highest container in it.
  level         int         not null check (level between 1 and 5),
  -- Items and containers directly in it.
  contents      int         not null check (contents between 0 and 10000),
  state         text        not null check (state in ('IN_ORDER', 'HELD', 'WITHDRAWN')),
  reason        text        not null default '',
  made_at       timestamptz not null,
  changed_at    timestamptz not null,
  changed_by    uuid        not null,
  statement     uuid        not null,
  check (parent <> sscc),
  check ((state = 'IN_ORDER') = (reason = ''))
);
create index packing_container_parent on packing_container (parent) where parent is not null;
create index packing_container_own on packing_container (enterprise_id, made_at, sscc);

-- Which codes of an order are in a container, as runs that never overlap.
create table packing_run (
  enterprise_id uuid   not null,
  order_id      uuid   not null,
  first_index   int    not null check (first_index >= 1),
  last_index    int    not null,
  sscc          bigint not null,
  primary key (enterprise_id, order_id, first_index),
  check (last_index >= first_index)
);
create index packing_run_container on packing_run (sscc, order_id, first_index);

-- Who put what where; what, as long as it may be undone or is short.
create table packing_change (
  enterprise_id uuid        not null,
  id            uuid        not null,
  from_sscc     bigint,
  to_sscc       bigint,
  order_id      uuid,
  -- First and last index of each run, one after the other.
  runs          int[],
  containers    bigint[],
  count         int         not null check (count > 0),
  done_by       uuid        not null,
  done_at       timestamptz not null,
  statement     uuid        not null,
  undone_at     timestamptz,
  primary key (enterprise_id, id),
  check (from_sscc is not null or to_sscc is not null),
  check (runs is null or containers is null)
);
create index packing_change_from on packing_change (from_sscc, id) where from_sscc is not null;
create index packing_change_to on packing_change (to_sscc, id) where to_sscc is not null;
create index packing_change_kept on packing_change (done_at)
  where cardinality(runs) > 64 or cardinality(containers) > 64;
