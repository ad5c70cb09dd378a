-- What a person should know, kept 90 days. It belongs to the person, who reads those of all communities at once.
create table notices.notice (
  member_id uuid not null,
  id uuid not null,
  -- all zeros for what concerns the platform, for example one's log-in
  community_id uuid not null,
  -- the text is `notice.<kind>`
  kind text not null,
  -- number, inside the community, of whom it is about
  who int,
  -- other values of the text, JSON
  args text not null,
  -- inside the community, for example `/trades/<id>`; of the platform, for example `/me/security`
  link text not null,
  at timestamptz not null,
  seen_at timestamptz,
  -- when a letter is to tell of it; empty when none is, and once one did
  mail_at timestamptz,
  primary key (member_id, id)
);
create index notice_waiting on notices.notice (member_id) where seen_at is null;
create index notice_old on notices.notice (at);
create index notice_mail on notices.notice (mail_at) where mail_at is not null;
