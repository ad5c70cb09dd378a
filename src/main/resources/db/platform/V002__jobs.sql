-- The table of db-scheduler (its names are its own): one row for each recurring job.
create table platform.job (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamptz not null,
  picked boolean not null,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures int,
  last_heartbeat timestamptz,
  version bigint not null,
  priority smallint,
  state text,
  primary key (task_name, task_instance)
);

create index job_due on platform.job (execution_time);
create index job_heartbeat on platform.job (last_heartbeat);
