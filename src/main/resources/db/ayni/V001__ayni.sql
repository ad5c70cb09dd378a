create table ayni.community (
  community_id uuid primary key,
  -- when the flow of trust is counted next; null: never again
  due_at timestamptz,
  counted_at timestamptz
);
create index community_due on ayni.community (due_at) where due_at is not null;

-- What a member's credit follows from.
create table ayni.member (
  community_id uuid not null,
  no int not null,
  founder boolean not null default false,
  admin boolean not null default false,
  invited_by int,
  inside boolean not null default true,
  -- completed trades, the first partner in them, and whether there was a second
  trades int not null default 0,
  first_partner int,
  two_partners boolean not null default false,
  -- counterparties who rated, the sum of each one's newest figure, rated trades that count
  raters int not null default 0,
  stars int not null default 0,
  rated int not null default 0,
  -- extra credit that the last night found to flow here, and what came since; minor units
  flow bigint not null default 0,
  quick bigint not null default 0,
  -- how often the extra was halved because nothing was exchanged for long
  halvings smallint not null default 0,
  -- the limit that was set last; null: none yet
  credit bigint,
  -- the limit is to be set anew
  due boolean not null default false,
  primary key (community_id, no)
) with (fillfactor = 80);
create index member_due on ayni.member (community_id, no) where due;

-- The newest word of each counterparty about a member.
create table ayni.rating (
  community_id uuid not null,
  rated int not null,
  rater int not null,
  overall smallint not null check (overall between 1 and 5),
  -- trades of the two that count as rated: one in 30 days
  counted int not null,
  counted_at timestamptz not null,
  primary key (community_id, rated, rater)
);

-- What a member gave and received on a day (UTC): worth in minor units, and how often.
create table ayni.day (
  community_id uuid not null,
  no int not null,
  day date not null,
  given bigint not null,
  received bigint not null,
  gave int not null,
  got int not null,
  primary key (community_id, no, day)
) with (fillfactor = 80);
create index day_of_all on ayni.day (community_id, day);

-- What one paid another on a day: what reached the payee, and how often, gifts included.
create table ayni.pair (
  community_id uuid not null,
  payer int not null,
  payee int not null,
  day date not null,
  paid bigint not null,
  times int not null,
  primary key (community_id, payer, payee, day)
) with (fillfactor = 80);
create index pair_of_payee on ayni.pair (community_id, payee, day);
create index pair_of_all on ayni.pair (community_id, day);

-- A community on a day.
create table ayni.community_day (
  community_id uuid not null,
  day date not null,
  volume bigint not null,
  trades int not null,
  payments int not null,
  gifts int not null,
  -- scores of trades times 10,000, and how many trades had one
  score bigint not null,
  scored int not null,
  primary key (community_id, day)
) with (fillfactor = 50);

-- The same scores by minute, for the last 24 hours.
create table ayni.pulse (
  community_id uuid not null,
  minute timestamptz not null,
  score bigint not null,
  scored int not null,
  primary key (community_id, minute)
);

-- What was counted already.
create table ayni.seen (
  community_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  primary key (community_id, id)
);
create index seen_by_age on ayni.seen (community_id, at);
