-- Facts on their way to those who react to them. A reader goes by (tx, position) below the oldest
-- running transaction: a position alone is taken before commit and would lose the slower of two writers.
create table platform.outbox (
  tx xid8 not null default pg_current_xact_id(),
  position bigint generated always as identity,
  community_id uuid not null,
  id uuid not null,
  type text not null,
  body jsonb not null,
  at timestamptz not null,
  primary key (tx, position)
);

create table platform.consumer (
  name text primary key,
  tx xid8 not null default '0',
  position bigint not null default 0
);

create table platform.parked (
  consumer text not null,
  id uuid not null,
  type text not null,
  body jsonb not null,
  fault text not null,
  tries int not null,
  at timestamptz not null,
  primary key (consumer, id)
);
