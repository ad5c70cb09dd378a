-- The directory: whose handle is whose, over the whole platform. Copied everywhere.
create table members.handle (
  handle text primary key check (handle ~ '^[a-z0-9][a-z0-9_-]{1,29}$'),
  member_id uuid not null
);

create table members.member (
  member_id uuid primary key,
  handle text not null,
  kind text not null,
  -- name, words, skills, vocation, element, languages, e-mail, birth date and rough place: one JSON object, encrypted
  -- with the key of the member (AES-256-GCM)
  sealed bytea not null,
  -- HMAC of the e-mail address with the key of the platform: found by who knows the address, read by nobody
  address bytea,
  -- the language the platform speaks with them
  language text not null,
  operator boolean not null default false,
  created_at timestamptz not null,
  -- when they took their leave; for a while they may come back
  gone_at timestamptz
);
create index member_by_address on members.member (address) where address is not null;
create index member_gone on members.member (gone_at) where gone_at is not null;

-- The key of each member, wrapped with that of the platform. Backups keep this table apart and only the newest copy of
-- it, so that a key that is destroyed is destroyed there as well.
create table members.key (
  member_id uuid primary key,
  wrapped bytea not null,
  made_at timestamptz not null
);

-- What tells whether the key of the platform is the right one; one row.
create table members.master (
  fingerprint bytea primary key
);

-- What somebody agreed to, append-only; the newest row of a purpose holds.
create table members.consent (
  member_id uuid not null,
  entry bigint generated always as identity,
  purpose text not null,
  at timestamptz not null,
  given boolean not null,
  -- the version of the text they saw
  version text not null,
  primary key (member_id, entry)
);

create function members.append_only() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are append-only', tg_table_name;
end $$;
create trigger append_only before update or delete or truncate on members.consent
  for each statement execute function members.append_only();

create table members.setting (
  member_id uuid not null,
  key text not null,
  value text not null,
  primary key (member_id, key)
);

create table members.block (
  member_id uuid not null,
  blocked_id uuid not null,
  at timestamptz not null,
  primary key (member_id, blocked_id)
);
create index blocked_by on members.block (blocked_id);

-- Who acts for an organisation.
create table members.acting (
  member_id uuid not null,
  organisation_id uuid not null,
  since timestamptz not null,
  primary key (member_id, organisation_id)
);
create index acting_for on members.acting (organisation_id);
