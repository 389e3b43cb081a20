-- Owner: product.
-- A report on a promise may point to a lot that was held.
create or replace view facts_lot as
  select id as lot_id, product_id, enterprise_id, state, state_since, produced_on, registered_at,
         number,
         exists (select 1 from product_lot_history h
                 where h.lot_id = product_lot.id and h.state = 'ON_HOLD') as was_held
  from product_lot;
