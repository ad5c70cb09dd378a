create table logins.password (
  member_id uuid primary key,
  -- Argon2id in the PHC string format
  hash text not null,
  changed_at timestamptz not null
);

-- One log-in on one device. Tokens are kept as SHA-256 hashes; the ones before the newest are kept
-- so that a page that was about to use them is not thrown out.
create table logins.session (
  member_id uuid not null,
  id uuid not null,
  access bytea not null,
  access_until timestamptz not null,
  access_before bytea,
  access_before_until timestamptz,
  refresh bytea not null,
  refresh_until timestamptz not null,
  refresh_before bytea,
  refreshed_at timestamptz not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  -- why it ended: left, everywhere, reuse, recovered
  ended_by text,
  device text not null,
  -- a hash of the address it was opened from: there its owner is let in, whatever strangers try
  origin bytea not null,
  primary key (member_id, id)
);
create index session_over on logins.session (refresh_until);

-- A code that lets somebody who lost their password set a new one, once.
create table logins.recovery (
  member_id uuid primary key,
  code bytea not null,
  expires_at timestamptz not null,
  tries int not null default 0
);
