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
