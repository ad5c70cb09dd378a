-- Floor and ceiling are each hard, soft or none; what a change of limits was decided from stands beside it.
alter table ledger.account add column soft_ceiling boolean not null default false;
alter table ledger.limit_change add column soft_ceiling boolean not null default false;
alter table ledger.limit_change add column evidence jsonb not null default '{}';
