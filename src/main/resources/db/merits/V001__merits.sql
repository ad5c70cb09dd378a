-- What each member was given, row by row. Rows are only added: what changes about an award later is
-- a row of its own, with the next turn.
create table merits.award (
  community_id uuid not null,
  member_no int not null,
  n bigint not null,
  rule smallint not null,
  rule_version smallint not null,
  cause uuid not null,
  -- 0 for the award itself
  turn smallint not null,
  kind smallint not null,
  source smallint not null,
  -- by the rule alone; halved so often; between somebody and a member of their own making; not taken
  -- back; what counts towards the day after all that; what reached the balance by this row
  base int not null,
  repeat smallint not null,
  closed boolean not null,
  stands boolean not null,
  worth int not null,
  amount int not null,
  counterparty_no int,
  -- when it happened, and when it was written down
  at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (community_id, member_no, n),
  unique (community_id, rule, cause, member_no, turn)
);
create index award_of_pair on merits.award (community_id, member_no, counterparty_no, at, cause)
  where turn = 0 and counterparty_no is not null;

-- What a member has by now, and what their journey follows from: the fold of their awards.
create table merits.member (
  community_id uuid not null,
  member_no int not null,
  meritos bigint not null default 0,
  ondas bigint not null default 0,
  -- what of it is kept up because a stage was reached with it
  held_meritos bigint not null default 0,
  held_ondas bigint not null default 0,
  last_n bigint not null default 0,
  trades int not null default 0,
  votes int not null default 0,
  stars int not null default 0,
  ratings int not null default 0,
  -- whom they first did something with; two means that there was another
  partner int,
  partners smallint not null default 0,
  active_days smallint not null default 0,
  listed boolean not null default false,
  stage smallint not null default 0,
  -- the stage for which they were last told that others may say yes to it
  asked smallint not null default 0,
  -- one bit for each badge that is worn
  badges int not null default 0,
  primary key (community_id, member_no)
) with (fillfactor = 70);
create index member_by_stage on merits.member (community_id, stage, member_no) where stage >= 3;

-- What the awards of a member on a day (UTC) come to, before the most that a day may bring.
create table merits.day (
  community_id uuid not null,
  member_no int not null,
  day date not null,
  kind smallint not null,
  source smallint not null,
  worth bigint not null,
  primary key (community_id, member_no, day, kind, source)
) with (fillfactor = 80);

-- The first days on which a member did something; as many as a stage asks for.
create table merits.active_day (
  community_id uuid not null,
  member_no int not null,
  day date not null,
  primary key (community_id, member_no, day)
);

-- A trade, as far as awards follow from it. Either fact may come first.
create table merits.deal (
  community_id uuid not null,
  trade uuid not null,
  buyer int not null,
  seller int not null,
  completed_at timestamptz,
  -- the newest word of each side about the other
  buyer_n int not null default 0,
  buyer_stars smallint not null default 0,
  seller_n int not null default 0,
  seller_stars smallint not null default 0,
  primary key (community_id, trade)
) with (fillfactor = 80);

create table merits.trust_vote (
  community_id uuid not null,
  voter_no int not null,
  member_no int not null,
  words text not null,
  -- how often it was given
  times int not null,
  at timestamptz not null,
  revoked_at timestamptz,
  -- rests while the member is suspended
  paused boolean not null default false,
  primary key (community_id, voter_no, member_no)
);
create index trust_vote_of on merits.trust_vote (community_id, member_no, at, voter_no);

create table merits.stage (
  community_id uuid not null,
  member_no int not null,
  stage smallint not null,
  reached_at timestamptz not null,
  primary key (community_id, member_no, stage)
);

create table merits.validation (
  community_id uuid not null,
  member_no int not null,
  stage smallint not null,
  validator_no int not null,
  at timestamptz not null,
  primary key (community_id, member_no, stage, validator_no)
);

create table merits.badge (
  community_id uuid not null,
  member_no int not null,
  badge text not null,
  at timestamptz not null,
  primary key (community_id, member_no, badge)
);
