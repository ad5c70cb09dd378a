-- What a person should know, kept 90 days. It belongs to the person, who reads those of all communities at once.
create table web.notice (
  member_id uuid not null,
  id uuid not null,
  community_id uuid not null,
  -- the text is `notice.<kind>`
  kind text not null,
  -- number, inside the community, of whom it is about
  who int,
  -- other values of the text, JSON
  args text not null,
  -- inside the community, for example `/trades/<id>`
  link text not null,
  at timestamptz not null,
  seen_at timestamptz,
  primary key (member_id, id)
);
create index notice_waiting on web.notice (member_id) where seen_at is null;
create index notice_old on web.notice (at);
