-- What members did for all, told by themselves and confirmed by others.
create table commons.contribution (
  community_id uuid not null,
  id uuid not null,
  -- for whom it counts, and the person who wrote it
  no int not null,
  actor_no int not null,
  kind text not null,
  title text not null,
  story text not null,
  -- who has something of it, in words
  benefit text not null,
  -- hundredths of an hour; null when nobody counted
  hours_e2 int check (hours_e2 > 0),
  evidence text not null,
  link text not null,
  -- which step of which mission it was; null for none
  mission uuid,
  step int,
  state text not null,
  -- how often it was confirmed: a confirmation may be taken back, and given again
  round int not null default 0,
  confirmations int not null default 0,
  -- what the client sent, to tell a repeat from a conflict
  asked text not null,
  at timestamptz not null,
  confirmed_at timestamptz,
  primary key (community_id, id)
);
create index contribution_by_time on commons.contribution (community_id, at desc, id desc)
  where state <> 'WITHDRAWN';
create index contribution_by_member on commons.contribution (community_id, no, at desc);

-- Who a contribution concerns: those who had something of it, those who were asked to confirm it, and those who may
-- not, because it is theirs or because they invited somebody who had something of it.
create table commons.party (
  community_id uuid not null,
  contribution_id uuid not null,
  part text not null,
  no int not null,
  primary key (community_id, contribution_id, part, no)
);
create index party_by_member on commons.party (community_id, no);

create table commons.confirmation (
  community_id uuid not null,
  contribution_id uuid not null,
  no int not null,
  at timestamptz not null,
  primary key (community_id, contribution_id, no)
);
create index confirmation_by_member on commons.confirmation (community_id, no);

-- What shows a contribution, as it was re-encoded.
create table commons.photo (
  community_id uuid not null,
  contribution_id uuid not null,
  n smallint not null check (n between 0 and 3),
  hash text not null,
  width int not null,
  height int not null,
  large bytea not null,
  thumb bytea not null,
  at timestamptz not null,
  primary key (community_id, contribution_id, n)
);

-- What a community wants to reach together.
create table commons.mission (
  community_id uuid not null,
  id uuid not null,
  by_no int not null,
  title text not null,
  story text not null,
  measure text not null,
  -- in the smallest unit of the measure
  target bigint not null check (target > 0),
  -- the sum of its facts; for a mission of steps only as many of each as it asks for
  done bigint not null default 0,
  people int not null default 0,
  thanks text not null default '',
  asked text not null,
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  reached_at timestamptz,
  primary key (community_id, id)
);
create index mission_by_end on commons.mission (community_id, closes_at desc, id desc);

-- The small things of which some missions are made.
create table commons.step (
  community_id uuid not null,
  mission_id uuid not null,
  n int not null,
  title text not null,
  times int not null check (times > 0),
  -- the sum of its facts
  done int not null default 0,
  primary key (community_id, mission_id, n)
);

-- What moved the bar of a mission: each cause once. What was taken back is a fact of its own.
create table commons.fact (
  community_id uuid not null,
  mission_id uuid not null,
  cause uuid not null,
  -- which step it was; null where a mission has none
  step int,
  amount bigint not null,
  at timestamptz not null,
  primary key (community_id, mission_id, cause)
);

-- Who moved it; how much each did is nobody's business.
create table commons.companion (
  community_id uuid not null,
  mission_id uuid not null,
  no int not null,
  primary key (community_id, mission_id, no)
);

-- What was decided before something was paid out of the fund.
create table commons.payout (
  community_id uuid not null,
  transfer uuid not null,
  proposal uuid not null,
  at timestamptz not null,
  primary key (community_id, transfer)
);
