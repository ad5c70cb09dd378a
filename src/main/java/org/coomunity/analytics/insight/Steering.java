package org.coomunity.analytics.insight;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What steers gentle suggestions inside and is never shown: how much more somebody gave than
/// received of late. Sums are halved every 90 days and count by their root for each partner, so
/// that much with one does not weigh like some with many.
final class Steering {
  private static final double HALF_LIFE = 90 * 86_400.0;
  private static final double CALM_HOURS = 2;

  private Steering() {}

  /// `(G + 2) / (R + 2)`: 1 in balance, and close to it for who did little.
  ///
  /// @param moves in hours, with times
  static double index(String account, List<Move> moves, double asOf) {
    Map<String, Double> given = new HashMap<>();
    Map<String, Double> received = new HashMap<>();
    for (Move move : moves) {
      if (move.time() <= asOf && !move.from().equals(move.to())) {
        double faded = move.amount() * Math.pow(0.5, (asOf - move.time()) / HALF_LIFE);
        if (move.from().equals(account)) {
          given.merge(move.to(), faded, Double::sum);
        } else if (move.to().equals(account)) {
          received.merge(move.from(), faded, Double::sum);
        }
      }
    }
    return (roots(given) + CALM_HOURS) / (roots(received) + CALM_HOURS);
  }

  private static double roots(Map<String, Double> sums) {
    return sums.values().stream().mapToDouble(Math::sqrt).sum();
  }
}
