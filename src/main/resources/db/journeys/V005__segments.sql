-- Parts of the log once more, column by column, so that all of it can be read in a moment. What is in no segment stands
-- in the log alone, so one can go at any time: when somebody in it is forgotten, and when its days are too old.
create table journeys.segment (
  community_id uuid not null,
  first bigint not null,
  last bigint not null,
  oldest date not null,
  body bytea not null,
  primary key (community_id, first)
);
-- It is dense as it is.
alter table journeys.segment alter column body set storage external;

-- Up to where the log of a community goes, so that who reads on need not look into the parts of all days to find nothing.
create table journeys.head (
  community_id uuid primary key,
  seq bigint not null
);

create or replace function journeys.forget_before(first_kept date) returns void language plpgsql security definer
set search_path = pg_catalog as $$
declare
  part text;
begin
  delete from journeys.segment where oldest < first_kept;
  for part in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'journeys.event'::regclass and c.relname ~ '^event_[0-9]{8}$'
      and c.relname < 'event_' || to_char(first_kept, 'YYYYMMDD')
  loop
    execute format('drop table journeys.%I', part);
  end loop;
  delete from journeys.event_rest where day < first_kept;
end $$;
