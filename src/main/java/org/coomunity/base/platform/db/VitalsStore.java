package org.coomunity.base.platform.db;

/// What the database says about itself.
final class VitalsStore {
  private VitalsStore() {}

  static Database.Vitals read(Tx tx) {
    return tx.query(
            """
            select
              (select count(*) from pg_stat_activity where backend_type = 'client backend')
                as connections,
              current_setting('max_connections')::int as connections_most,
              (select coalesce(max(extract(epoch from replay_lag)), 0)::double precision
                from pg_stat_replication) as replica_lag_seconds
            """)
        .mapTo(Database.Vitals.class)
        .one();
  }
}
