create table lets.exchange (
  community_id uuid primary key,
  book int not null unique,
  code text not null,
  name text not null,
  symbol text not null,
  decimals smallint not null,
  fund int not null,
  escrow int not null,
  pool int not null,
  created_at timestamptz not null
);

-- What a community decided, one row for every decision; the newest holds.
create table lets.policy (
  community_id uuid not null,
  version int not null,
  body jsonb not null,
  actor int not null,
  at timestamptz not null,
  primary key (community_id, version)
);

create table lets.account (
  community_id uuid not null,
  no int not null,
  account int not null,
  -- requests that this member pays without being asked: off, always, listed, later
  auto_accept text not null default 'off',
  auto_accept_days int not null default 0,
  auto_accept_from jsonb not null default '[]',
  primary key (community_id, no),
  unique (community_id, account)
);

-- What a payment was for, where somebody said so.
create table lets.payment_listing (
  community_id uuid not null,
  payment uuid not null,
  listing uuid not null,
  primary key (community_id, payment)
);

-- Exchanges without amounts.
create table lets.gift (
  community_id uuid not null,
  id uuid not null,
  payer int not null,
  payee int not null,
  actor int not null,
  words text not null,
  at timestamptz not null,
  primary key (community_id, id)
);

-- Lükas inside invitations.
create table lets.escrow (
  community_id uuid not null,
  invitation uuid not null,
  inviter int not null,
  amount bigint not null check (amount > 0),
  state text not null default 'HELD',
  primary key (community_id, invitation)
);

-- What became of the balance of somebody who went; append-only.
create table lets.farewell (
  community_id uuid not null,
  id uuid not null,
  no int not null,
  amount bigint not null,
  farewell text not null,
  actor int not null,
  at timestamptz not null,
  primary key (community_id, id)
);

create table lets.request (
  community_id uuid not null,
  id uuid not null,
  payee int not null,
  payer int not null check (payer <> payee),
  amount bigint not null check (amount > 0),
  words text not null,
  state text not null,
  -- refused tries to pay it
  tries int not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  answered_at timestamptz,
  payment uuid,
  reason text not null default '',
  primary key (community_id, id)
);
create index request_of_payer on lets.request (community_id, payer, id desc);
create index request_of_payee on lets.request (community_id, payee, id desc);
create index request_open on lets.request (community_id, payer, payee) where state = 'PENDING';
create index request_due on lets.request (expires_at) where state = 'PENDING';

create function lets.append_only() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are append-only', tg_table_name;
end $$;
create trigger append_only before update or delete or truncate on lets.policy
  for each statement execute function lets.append_only();
create trigger append_only before update or delete or truncate on lets.farewell
  for each statement execute function lets.append_only();
