-- Offers and wants. `words` holds what the analyzers of the listing's language made of title (A), tags (B) and
-- text (C); each word is preceded by a mark of the community, so that the index is keyed by both.
create table market.listing (
  community_id uuid not null,
  id uuid not null,
  owner int not null,
  side text not null check (side in ('OFFER', 'WANT')),
  kind text not null,
  category text not null,
  title text not null,
  body text not null,
  -- minor units of the community; null for a gift
  price bigint check (price > 0),
  -- how many are left; null when they do not run out
  quantity int check (quantity >= 0),
  -- one to a line
  tags text not null,
  -- hundredths of a degree, about one kilometre
  place_lat_e2 int,
  place_lon_e2 int,
  language text not null,
  state text not null,
  -- what the client sent, to tell a repeat from a conflict
  asked text not null,
  words tsvector not null,
  created_at timestamptz not null,
  -- published or renewed
  fresh_at timestamptz not null,
  expires_at timestamptz not null,
  warned_at timestamptz,
  primary key (community_id, id)
);
create index listing_fresh on market.listing (community_id, fresh_at desc, id desc) where state = 'ACTIVE';
create index listing_of_category on market.listing (community_id, category, fresh_at desc, id desc)
  where state = 'ACTIVE';
create index listing_of_owner on market.listing (community_id, owner, fresh_at desc, id desc);
create index listing_words on market.listing using gin (words);
create index listing_due on market.listing (expires_at) where state in ('ACTIVE', 'PAUSED');

-- Re-encoded: nothing of what the camera wrote about time and place is left. Kept here so that a backup of the
-- database has them.
create table market.photo (
  community_id uuid not null,
  listing uuid not null,
  n smallint not null check (n between 0 and 7),
  hash text not null,
  width int not null,
  height int not null,
  large bytea not null,
  thumb bytea not null,
  at timestamptz not null,
  primary key (community_id, listing, n)
);

create table market.question (
  community_id uuid not null,
  id uuid not null,
  listing uuid not null,
  asker int not null,
  words text not null,
  answer text,
  asked_at timestamptz not null,
  answered_at timestamptz,
  primary key (community_id, id)
);
create index question_of_listing on market.question (community_id, listing, asked_at, id);

create table market.favourite (
  community_id uuid not null,
  member int not null,
  listing uuid not null,
  at timestamptz not null,
  primary key (community_id, member, listing)
);
