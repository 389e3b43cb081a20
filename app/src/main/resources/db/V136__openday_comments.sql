-- Owner: openday.
-- The last day for a reply is set when the comment is made, in working days; the statement is the
-- moment at which comment and reply became public.
alter table open_day_registration add column comment_due date;
alter table open_day_registration add column comment_statement uuid;
create index open_day_comment_due on open_day_registration (comment_due)
  where comment_publish and comment_statement is null;
