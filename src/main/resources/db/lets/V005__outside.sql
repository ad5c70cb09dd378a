-- Accounts of people and systems outside: imported histories know them by a name of theirs.
create table lets.outside (
  community_id uuid not null,
  account int not null,
  name text not null check (length(name) between 1 and 100),
  primary key (community_id, account),
  unique (community_id, name)
);
