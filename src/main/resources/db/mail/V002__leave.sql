-- Where a POST stops letters of this kind (RFC 8058); null for letters that always come.
alter table mail.letter add column leave text;
