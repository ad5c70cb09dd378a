-- Who lets themselves be found in a community. Made from profiles and made again from them at any time; backups keep
-- only the newest copy of it, apart, as they do with the keys of members.
create table directory.card (
  community_id uuid not null,
  no int not null,
  -- the name in small letters without accents, for the order of the list
  name_key text collate "C" not null,
  joined_at timestamptz not null,
  -- of each word, skill, language and cell of the map the first half of an HMAC with the key of the platform and the
  -- community in it: found by who knows the word, read by nobody
  marks bigint[] not null,
  primary key (community_id, no)
);
-- how rare a word is decides whether it is looked up or met on the way through the list
alter table directory.card alter column marks set statistics 1000;
create index card_by_name on directory.card (community_id, name_key, no);
create index card_by_joined on directory.card (community_id, joined_at desc, no desc);
create index card_marks on directory.card using gin (marks);
