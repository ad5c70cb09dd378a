package org.coomunity;

import org.coomunity.base.platform.db.Database;

/// Lets a community be as after a night of the models, without months of lives before it.
public final class KnownHealth {
  private KnownHealth() {}

  /// A night found so much.
  ///
  /// @param people of whom something was foretold
  /// @param handles of those who may need a hand
  public static void of(String databaseUrl, String slug, int people, String... handles) {
    try (Database database = Database.open(databaseUrl, 1)) {
      database.write(tx -> {
        tx.update(
                """
                insert into insight.health as h (community_id, day, done, tries, at, state, risk, low,
                  high, people, bands, needs)
                select community_id, (now() at time zone 'UTC')::date, true, 0, now(), 'READY', 0.2, 0.1, 0.3,
                  :people, '{"low": 12, "watch_or_care": 10}', '[]'
                from communities.community where slug = :slug
                on conflict (community_id) do update set state = 'READY', people = excluded.people,
                  risk = 0.2, low = 0.1, high = 0.3, bands = excluded.bands, done = true,
                  needs = '[]', day = excluded.day
                """)
            .bind("slug", slug)
            .bind("people", people)
            .execute();
        tx.update(
                """
                insert into insight.model (community_id, kind, no, trained_at, trained_on, parameters,
                  quality)
                select community_id, 'churn', 3, now(), 20000, '', :quality
                from communities.community where slug = :slug
                on conflict do nothing
                """)
            .bind("slug", slug)
            .bind(
                "quality",
                """
                {"kind": "logistic", "auc": 0.81, "aucLow": 0.77, "ece": 0.02, "brier": 0.11, "n": 300,
                 "left": 60, "trials": [{"day": 19900, "members": 300, "left": 60, "auc": 0.81,
                 "recencyAuc": 0.72, "ece": 0.02}], "bands": [{"band": "LOW", "people": 200, "left": 10},
                 {"band": "WATCH", "people": 60, "left": 20}, {"band": "CARE", "people": 40, "left": 30}]}
                """)
            .execute();
        for (String handle : handles) {
          tx.update(
                  """
                  insert into insight.churn (community_id, no, at, risk, band, reasons, act, model)
                  select m.community_id, m.no, now(), 0.6, 0, :reasons, 'INTRODUCE_SOMEBODY', 3
                  from communities.membership m
                  join communities.community c on c.community_id = m.community_id
                  where c.slug = :slug and m.handle = :handle
                  on conflict do nothing
                  """)
              .bind("slug", slug)
              .bind("handle", handle)
              .bind(
                  "reasons",
                  """
                  [{"key": "quiet", "weight": 1.2}, {"key": "has_trade_completed", "weight": -0.4}]
                  """)
              .execute();
        }
        return slug;
      });
    }
  }

  /// How many rows a table of insight has.
  static long rows(String databaseUrl, String table) {
    try (Database database = Database.open(databaseUrl, 1)) {
      return database.read(
          tx -> tx.query("select count(*) from insight." + table).mapTo(Long.class).one());
    }
  }
}
