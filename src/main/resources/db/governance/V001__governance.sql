-- How a community decides. People are their numbers inside the community; every key begins with the community.

-- What a community decided about how it decides: numbered, never changed.
create table governance.charter (
  community_id uuid not null,
  version int not null,
  body text not null,
  -- number of whoever decided it; 0 for a vote
  decided_by int not null,
  at timestamptz not null,
  primary key (community_id, version)
);

create table governance.area (
  community_id uuid not null,
  id uuid not null,
  key text not null,
  name text not null,
  -- how many proposals are to be open at once; the threshold of sponsors follows
  open_target int not null check (open_target between 1 and 100),
  threshold_ppm int not null check (threshold_ppm between 5000 and 100000),
  tuned_at timestamptz not null,
  primary key (community_id, id),
  unique (community_id, key)
);

create table governance.proposal (
  community_id uuid not null,
  id uuid not null,
  area_id uuid not null,
  author int not null,
  class text not null,
  method text not null,
  privacy text not null,
  seats int not null,
  state text not null,
  -- grows with every transition, so that a second writer notices
  state_n int not null,
  since timestamptz not null,
  -- when time moves it on; null when only people do
  due_at timestamptz,
  text_n int not null,
  text_at timestamptz not null,
  text_hash bytea not null,
  title text not null,
  options text not null,
  payload text not null,
  charter_version int not null,
  period_id uuid,
  active int,
  eligible int,
  opens_at timestamptz,
  closes_at timestamptz,
  extended boolean not null default false,
  -- when those are told who have not voted; null once they were
  warn_at timestamptz,
  -- what the vote came to, once it is over
  outcome text,
  tries int not null default 0,
  -- the vetoed proposal that this one answers
  answers uuid,
  -- what the client sent, to tell a repeat from a conflict
  asked text not null,
  created_at timestamptz not null,
  primary key (community_id, id)
);
create index proposal_by_time on governance.proposal (community_id, created_at desc, id desc);
create index proposal_by_state on governance.proposal (community_id, state, created_at desc, id desc);
create index proposal_due on governance.proposal (due_at) where due_at is not null;
create index proposal_closing on governance.proposal (warn_at) where warn_at is not null;

create table governance.text_version (
  community_id uuid not null,
  proposal_id uuid not null,
  n int not null,
  title text not null,
  body text not null,
  summary text not null,
  options text not null,
  payload text not null,
  hash bytea not null,
  author int not null,
  amendment_id uuid,
  at timestamptz not null,
  primary key (community_id, proposal_id, n)
);

create table governance.transition (
  community_id uuid not null,
  proposal_id uuid not null,
  n int not null,
  from_state text not null,
  to_state text not null,
  -- 0 for the clock
  actor int not null,
  reason text not null,
  at timestamptz not null,
  primary key (community_id, proposal_id, n)
);

create table governance.sponsor (
  community_id uuid not null,
  proposal_id uuid not null,
  no int not null,
  text_n int not null,
  at timestamptz not null,
  primary key (community_id, proposal_id, no)
);

-- A span over which one voice budget reaches, with its one look at everybody's Méritos.
create table governance.period (
  community_id uuid not null,
  id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  median bigint not null check (median > 0),
  primary key (community_id, id)
);
create index period_by_end on governance.period (community_id, ends_at desc);

create table governance.voice (
  community_id uuid not null,
  period_id uuid not null,
  no int not null,
  merits bigint not null,
  budget int not null,
  spent int not null,
  primary key (community_id, period_id, no),
  constraint voice_within_budget check (spent between 0 and budget)
) with (fillfactor = 80);

-- Who holds which tracker: never joined with ballots but for the person themselves.
create table governance.seat (
  community_id uuid not null,
  proposal_id uuid not null,
  no int not null,
  tracker text not null,
  n int not null,
  cost int not null check (cost >= 0),
  -- false once the vote was taken back
  cast_now boolean not null,
  source text not null,
  delegate int,
  at timestamptz not null,
  primary key (community_id, proposal_id, no),
  unique (community_id, tracker)
) with (fillfactor = 80);

-- The highest n of a tracker counts; without choice and without seal it was taken back, by its voter or, as
-- source 'void', by another text.
create table governance.ballot (
  community_id uuid not null,
  proposal_id uuid not null,
  tracker text not null,
  n int not null,
  text_hash bytea not null,
  choice text,
  reason text,
  sealed bytea,
  cost int not null check (cost >= 0),
  source text not null,
  -- an hour, not a moment: the order of ballots says nothing
  hour timestamptz not null,
  primary key (community_id, proposal_id, tracker, n)
);

create table governance.tally (
  community_id uuid not null,
  proposal_id uuid not null,
  option_id text not null,
  votes bigint not null,
  heads int not null,
  primary key (community_id, proposal_id, option_id)
) with (fillfactor = 50);

create table governance.turnout (
  community_id uuid not null,
  proposal_id uuid not null,
  voters int not null,
  need int not null,
  reached_at timestamptz,
  primary key (community_id, proposal_id)
) with (fillfactor = 50);

-- To whom somebody gives their voice: for everything (all), an area (area:id) or one proposal (proposal:id).
create table governance.delegation (
  community_id uuid not null,
  no int not null,
  scope text not null,
  rank int not null check (rank between 1 and 5),
  delegate int not null check (delegate <> no),
  since timestamptz not null,
  ends_at timestamptz,
  primary key (community_id, no, scope, rank)
);
create index delegation_by_scope on governance.delegation (community_id, scope, no, rank);
create index delegation_by_delegate on governance.delegation (community_id, scope, delegate, no);

-- Reviewers are drawn by lot; the words come when they have looked.
create table governance.review (
  community_id uuid not null,
  proposal_id uuid not null,
  reviewer int not null,
  drawn_at timestamptz not null,
  verdict text,
  reasons text,
  at timestamptz,
  primary key (community_id, proposal_id, reviewer)
);

create table governance.argument (
  community_id uuid not null,
  proposal_id uuid not null,
  id uuid not null,
  parent uuid,
  depth int not null check (depth between 1 and 5),
  side text not null,
  body text not null,
  author int not null,
  at timestamptz not null,
  hidden_by int,
  primary key (community_id, proposal_id, id)
);
create index argument_by_author on governance.argument (community_id, proposal_id, author);

create table governance.amendment (
  community_id uuid not null,
  proposal_id uuid not null,
  id uuid not null,
  base_n int not null,
  title text not null,
  body text not null,
  summary text not null,
  options text not null,
  author int not null,
  at timestamptz not null,
  accepted_at timestamptz,
  primary key (community_id, proposal_id, id)
);

create table governance.objection (
  community_id uuid not null,
  proposal_id uuid not null,
  no int not null,
  steward boolean not null,
  reasons text not null,
  at timestamptz not null,
  primary key (community_id, proposal_id, no)
);

-- The public record: each entry holds the hash of the one before.
create table governance.record (
  community_id uuid not null,
  n bigint not null,
  type text not null,
  proposal_id uuid,
  body text not null,
  prev bytea not null,
  hash bytea not null,
  at timestamptz not null,
  primary key (community_id, n)
);
create index record_by_proposal on governance.record (community_id, proposal_id, n);

create table governance.head (
  community_id uuid not null,
  n bigint not null,
  hash bytea not null,
  primary key (community_id)
);

create function governance.append_only() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are append-only', tg_table_name;
end $$;
create trigger append_only before update or delete or truncate on governance.charter
  for each statement execute function governance.append_only();
create trigger append_only before update or delete or truncate on governance.transition
  for each statement execute function governance.append_only();
create trigger append_only before update or delete or truncate on governance.text_version
  for each statement execute function governance.append_only();
create trigger append_only before update or delete or truncate on governance.ballot
  for each statement execute function governance.append_only();
create trigger append_only before update or delete or truncate on governance.record
  for each statement execute function governance.append_only();
