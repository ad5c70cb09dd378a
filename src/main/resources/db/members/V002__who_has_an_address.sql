-- Who asks for a new password by mail is found by their address.
create index member_by_email on members.member (lower(email)) where email is not null;
