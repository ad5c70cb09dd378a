package org.coomunity.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;

/// Gives a town a past: figures of three weeks, an alert, and twelve neighbours whose ways may be
/// known.
final class SeeingStory {
  private static final String SEEING = "/c/" + WebTown.SLUG + "/seeing";

  /// The pages of figures that stewards have, without the language.
  static final List<String> PAGES =
      List.of(
          SEEING,
          SEEING + "?days=30",
          SEEING + "/measures/ayniTransactions",
          SEEING + "/activity",
          SEEING + "/retention",
          SEEING + "/ways",
          SEEING + "/funnels",
          SEEING + "/funnels/new",
          SEEING + "/funnels/first-trade",
          SEEING + "/funnels/joining/edit");

  /// Those of operators.
  static final List<String> OPERATOR =
      List.of(
          "/operator/seeing",
          "/operator/seeing/measures/responseTime",
          "/operator/system",
          "/operator/runbooks/HttpErrors");

  private static final int NEIGHBOURS = 12;
  private static final List<String> WAY =
      List.of("search_made", "listing_viewed", "offer_started", "vote_cast");

  private SeeingStory() {}

  /// Figures of every hour of three weeks, with more people in the last, and an alert that fires.
  static void past(WebTown town) {
    try (Database database = Database.open(town.databaseUrl(), 1)) {
      database.write(tx -> {
        sample(tx, "select community_id from communities.community");
        sample(tx, "select '00000000-0000-0000-0000-000000000000'::uuid as community_id");
        return alert(tx);
      });
    }
  }

  private static void sample(Tx tx, String scopes) {
    tx.update(
            """
            insert into pulse.sample (community_id, step, at, active_users, ayni_transactions,
              meritos_earned, ondas_generated, revenue, system_load, response_time, error_rate)
            select s.community_id, 2, h, 12 + 6 * sin(extract(epoch from h) / 13751)
                + case when h > now() - interval '7 days' then 6 else 0 end,
              1 + sin(extract(epoch from h) / 13751), 40, 15, 8, 0.2 + 0.1 * sin(extract(epoch from h) / 9000),
              18 + 5 * sin(extract(epoch from h) / 20000), 0
            from (%s) s, generate_series(date_trunc('hour', now()) - interval '21 days',
              date_trunc('hour', now()) - interval '1 hour', interval '1 hour') h
            on conflict do nothing
            """
                .formatted(scopes))
        .execute();
  }

  private static int alert(Tx tx) {
    Instant now = InstantSource.system().instant();
    return tx.update(
            """
            insert into pulse.alert (community_id, id, rule, state, since, began_at, fired_at,
              cleared_at, value)
            values (:platform, :open, 'BACKUP_OLD', 'firing', :then, :then, :then, null, 31.5),
              (:platform, :over, 'RESPONSE_TIME', 'cleared', :then, :then, :then, :now, 0.61)
            """)
        .bind("platform", new UUID(0, 0))
        .bind("open", Uuid7.at(now))
        .bind("over", Uuid7.at(now.minusSeconds(9)))
        .bind("then", now.minus(Duration.ofHours(3)))
        .bind("now", now.minus(Duration.ofHours(2)))
        .execute();
  }

  /// Twelve neighbours search, look and vote; half of them begin an offer.
  static void neighbours(WebTown town) {
    Instant now = InstantSource.system().instant();
    for (int i = 0; i < NEIGHBOURS; i++) {
      String handle = "vecino" + (char) ('a' + i);
      town.join(handle, "Vecino " + (char) ('A' + i), town.invite(town.token("luz"), Map.of()));
      String token = town.token(handle);
      town.put(token, "/me/consents", Map.of("consents", Map.of("analytics", true)));
      List<Map<String, Object>> events = new ArrayList<>();
      for (String type : WAY) {
        Instant at = now.minus(Duration.ofDays(1)).plusSeconds(60L * events.size());
        events.add(
            Map.of(
                "id",
                Uuid7.at(at).toString(),
                "type",
                type,
                "at",
                at.toString(),
                "community",
                WebTown.SLUG));
      }
      town.post(token, "/events", events);
    }
  }

  /// All of it, and the pages of stewards.
  static List<String> tell(WebTown town) {
    past(town);
    neighbours(town);
    return PAGES;
  }
}
