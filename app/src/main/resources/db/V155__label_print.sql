-- Owner: label.
-- Codes of an order that were written to be printed: who, which, when and how. A code printed twice
-- is found by reading behind the printer; this says where to look.
create table label_print (
  enterprise_id uuid        not null,
  order_id      uuid        not null,
  id            uuid        not null,
  first_index   int         not null check (first_index >= 1),
  last_index    int         not null check (last_index >= first_index),
  format        text        not null check (format in ('CSV', 'ZPL', 'PDF', 'SVG', 'PNG')),
  template      text        not null,
  printed_by    uuid        not null,
  printed_at    timestamptz not null,
  primary key (enterprise_id, order_id, id)
);
