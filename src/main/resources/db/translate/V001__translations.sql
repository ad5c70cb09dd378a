-- Translations that were proved, by the hash of everything they depend on. For texts that belong to
-- no community, `community_id` is the member they belong to.
create table translate.memory (
  community_id uuid not null,
  -- sha256 of source, languages, register of concepts, provider and model
  hash bytea not null,
  -- the member who wrote the source; when they go, it goes
  author uuid not null,
  ref text not null,
  lang text not null,
  body text not null,
  provider text not null,
  -- a person read it: no machine changes it any more
  reviewed boolean not null default false,
  at timestamptz not null,
  primary key (community_id, hash)
);
create index memory_author on translate.memory (community_id, author);

-- What no provider did right within its tries: a person looks at it.
create table translate.job (
  community_id uuid not null,
  id uuid not null,
  hash bytea not null,
  author uuid not null,
  ref text not null,
  source_lang text not null,
  target_lang text not null,
  source text not null,
  state text not null check (state in ('NEEDS_PERSON', 'REVIEWED')),
  tries int not null,
  -- JSON
  faults text not null,
  provider text not null,
  at timestamptz not null,
  primary key (community_id, id),
  unique (community_id, hash)
);
create index job_author on translate.job (community_id, author);

-- How many characters went out on a day.
create table translate.spend (
  community_id uuid not null,
  day date not null,
  provider text not null,
  characters bigint not null,
  primary key (community_id, day, provider)
);
