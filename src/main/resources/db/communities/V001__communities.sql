-- The directory: whose name in addresses is whose, over all communities. Copied everywhere.
create table communities.address (
  slug text primary key check (slug ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
  community_id uuid not null
);

create table communities.community (
  community_id uuid primary key,
  slug text not null,
  name text not null,
  country text not null,
  language text not null,
  words text not null default '',
  -- what the client sent, to tell a repeat from a conflict
  asked text not null,
  -- numbers of members are dense inside a community
  last_no int not null default 0,
  created_at timestamptz not null,
  archived_at timestamptz
);

create table communities.membership (
  community_id uuid not null,
  no int not null,
  member_id uuid not null,
  handle text not null,
  -- false for organisations
  person boolean not null,
  role text not null,
  state text not null,
  joined_at timestamptz not null,
  invited_by int,
  founder boolean not null,
  ended_at timestamptz,
  primary key (community_id, no),
  unique (community_id, member_id),
  unique (community_id, handle)
);

-- The same by member: which communities somebody belongs to.
create table communities.belonging (
  member_id uuid not null,
  community_id uuid not null,
  joined_at timestamptz not null,
  primary key (member_id, community_id)
);

create table communities.invitation (
  community_id uuid not null,
  id uuid not null,
  -- SHA-256 of the secret half of the code
  code bytea not null,
  -- that half itself while it is worth something, so that a repeat gets the first answer
  secret text,
  -- 0: the operator of the platform
  inviter int not null,
  role text not null,
  gift text,
  words text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_by int,
  used_at timestamptz,
  -- taken back, or over and its gift returned
  closed_at timestamptz,
  primary key (community_id, id),
  unique (community_id, code)
);
create index invitation_by on communities.invitation (community_id, inviter, id);
create index invitation_open on communities.invitation (expires_at) where used_at is null and closed_at is null;

-- Shall the community take over the balance of somebody who goes?
create table communities.takeover (
  community_id uuid not null,
  id uuid not null,
  -- number of whoever goes; 0 for all, when the community is to be archived
  subject int not null,
  -- LEAVE, REMOVE, ARCHIVE
  aim text not null,
  asked_by int not null,
  reason text not null,
  -- the balance when it was asked, in minor units
  asked bigint not null,
  created_at timestamptz not null,
  ends_at timestamptz not null,
  -- OPEN, PASSED, DONE, DEFEATED, NO_QUORUM, WITHDRAWN, LAPSED
  state text not null,
  decided_at timestamptz,
  -- why it passed and is not done yet
  hold text,
  primary key (community_id, id)
);
create unique index takeover_open on communities.takeover (community_id, subject)
  where state in ('OPEN', 'PASSED');
create index takeover_due on communities.takeover (ends_at) where state in ('OPEN', 'PASSED');

-- One person, one vote; it may be changed until the end.
create table communities.takeover_vote (
  community_id uuid not null,
  takeover uuid not null,
  no int not null,
  yes boolean not null,
  at timestamptz not null,
  primary key (community_id, takeover, no)
);
