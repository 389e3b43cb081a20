-- Owner: trace.
-- The events of one capture in their order, to prove one of them.
create index trace_event_capture on trace_event (capture_id, id);
