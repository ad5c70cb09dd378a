-- The e-mail address of somebody as we last wrote to it, and whether it was theirs.
create table addresses.address (
  member_id uuid primary key,
  email text not null,
  verified_at timestamptz
);

-- Links in letters, each good once; kept as SHA-256 hashes.
create table addresses.ticket (
  member_id uuid not null,
  id uuid not null,
  -- VERIFY or RESET
  purpose text not null,
  hash bytea not null,
  -- the address it was sent to: who follows it reads what comes there
  email text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (member_id, id)
);
create index ticket_over on addresses.ticket (expires_at);
