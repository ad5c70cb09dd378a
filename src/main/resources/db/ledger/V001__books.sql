-- Double-entry books. Every key begins with the book, so that books can be spread over many databases.

create table ledger.book (
  book int generated always as identity primary key,
  code text not null,
  decimals smallint not null check (decimals between 0 and 8),
  last_account int not null default 0,
  -- Dense: the compare-and-set on it is what keeps two nodes from writing the same place.
  last_seq bigint not null default 0,
  last_at timestamptz not null default 'epoch'
) with (fillfactor = 50);

-- Four totals; balance and availability follow from them. No index on a column that changes: HOT updates.
create table ledger.account (
  book int not null,
  account int not null,
  kind smallint not null,
  status smallint not null default 0,
  debits_posted bigint not null default 0,
  credits_posted bigint not null default 0,
  debits_pending bigint not null default 0,
  credits_pending bigint not null default 0,
  version bigint not null default 0,
  revision int not null default 0,
  credit_limit bigint check (credit_limit >= 0),
  soft boolean not null default false,
  max_balance bigint,
  -- The least availability the account may have: its hard limit, or where it stood when that was lowered.
  hard_floor bigint,
  head_hash bytea not null default decode('00000000000000000000000000000000', 'hex'),
  primary key (book, account),
  check (least(debits_posted, credits_posted, debits_pending, credits_pending) >= 0),
  check (credits_posted - debits_posted - debits_pending >= hard_floor)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

-- Both sides of a transfer in one row: version and balance of each account after it, and its place in the
-- hash chain of each. Widest columns first: no padding.
create table ledger.transfer (
  seq bigint not null,
  amount bigint not null check (amount >= 0),
  debit_version bigint not null,
  credit_version bigint not null,
  debit_balance bigint not null,
  credit_balance bigint not null,
  valid_at timestamptz not null,
  recorded_at timestamptz not null,
  book int not null,
  debit int not null,
  credit int not null check (debit <> credit),
  actor int not null,
  phase smallint not null,
  kind smallint not null,
  below_limit boolean not null,
  id uuid not null,
  debit_hash bytea not null,
  credit_hash bytea not null,
  words text not null,
  pending uuid,
  reverses uuid,
  expires_at timestamptz,
  primary key (book, seq),
  unique (book, id)
);
create index transfer_of_debit on ledger.transfer (book, debit, seq);
create index transfer_of_credit on ledger.transfer (book, credit, seq);
create index transfer_reverses on ledger.transfer (book, reverses) where reverses is not null;

-- How a reserved transfer ended. Its key is what makes it end once.
create table ledger.resolution (
  book int not null,
  pending uuid not null,
  transfer uuid not null,
  outcome smallint not null,
  amount bigint not null,
  primary key (book, pending)
);

-- Reserved transfers that the ledger frees by itself.
create table ledger.due (
  book int not null,
  expires_at timestamptz not null,
  pending uuid not null,
  primary key (book, expires_at, pending)
);
create index due_by_time on ledger.due (expires_at, book);

-- Identifiers that failed for a reason of state: they never succeed later.
create table ledger.refused_id (
  book int not null,
  id uuid not null,
  status smallint not null,
  available bigint,
  credit_limit bigint,
  at timestamptz not null,
  primary key (book, id)
);

create table ledger.limit_change (
  book int not null,
  account int not null,
  revision int not null,
  old_limit bigint,
  new_limit bigint,
  soft boolean not null,
  max_balance bigint,
  reason text not null,
  actor int not null,
  at timestamptz not null,
  primary key (book, account, revision)
);

create function ledger.append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the books are append-only: % on ledger.%', tg_op, tg_table_name using errcode = '42501';
end $$;

create trigger append_only before update or delete or truncate on ledger.transfer
  for each statement execute function ledger.append_only();
create trigger append_only before update or delete or truncate on ledger.resolution
  for each statement execute function ledger.append_only();
create trigger append_only before update or delete or truncate on ledger.refused_id
  for each statement execute function ledger.append_only();
create trigger append_only before update or delete or truncate on ledger.limit_change
  for each statement execute function ledger.append_only();
