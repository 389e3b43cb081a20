-- Owner: scan.
-- How long the code of an alarm is, so that the code itself can be shown.
alter table scan_alarm
  add column profile text not null default 'C20' check (profile in ('C20', 'C16', 'C12'));
update scan_alarm a
  set profile = o.profile
  from mark_order o
  where o.enterprise_id = a.enterprise_id and o.gtin = a.gtin and o.key_id = a.item >> 44
    and (a.item & ((1::bigint << 44) - 1)) - o.first_counter between 0 and o.count - 1
    and o.profile <> 'C20';
