-- Letters that wait to be carried; a row goes when its letter went, or was tried too often.
create table mail.letter (
  member_id uuid not null,
  id uuid not null,
  address text not null,
  language text not null,
  subject text not null,
  words text not null,
  made_at timestamptz not null,
  -- when it is tried next
  due_at timestamptz not null,
  tries int not null default 0,
  primary key (member_id, id)
);
create index letter_due on mail.letter (due_at);
