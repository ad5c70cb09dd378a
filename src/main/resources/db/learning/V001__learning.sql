-- Members whom a steward lets write content.
create table learning.gamifier (
  community_id uuid not null,
  member int not null,
  by_member int not null,
  at timestamptz not null,
  primary key (community_id, member)
);

-- A Mundo, or a playlist inside one.
create table learning.shelf (
  community_id uuid not null,
  id uuid not null,
  -- null for a Mundo itself
  mundo uuid,
  place int not null,
  author int not null,
  -- the language in which it is always there
  language text not null,
  -- title and text in each language
  texts text not null,
  -- what the client sent, to tell a repeat from a conflict
  asked text not null,
  created_at timestamptz not null,
  retired_at timestamptz,
  primary key (community_id, id)
);
create index shelf_in_order on learning.shelf (community_id, mundo, place, id);

create table learning.item (
  community_id uuid not null,
  id uuid not null,
  playlist uuid not null,
  place int not null,
  author int not null,
  state text not null check (state in ('DRAFT', 'PUBLISHED', 'RETIRED')),
  -- the edition that members read; 0 before the first
  version int not null,
  latest int not null,
  -- of the edition that members read, or of the first draft: for lists, which open no edition
  language text not null,
  titles text not null,
  questions int not null,
  ondas int not null,
  asked text not null,
  created_at timestamptz not null,
  published_at timestamptz,
  primary key (community_id, id)
);
create index item_in_order on learning.item (community_id, playlist, place, id);
create index item_newest on learning.item (community_id, published_at desc, id desc) where state = 'PUBLISHED';

-- What an item says, and asks. One that was published never changes; a change is the next one.
create table learning.edition (
  community_id uuid not null,
  item uuid not null,
  version int not null,
  state text not null check (state in ('DRAFT', 'REVIEW', 'PUBLISHED', 'PAST')),
  body text not null,
  writer int not null,
  reviewer int,
  note text not null,
  changed_at timestamptz not null,
  decided_at timestamptz,
  primary key (community_id, item, version)
);
create index edition_in_work on learning.edition (community_id, changed_at desc, item)
  where state in ('DRAFT', 'REVIEW');

-- Once for each question and member, whatever becomes of the item.
create table learning.answer (
  community_id uuid not null,
  member int not null,
  question uuid not null,
  item uuid not null,
  version int not null,
  kind text not null,
  choice text not null,
  correct boolean,
  ondas int not null check (ondas between 0 and 7),
  at timestamptz not null,
  primary key (community_id, member, question)
);
create index answer_of_item on learning.answer (community_id, member, item);

-- Where somebody was in an item.
create table learning.bookmark (
  community_id uuid not null,
  member int not null,
  item uuid not null,
  position int not null,
  finished boolean not null,
  at timestamptz not null,
  primary key (community_id, member, item)
);
create index bookmark_latest on learning.bookmark (community_id, member, at desc);

-- Weeks in which somebody learned, by their Mondays.
create table learning.week (
  community_id uuid not null,
  member int not null,
  monday date not null,
  answers int not null,
  ondas int not null,
  primary key (community_id, member, monday)
);
