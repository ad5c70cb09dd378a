-- What the platform knows of a member to count them: no act, only days. One row for each who ever did something.
create table pulse.person (
  community_id uuid not null,
  no int not null,
  -- in the time of the community; null when it began before this was counted
  joined_on date,
  -- the last day with an act, and when that was heard
  last_on date,
  seen_at timestamptz,
  -- the first completed trade
  traded_on date,
  -- came back on day 1 (bit 0), 7 (bit 1), 30 (bit 2) after joining
  back smallint not null,
  primary key (community_id, no)
);
create index person_seen on pulse.person (seen_at);

-- A day of a community. The members whose last active day it is: the sum of thirty days is the month, exactly.
create table pulse.day (
  community_id uuid not null,
  on_day date not null,
  last_seen bigint not null,
  joined bigint not null,
  -- of those who joined on this day
  traded bigint not null,
  back1 bigint not null,
  back7 bigint not null,
  back30 bigint not null,
  trades bigint not null,
  meritos bigint not null,
  ondas bigint not null,
  -- millionths of an hour
  income bigint not null,
  contributions bigint not null,
  changed_at timestamptz not null,
  primary key (community_id, on_day)
);
create index day_changed on pulse.day (changed_at);

-- Trades completed in ten seconds; kept for an hour.
create table pulse.tally (
  community_id uuid not null,
  at timestamptz not null,
  trades bigint not null,
  changed_at timestamptz not null,
  primary key (community_id, at)
);
create index tally_changed on pulse.tally (changed_at);

-- The twelve measures at one moment, of the platform (zeros), a region or a community. Step 1 is a minute (kept two
-- days), 2 an hour (sixty days), 3 a day (400 days). What is hidden, because it would tell of too few, is null.
create table pulse.sample (
  community_id uuid not null,
  step smallint not null,
  at timestamptz not null,
  active_users double precision,
  daily_active_users double precision,
  monthly_active_users double precision,
  ayni_transactions double precision,
  meritos_earned double precision,
  ondas_generated double precision,
  revenue double precision,
  conversion_rate double precision,
  retention_rate double precision,
  system_load double precision,
  response_time double precision,
  error_rate double precision,
  primary key (community_id, step, at)
);
create index sample_old on pulse.sample (step, at);

-- An episode in which something was not as it should be; at most one of each rule is open in a place.
create table pulse.alert (
  community_id uuid not null,
  id uuid not null,
  rule text not null,
  state text not null check (state in ('pending', 'firing', 'clearing', 'cleared')),
  -- when this state began
  since timestamptz not null,
  began_at timestamptz not null,
  fired_at timestamptz,
  cleared_at timestamptz,
  value double precision not null,
  primary key (community_id, id)
);
create unique index alert_open on pulse.alert (community_id, rule) where state <> 'cleared';
create index alert_by_time on pulse.alert (fired_at desc, id desc) where fired_at is not null;
