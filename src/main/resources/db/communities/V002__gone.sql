-- What somebody was before they took their leave of the platform, while they may still come back; the handle here is
-- then one that says nobody.
alter table communities.membership add gone_from text;
