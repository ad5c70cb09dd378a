-- Browsers that a member lets be called (RFC 8030). A row goes with its log-in, and when the push service says it is gone.
create table push.device (
  member_id uuid not null,
  id uuid not null,
  -- the log-in on that device
  session_id uuid not null,
  -- where its push service takes messages: whoever knows it can send there
  endpoint text not null,
  -- its public key and its secret for this purpose, base64url
  p256dh text not null,
  auth text not null,
  made_at timestamptz not null,
  -- when its log-in was last seen to be open
  checked_at timestamptz not null,
  -- messages in a row that its push service did not want
  failed int not null default 0,
  primary key (member_id, id),
  unique (member_id, endpoint)
);
create index device_checked on push.device (checked_at);
create index device_endpoint on push.device using hash (endpoint);

-- Messages on their way; a later one of the same topic takes the place of one that did not go yet.
create table push.message (
  member_id uuid not null,
  device_id uuid not null,
  topic text not null,
  payload text not null,
  urgency text not null,
  -- when it is tried next
  due_at timestamptz not null,
  -- after that it is no news any more
  over_at timestamptz not null,
  tries int not null default 0,
  primary key (member_id, device_id, topic)
);
create index message_due on push.message (due_at);
