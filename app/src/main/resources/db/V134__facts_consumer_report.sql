-- Owner: consumer.
-- A report on a promise may point to an answered report of a consumer, by its number.
create or replace view facts_consumer_report as
  select enterprise_id, id as report_id, kind, state, anonymous, received_at, acknowledged_at,
         answered_at, closed_at, reply_due,
         number
  from consumer_report;
