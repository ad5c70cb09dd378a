-- What a community tells all its members.
create table announcements.announcement (
  community_id uuid not null,
  id uuid not null,
  author int not null,
  title text not null,
  body text not null,
  language text not null,
  pinned boolean not null,
  -- from then on it stands in the archive; null when it does not grow old
  until_at timestamptz,
  -- what the client sent, to tell a repeat from a conflict
  asked text not null,
  created_at timestamptz not null,
  edited_at timestamptz,
  withdrawn_at timestamptz,
  primary key (community_id, id)
);
create index announcement_current on announcements.announcement
  (community_id, pinned desc, created_at desc, id desc) where withdrawn_at is null;
create index announcement_by_time on announcements.announcement (community_id, created_at desc, id desc);
create index announcement_over on announcements.announcement (community_id, until_at desc, id desc)
  where withdrawn_at is null and until_at is not null;

-- Up to when somebody has seen what their communities announced: one row for each person who ever looked, and none for
-- each announcement.
create table announcements.seen (
  member_id uuid primary key,
  seen_at timestamptz not null
);
