create table trades.trade (
  community_id uuid not null,
  id uuid not null,
  buyer int not null,
  seller int not null check (buyer <> seller),
  proposed_by int not null,
  -- whose offer stands: the other side may accept it
  offered_by int not null,
  listing uuid,
  quantity int not null check (quantity > 0),
  -- minor units; null for a gift
  amount bigint check (amount > 0),
  levy bigint not null check (levy >= 0),
  -- agreed when it was proposed, whatever the community decides later
  fund_rate_ppm int not null,
  fund_side text not null,
  policy_version int not null,
  concept text not null,
  -- what the client sent, to tell a repeat from a conflict
  asked text not null,
  state text not null,
  -- grows with everything that happens: the guard against two things at once
  state_n int not null default 0,
  -- refused tries to accept it as it stands
  tries int not null default 0,
  -- the reserved transfers: to the seller, and to the fund
  pay uuid,
  share uuid,
  last_transfer uuid,
  expires_at timestamptz not null,
  seller_ok_at timestamptz,
  reminded_at timestamptz,
  cancel_asked_at timestamptz,
  ayni_e4 int,
  disputed_by int,
  dispute text,
  resolved_by int,
  resolution text,
  resolved_amount bigint,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (community_id, id)
) with (fillfactor = 80);
create index trade_of_buyer on trades.trade (community_id, buyer, created_at desc, id desc);
create index trade_of_seller on trades.trade (community_id, seller, created_at desc, id desc);
create index trade_open on trades.trade (community_id, proposed_by) where state = 'PROPOSED';
create index trade_disputed on trades.trade (community_id, created_at desc, id desc) where state = 'DISPUTED';
create index trade_due on trades.trade (expires_at) where state in ('PROPOSED', 'ACCEPTED');

-- What happened to a trade; n is the state_n it led to.
create table trades.step (
  community_id uuid not null,
  trade uuid not null,
  n int not null,
  id uuid not null,
  action text not null,
  -- 0: it happened by itself
  actor int not null,
  amount bigint,
  quantity int not null,
  words text not null,
  at timestamptz not null,
  primary key (community_id, trade, n, id)
);

create table trades.rating (
  community_id uuid not null,
  trade uuid not null,
  rater int not null,
  n int not null,
  rated int not null,
  overall smallint not null check (overall between 1 and 5),
  communication smallint check (communication between 1 and 5),
  delivery smallint check (delivery between 1 and 5),
  quality smallint check (quality between 1 and 5),
  words text not null,
  at timestamptz not null,
  primary key (community_id, trade, rater, n)
);
create index rating_of_member on trades.rating (community_id, rated, trade, rater, n);

create table trades.message (
  community_id uuid not null,
  trade uuid not null,
  id uuid not null,
  sender int not null,
  words text not null,
  at timestamptz not null,
  primary key (community_id, trade, id)
);
create index message_in_order on trades.message (community_id, trade, at, id);
