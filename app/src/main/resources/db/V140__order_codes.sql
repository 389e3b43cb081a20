-- Owner: order.
-- What became of the codes of an order. Codes that went the same way (same kind, lot, line and
-- reason) are one assignment; which codes these are is said by pieces, each for a chunk of 32,000
-- codes, as runs or as a bitmap, whichever is shorter: at most an eighth of a byte a code.
create table order_assignment (
  enterprise_id uuid        not null,
  order_id      uuid        not null,
  number        int         not null check (number >= 1),
  -- VERIFIED: read well after printing, and still free. The others are where a code ends.
  kind          text        not null check (kind in ('VERIFIED', 'ACTIVE', 'VOID', 'RETURNED')),
  lot_id        uuid,
  line          text        not null default '',
  reason        text        not null default '',
  count         int         not null check (count >= 0),
  first_at      timestamptz not null,
  last_at       timestamptz not null,
  primary key (enterprise_id, order_id, number),
  unique nulls not distinct (enterprise_id, order_id, kind, lot_id, line, reason),
  check ((kind = 'ACTIVE') = (lot_id is not null)),
  check (kind <> 'VOID' or reason <> '')
);
create index order_assignment_lot on order_assignment (enterprise_id, lot_id)
  where lot_id is not null;

create table order_piece (
  enterprise_id uuid  not null,
  order_id      uuid  not null,
  -- Codes chunk * 32000 + 1 to (chunk + 1) * 32000 of the order.
  chunk         int   not null check (chunk >= 0),
  assignment    int   not null,
  codes         bytea not null check (length(codes) between 1 and 4001),
  primary key (enterprise_id, order_id, chunk, assignment)
);
-- A row is never taken apart: two fit on a page.
alter table order_piece alter column codes set storage plain;

-- Who did what when, and to which codes, as long as it may be undone or is short.
create table order_change (
  enterprise_id    uuid        not null,
  id               uuid        not null,
  order_id         uuid        not null,
  assignment       int         not null,
  count            int         not null check (count > 0),
  -- First and last index of each run, one after the other; null once forgotten.
  runs             int[],
  done_by          uuid        not null,
  done_at          timestamptz not null,
  statement        uuid        not null,
  undone_at        timestamptz,
  undone_statement uuid,
  primary key (enterprise_id, id),
  check ((undone_at is null) = (undone_statement is null))
);
create index order_change_order on order_change (enterprise_id, order_id, id);
create index order_change_kept on order_change (done_at) where cardinality(runs) > 64;

insert into order_assignment
  (enterprise_id, order_id, number, kind, lot_id, reason, count, first_at, last_at)
select enterprise_id, order_id,
       row_number() over (partition by enterprise_id, order_id order by min(first_index)),
       state, lot_id, reason, sum(last_index - first_index + 1), min(done_at), max(done_at)
from mark_range
group by enterprise_id, order_id, state, lot_id, reason;

insert into order_piece (enterprise_id, order_id, chunk, assignment, codes)
select r.enterprise_id, r.order_id, chunk, a.number,
       '\x00'::bytea || string_agg(
         int2send((greatest(first_index - 1, chunk * 32000) - chunk * 32000)::int2)
         || int2send((least(last_index - 1, chunk * 32000 + 31999) - chunk * 32000)::int2),
         ''::bytea order by first_index)
from mark_range r
join order_assignment a
  on a.enterprise_id = r.enterprise_id and a.order_id = r.order_id and a.kind = r.state
    and a.lot_id is not distinct from r.lot_id and a.reason = r.reason
cross join generate_series((first_index - 1) / 32000, (last_index - 1) / 32000) as chunk
group by r.enterprise_id, r.order_id, chunk, a.number;

insert into order_change
  (enterprise_id, id, order_id, assignment, count, runs, done_by, done_at, statement)
select r.enterprise_id, r.statement, r.order_id, a.number, last_index - first_index + 1,
       array[first_index, last_index], done_by, done_at, statement
from mark_range r
join order_assignment a
  on a.enterprise_id = r.enterprise_id and a.order_id = r.order_id and a.kind = r.state
    and a.lot_id is not distinct from r.lot_id and a.reason = r.reason;

drop view facts_mark_range;
drop table mark_range;

create view facts_code_assignment as
  select a.enterprise_id, a.order_id, o.product_id, a.lot_id, a.kind, a.count, a.first_at,
         a.last_at
  from order_assignment a
  join mark_order o on o.enterprise_id = a.enterprise_id and o.id = a.order_id;

-- An order is prepared before its codes can be fetched: its statement holds the root over all of
-- them.
alter table mark_order
  drop constraint mark_order_state_check,
  add constraint mark_order_state_check check (state in ('PREPARING', 'OPEN', 'CLOSED')),
  alter column statement drop not null,
  add constraint mark_order_statement check ((statement is null) = (state = 'PREPARING')),
  add column prepared int not null default 0 check (prepared between 0 and count),
  add column lease_until timestamptz,
  add column roll_size int not null default 10000 check (roll_size between 1 and 1000000),
  add column closed_at timestamptz,
  add column unused int,
  add constraint mark_order_closed
    check ((state = 'CLOSED') = (closed_at is not null) and (closed_at is null) = (unused is null));
update mark_order set prepared = count;
create index mark_order_preparing on mark_order (ordered_at) where state = 'PREPARING';
