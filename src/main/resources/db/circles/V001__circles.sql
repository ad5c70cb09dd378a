-- Groups inside a community.
create table circles.circle (
  community_id uuid not null,
  id uuid not null,
  kind text not null,
  name text not null,
  purpose text not null,
  admission text not null,
  people int not null,
  -- what the client sent, to tell a repeat from a conflict
  asked text not null,
  founder_no int not null,
  at timestamptz not null,
  -- when the last one went; null while somebody is in it
  closed_at timestamptz,
  primary key (community_id, id)
);
create index circle_by_time on circles.circle (community_id, at desc, id desc) where closed_at is null;

-- Who is in a circle, asked to be, was invited, or was in it once. The counters make the levels of a CoP.
create table circles.member (
  community_id uuid not null,
  circle_id uuid not null,
  no int not null,
  state text not null,
  role text not null,
  words text not null default '',
  since timestamptz not null,
  attended int not null default 0,
  minutes int not null default 0,
  taught int not null default 0,
  rating_sum int not null default 0,
  rating_n int not null default 0,
  primary key (community_id, circle_id, no)
) with (fillfactor = 80);
create index member_by_no on circles.member (community_id, no);

-- Somebody teaches, others learn.
create table circles.session (
  community_id uuid not null,
  id uuid not null,
  circle_id uuid not null,
  teacher_no int not null,
  title text not null,
  story text not null,
  place text not null,
  starts_at timestamptz not null,
  minutes int not null check (minutes > 0),
  capacity int not null check (capacity > 0),
  -- minor units; 0 for a gift
  price bigint not null check (price >= 0),
  state text not null,
  seated int not null default 0 check (seated >= 0 and seated <= capacity),
  -- true once somebody confirmed to have learned: it counts as taught
  taught boolean not null default false,
  asked text not null,
  at timestamptz not null,
  primary key (community_id, id)
) with (fillfactor = 80);
create index session_of_circle on circles.session (community_id, circle_id, starts_at desc, id desc);
create index session_due on circles.session (starts_at)
  where state = 'PLANNED' or (state = 'CANCELLED' and seated > 0);
create index session_of_teacher on circles.session (community_id, teacher_no) where state = 'PLANNED';

-- A place in a session.
create table circles.seat (
  community_id uuid not null,
  session_id uuid not null,
  no int not null,
  state text not null,
  -- the reserved transfer; null for a gift and for those who wait
  pay uuid,
  -- the reserved transfer to the fund; null where it has nothing of the price
  share uuid,
  -- minor units: what the fund and what the teacher has of the price
  levy bigint not null default 0,
  received bigint not null default 0,
  -- what the teacher said of the learner, and the learner of the session: 1..5
  teacher_rating int check (teacher_rating between 1 and 5),
  learner_rating int check (learner_rating between 1 and 5),
  at timestamptz not null,
  primary key (community_id, session_id, no)
) with (fillfactor = 80);
create index seat_of_member on circles.seat (community_id, no) where state in ('WAITING', 'SEATED');

-- What members of a circle say to each other.
create table circles.post (
  community_id uuid not null,
  circle_id uuid not null,
  id uuid not null,
  no int not null,
  words text not null,
  at timestamptz not null,
  -- since when somebody who facilitates hides it; null while all of the circle may read it
  hidden_at timestamptz,
  primary key (community_id, id)
);
create index post_by_time on circles.post (community_id, circle_id, at desc, id desc);
create index post_by_member on circles.post (community_id, no, at desc);

-- When a circle meets.
create table circles.meeting (
  community_id uuid not null,
  circle_id uuid not null,
  id uuid not null,
  by_no int not null,
  title text not null,
  -- where, or the address of a room
  place text not null,
  starts_at timestamptz not null,
  minutes int not null check (minutes > 0),
  cancelled_at timestamptz,
  -- when it was marked who was there; null before
  marked_at timestamptz,
  asked text not null,
  at timestamptz not null,
  primary key (community_id, id)
);
create index meeting_of_circle on circles.meeting (community_id, circle_id, starts_at desc, id desc);

-- Who said that they come, and who was there.
create table circles.attendance (
  community_id uuid not null,
  meeting_id uuid not null,
  no int not null,
  comes boolean not null,
  was boolean not null default false,
  at timestamptz not null,
  primary key (community_id, meeting_id, no)
);
create index attendance_of_member on circles.attendance (community_id, no);
