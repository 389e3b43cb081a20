-- Owner: workday.
-- Days that differ from Monday to Friday: holidays, and weekend days worked instead. Source: the
-- State Council's yearly notice on holidays. It was the consumer slice's alone; now other clocks
-- run by it too. consumer_calendar is read by the release before this one only.
create table holiday_calendar (
  day     date    primary key,
  working boolean not null,
  name    text    not null
);
insert into holiday_calendar (day, working, name)
  select day, working, name from consumer_calendar;
