-- Who a number is: an HMAC with the key of the member, another one in each community. When the key is destroyed nobody
-- can tell any more, and when somebody is forgotten the row goes.
create table journeys.person (
  community_id uuid not null,
  no bigint generated always as identity,
  pseudonym bytea not null,
  -- what is older was forgotten and does not come back
  since timestamptz not null,
  primary key (community_id, no),
  unique (community_id, pseudonym)
);

-- Numbers that were forgotten: whoever holds sums in memory takes them out.
create table journeys.erased (
  community_id uuid not null,
  no bigint not null,
  primary key (community_id, no)
);

-- What happened, a part for each day. A row has a person (who agreed to that), or the mark of a visitor of one day
-- that says nothing the day after, and never both.
create table journeys.event (
  community_id uuid not null,
  day date not null,
  id uuid not null,
  at timestamptz not null,
  got timestamptz not null,
  person bigint,
  visitor bigint,
  visit bigint,
  type smallint not null,
  about text,
  properties jsonb not null,
  -- 1 counts, 2 journeys: what the member had chosen then
  consent smallint not null,
  -- of what was said, to tell a repeat from a conflict
  said bigint not null,
  -- the order in which the events of a community became true: who writes holds the lock of the community
  seq bigint generated always as identity,
  check ((person is null) <> (visitor is null)),
  primary key (community_id, day, id)
) partition by range (day);
create index event_in_order on journeys.event (community_id, seq);
create index event_of_person on journeys.event (community_id, person, at) where person is not null;
-- What comes before its part is there, or after it is gone.
create table journeys.event_rest partition of journeys.event default;

-- Makes the part of a day, unless it is there or some of that day lies in the rest. The program that serves may write
-- and not build: this builds for it.
create function journeys.open_day(opened date) returns void language plpgsql security definer
set search_path = pg_catalog as $$
begin
  if to_regclass('journeys.event_' || to_char(opened, 'YYYYMMDD')) is null
    and not exists (select 1 from journeys.event_rest where day = opened)
  then
    execute format('create table journeys.%I partition of journeys.event for values from (%L) to (%L)',
      'event_' || to_char(opened, 'YYYYMMDD'), opened, opened + 1);
  end if;
end $$;

-- Takes away what is older than a day.
create function journeys.forget_before(first_kept date) returns void language plpgsql security definer
set search_path = pg_catalog as $$
declare
  part text;
begin
  for part in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'journeys.event'::regclass and c.relname ~ '^event_[0-9]{8}$'
      and c.relname < 'event_' || to_char(first_kept, 'YYYYMMDD')
  loop
    execute format('drop table journeys.%I', part);
  end loop;
  delete from journeys.event_rest where day < first_kept;
end $$;

-- What the marks of visitors are made with; only that of today is there.
create table journeys.salt (
  day date primary key,
  salt bytea not null
);

-- Ways of several steps that a community watches.
create table journeys.funnel (
  community_id uuid not null,
  name text not null,
  definition jsonb not null,
  version int not null,
  changed_by int not null,
  changed_at timestamptz not null,
  primary key (community_id, name)
);
