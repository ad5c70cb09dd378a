-- Every privileged act, append-only; each community's acts are a chain of hashes.
create table audit.entry (
  -- the community it was done in; all zeros for the platform
  community_id uuid not null,
  -- its place in the chain, from 1
  n bigint not null,
  id uuid not null,
  at timestamptz not null,
  actor uuid not null,
  act text not null,
  -- whom or what it was done to; a member is `member:` and the identifier, never a name
  subject text not null,
  -- SHA-256 of salt and words of the reason
  digest bytea not null,
  -- SHA-256 of the hash before it and what stands in this row
  hash bytea not null,
  primary key (community_id, n),
  unique (community_id, id)
);

-- The end of each chain: locked by whoever adds to it, so that none is left out.
create table audit.head (
  community_id uuid primary key,
  n bigint not null,
  hash bytea not null
);

-- Why it was done, in the words of whoever did it. Apart, so that words about people can be forgotten and the chain
-- still holds.
create table audit.words (
  community_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  salt bytea not null,
  words text not null,
  primary key (community_id, id)
);
create index words_old on audit.words (at);

create function audit.append_only() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are append-only', tg_table_name;
end $$;
create trigger append_only before update or delete or truncate on audit.entry
  for each statement execute function audit.append_only();
