-- Owner: trace.
-- Whether an enterprise records sales at all, and where it did.
create index trace_event_sold on trace_event (enterprise_id) where disposition = 'retail_sold';
