-- The second step of a log-in: codes of an app (RFC 6238).
create table factors.totp (
  member_id uuid primary key,
  -- AES-256-GCM over the shared secret, the nonce before it
  sealed bytea not null,
  begun_at timestamptz not null,
  -- null until a first code was right: only then does it count
  confirmed_at timestamptz,
  -- the newest time step a code was taken for; none is taken twice
  last_step bigint not null default 0,
  -- wrong codes since the last right one, and when the next is looked at
  failures int not null default 0,
  wait_until timestamptz not null default '-infinity'
);

-- Codes for who lost their app, each good once; kept as SHA-256 hashes.
create table factors.recovery_code (
  member_id uuid not null,
  hash bytea not null,
  primary key (member_id, hash)
);

-- A right password waits here for its second step.
create table factors.ticket (
  member_id uuid not null,
  id uuid not null,
  hash bytea not null,
  expires_at timestamptz not null,
  tries int not null default 0,
  primary key (member_id, id)
);
create index ticket_over on factors.ticket (expires_at);

-- When the second step was last taken in a log-in.
create table factors.proof (
  member_id uuid not null,
  session_id uuid not null,
  at timestamptz not null,
  primary key (member_id, session_id)
);
create index proof_over on factors.proof (at);
