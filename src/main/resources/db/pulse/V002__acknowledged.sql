-- Who took an alert on, and when: others need not look twice. The member is forgotten with their account.
alter table pulse.alert add column acknowledged_at timestamptz, add column acknowledged_by uuid;
create index alert_acknowledged on pulse.alert (acknowledged_by) where acknowledged_by is not null;
