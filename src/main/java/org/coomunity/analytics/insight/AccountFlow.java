package org.coomunity.analytics.insight;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reciprocity of one account, as `ayni` shows it to members.
///
/// @param reciprocity `1 - |given - received| / (given + received)`
/// @param diversity `exp(entropy of the partners' shares) / partners`
/// @param continuity weeks with a transfer over the weeks of the window; NaN where no time is known
/// @param ayni the cubic mean of the three; NaN where no time is known
public record AccountFlow(
    String account,
    double given,
    double received,
    double reciprocity,
    double diversity,
    double continuity,
    double ayni) {
  private static final double WEEK = 7 * 86_400.0;

  /// @param asOf the end of the window, in seconds
  /// @param weeks of the window; 0 where no time is known
  static List<AccountFlow> of(List<Move> moves, double asOf, int weeks) {
    Map<String, Tally> tallies = new LinkedHashMap<>();
    for (Move move : moves) {
      Tally from = tallies.computeIfAbsent(move.from(), name -> new Tally());
      Tally to = tallies.computeIfAbsent(move.to(), name -> new Tally());
      if (move.amount() > 0 && !move.from().equals(move.to())) {
        from.given += move.amount();
        to.received += move.amount();
        from.partners.merge(move.to(), move.amount(), Double::sum);
        to.partners.merge(move.from(), move.amount(), Double::sum);
        if (weeks > 0) {
          int week = (int) Math.min(weeks - 1.0, Math.floor((asOf - move.time()) / WEEK));
          from.weeks.add(week);
          to.weeks.add(week);
        }
      }
    }
    List<AccountFlow> found = new ArrayList<>();
    tallies.forEach((account, tally) -> found.add(tally.of(account, weeks)));
    return found;
  }

  private static final class Tally {
    private double given;
    private double received;
    private final Map<String, Double> partners = new HashMap<>();
    private final Set<Integer> weeks = new HashSet<>();

    AccountFlow of(String account, int all) {
      double sum = given + received;
      double reciprocity = sum == 0 ? 0 : 1 - Math.abs(given - received) / sum;
      double diversity = diversity(sum);
      double continuity = all == 0 ? Double.NaN : (double) weeks.size() / all;
      double ayni = Math.cbrt(reciprocity * diversity * continuity);
      return new AccountFlow(account, given, received, reciprocity, diversity, continuity, ayni);
    }

    private double diversity(double sum) {
      if (sum == 0) {
        return 0;
      }
      double entropy = 0;
      for (double amount : partners.values()) {
        entropy -= amount / sum * Math.log(amount / sum);
      }
      return Math.min(1, Math.exp(entropy) / partners.size());
    }
  }
}
