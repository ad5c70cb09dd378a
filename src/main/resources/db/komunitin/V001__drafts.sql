-- Transfers that are not in the books: written down and not sent, refused by the books, or deleted by
-- whoever made them. Payer and payee are accounts of the book, the author is a member.
create table komunitin.draft (
  community_id uuid not null,
  id uuid not null,
  payer int not null,
  payee int not null check (payer <> payee),
  amount bigint not null check (amount > 0),
  words text not null,
  state text not null,
  author int not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (community_id, id)
);
create index draft_of_author on komunitin.draft (community_id, author) where state = 'new';
create index draft_of_payer on komunitin.draft (community_id, payer);
create index draft_of_payee on komunitin.draft (community_id, payee);
