-- Requests to the fund that are open without an end: points stay on them and gain weight with time.

-- The points that somebody has on all requests together. Every change of them locks this one row.
create table governance.points (
  community_id uuid not null,
  no int not null,
  placed int not null,
  primary key (community_id, no),
  constraint points_within_a_hundred check (placed between 0 and 100)
) with (fillfactor = 80);

-- What of them lies where, while a request is open.
create table governance.stake (
  community_id uuid not null,
  proposal_id uuid not null,
  no int not null,
  points int not null check (points between 1 and 100),
  at timestamptz not null,
  primary key (community_id, proposal_id, no)
);
create index stake_by_member on governance.stake (community_id, no);

-- How far a request is, reckoned up to an hour of its own clock; what comes after follows when it is asked for.
create table governance.conviction (
  community_id uuid not null,
  proposal_id uuid not null,
  -- full hours since it was opened
  hour int not null check (hour >= 0),
  -- what it had gained by then, with 32 binary places
  y_q32 numeric(40) not null check (y_q32 >= 0),
  -- the points that count from then on
  stake bigint not null check (stake >= 0),
  -- when it was decided, and what it needed then
  end_hour int,
  end_q32 numeric(40),
  primary key (community_id, proposal_id)
) with (fillfactor = 50);

-- The sum of the points on a request, by the hour from which they count: what the record tells in the end.
create table governance.held (
  community_id uuid not null,
  proposal_id uuid not null,
  hour int not null check (hour > 0),
  points bigint not null check (points >= 0),
  primary key (community_id, proposal_id, hour)
);
