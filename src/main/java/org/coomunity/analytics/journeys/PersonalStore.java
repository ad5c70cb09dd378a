package org.coomunity.analytics.journeys;

import java.util.List;
import org.coomunity.base.registry.Basis;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;

/// What journeys keep about people. It stands under numbers to which only the key of a member
/// leads, so no statement can find it by their name: `GET /me/events` shows it, and taking one's
/// leave forgets it at once, while there still is a key.
final class PersonalStore {
  static final List<DataClass> DATA =
      List.of(
          DataClass.of(
                  "journeys",
                  "journeys.event",
                  "journeys.segment",
                  "journeys.person",
                  "journeys.erased")
              .serves(
                  "how a community lives, in figures that never are about fewer than ten people",
                  Basis.CONSENT)
              .stays("400 days", "oneself; others see figures")
              .goes(Erasure.SHREDDED),
          DataClass.of("visits", "journeys.salt")
              .serves(
                  "how many are there on a day; marks that cannot be joined with those of"
                      + " another day",
                  Basis.INTEREST)
              .stays("the salt one day", "nobody")
              .goes(Erasure.LAPSES));

  private PersonalStore() {}
}
