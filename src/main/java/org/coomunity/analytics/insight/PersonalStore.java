package org.coomunity.analytics.insight;

import java.util.List;
import org.coomunity.base.registry.Basis;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;

/// What insight keeps about people: of those who agreed to it, that they may need a hand, and what
/// somebody did.
final class PersonalStore {
  static final List<DataClass> DATA =
      List.of(
          DataClass.of("departures", "insight.churn")
              .serves(
                  "that those who look after a community notice who may need a hand; never shown"
                      + " to other members, never to rank or punish",
                  Basis.CONSENT)
              .stays(
                  "until the next night; gone at once when the yes is taken back",
                  "stewards; oneself in the export")
              .told(
                  """
                  select at, risk, reasons, act from insight.churn
                  where community_id = :community and no = :no
                  """)
              .goes(
                  Erasure.DELETED,
                  "delete from insight.churn where community_id = :community and no = :no"),
          DataClass.of("care", "insight.care")
              .serves(
                  "what somebody did for a member who may have needed a hand, so that it is not done"
                      + " twice",
                  Basis.CONSENT)
              .stays("90 days", "stewards; oneself in the export")
              .told(
                  """
                  select at, by_no, act, note from insight.care
                  where community_id = :community and no = :no order by at
                  """)
              .goes(
                  Erasure.DELETED,
                  """
                  delete from insight.care
                  where community_id = :community and (no = :no or by_no = :no)
                  """)
              .lapses(
                  90,
                  """
                  delete from insight.care where (community_id, id) in (
                    select community_id, id from insight.care where at < :before limit :most)
                  """));

  private PersonalStore() {}
}
