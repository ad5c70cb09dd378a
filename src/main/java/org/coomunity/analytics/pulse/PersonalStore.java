package org.coomunity.analytics.pulse;

import java.util.List;
import org.coomunity.base.registry.Basis;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;

/// What pulse keeps about people: some days, from which members are counted and nobody is watched;
/// and which operator took an alert on.
final class PersonalStore {
  static final List<DataClass> DATA =
      List.of(
          DataClass.of("pulse", "pulse.person")
              .serves(
                  "counting members: the days of joining, of the first trade, of the last act",
                  Basis.INTEREST)
              .stays("while one is here", "nobody; figures of ten and more: members")
              .told(
                  """
                  select joined_on, last_on, seen_at, traded_on from pulse.person
                  where community_id = :community and no = :no
                  """)
              .goes(
                  Erasure.DELETED,
                  """
                  with gone as (
                    delete from pulse.person where community_id = :community and no = :no
                    returning community_id, joined_on, last_on, traded_on, back)
                  update pulse.day d set
                    last_seen = d.last_seen - (d.on_day = g.last_on)::int,
                    joined = d.joined - coalesce(d.on_day = g.joined_on, false)::int,
                    traded = d.traded - coalesce(
                      d.on_day = g.joined_on and g.traded_on <= g.joined_on + 30, false)::int,
                    back1 = d.back1 - coalesce((d.on_day = g.joined_on)::int * (g.back & 1), 0),
                    back7 = d.back7 - coalesce((d.on_day = g.joined_on)::int * (g.back >> 1 & 1), 0),
                    back30 = d.back30
                      - coalesce((d.on_day = g.joined_on)::int * (g.back >> 2 & 1), 0),
                    changed_at = now()
                  from gone g
                  where d.community_id = g.community_id and d.on_day in (g.last_on, g.joined_on)
                  """),
          DataClass.of("alerts", "pulse.alert")
              .serves("which operator took an alert on", Basis.INTEREST)
              .stays("400 days", "operators")
              .told(
                  """
                  select rule, fired_at, acknowledged_at from pulse.alert
                  where acknowledged_by = :member order by fired_at
                  """)
              .goes(
                  Erasure.DETACHED,
                  "update pulse.alert set acknowledged_by = null where acknowledged_by = :member"));

  private PersonalStore() {}
}
