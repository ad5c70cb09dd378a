-- How a community is, as the last night found it, and when that was. One row for each.
create table insight.health (
  community_id uuid not null,
  -- the night, a day in UTC; a try is counted before it begins, so that a night that kills its process ends
  day date not null,
  done boolean not null,
  tries smallint not null,
  at timestamptz not null,
  state text not null check (state in ('NEW', 'READY', 'NOT_YET', 'FEW', 'UNSURE')),
  risk double precision not null,
  low double precision not null,
  high double precision not null,
  people int not null,
  bands text not null,
  -- what is still missing
  needs text not null,
  primary key (community_id)
);

-- What was learned, version by version: the newest of a kind is in use. Nobody can be told from it, and it is
-- forgotten with whoever taught it.
create table insight.model (
  community_id uuid not null,
  kind text not null check (kind in ('churn', 'next')),
  no int not null,
  trained_at timestamptz not null,
  -- days since 1970
  trained_on int not null,
  parameters text not null,
  quality text not null,
  primary key (community_id, kind, no)
);

-- Of members who agreed to it: how likely it is that they do not come back, and why. For those who look after the
-- community, who do something kind.
create table insight.churn (
  community_id uuid not null,
  no int not null,
  at timestamptz not null,
  risk real not null,
  -- 0 care, 1 watch, 2 low
  band smallint not null check (band between 0 and 2),
  reasons text not null,
  act text not null,
  model int not null,
  primary key (community_id, no)
);
create index churn_by_band on insight.churn (community_id, band, no);

-- That somebody did something kind for a member; kept for 90 days.
create table insight.care (
  community_id uuid not null,
  id uuid not null,
  no int not null,
  by_no int not null,
  act text not null,
  note text not null,
  at timestamptz not null,
  primary key (community_id, id)
);
create index care_of_member on insight.care (community_id, no, at);
create index care_by_time on insight.care (at);
