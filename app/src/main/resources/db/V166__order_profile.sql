-- Owner: order.
-- How long the codes of an order are; the algorithm is said by the key id.
alter table mark_order
  add column profile text not null default 'C20' check (profile in ('C20', 'C16', 'C12'));
