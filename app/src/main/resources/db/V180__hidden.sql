-- Owner: order.
-- How long the hidden codes are that go with the codes of an order.
alter table mark_order
  add column hidden smallint not null default 0 check (hidden = 0 or hidden between 8 and 12);
