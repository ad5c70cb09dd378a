-- Passkeys (WebAuthn): the public half of a key that never leaves somebody's device.
create table passkeys.passkey (
  member_id uuid not null,
  id uuid not null,
  -- the identifier the device gave it
  credential bytea not null,
  -- attested credential data: authenticator, identifier and public key as WebAuthn encodes them
  key bytea not null,
  -- how often it signed, as far as its device counts
  counter bigint not null,
  backup_eligible boolean not null,
  backed_up boolean not null,
  name text not null,
  made_at timestamptz not null,
  used_at timestamptz,
  primary key (member_id, id),
  unique (member_id, credential)
);

-- Challenges that were answered well, until they are over: none is answered twice.
create table passkeys.answered (
  member_id uuid not null,
  challenge bytea not null,
  expires_at timestamptz not null,
  primary key (member_id, challenge)
);
create index answered_over on passkeys.answered (expires_at);
