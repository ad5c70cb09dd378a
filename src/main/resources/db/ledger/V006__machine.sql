-- What the machine surface must know again when the same event comes twice.

-- An account that was opened under an identifier of its client.
create table ledger.opened (
  book int not null,
  id uuid not null,
  account int not null,
  kind smallint not null,
  credit_limit bigint,
  max_balance bigint,
  primary key (book, id)
);

-- On what terms something was reserved: for how long, and which account it closes (1 debit, 2 credit, 3 both).
create table ledger.terms (
  book int not null,
  pending uuid not null,
  seconds bigint not null,
  expires_at timestamptz,
  closes smallint not null,
  primary key (book, pending)
);

create trigger append_only before update or delete or truncate on ledger.opened
  for each statement execute function ledger.append_only();
create trigger append_only before update or delete or truncate on ledger.terms
  for each statement execute function ledger.append_only();
