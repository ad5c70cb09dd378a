package org.coomunity.exchange.ayni;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.coomunity.exchange.lets.Policy;
import org.jspecify.annotations.Nullable;

/// How trust, credit and reciprocity follow from what was counted. What decides about money is
/// integers; the figures that are only shown are not.
final class AyniRules {
  /// One, in parts per million.
  static final int MILLION = 1_000_000;

  /// Trust in somebody whom nobody has rated.
  static final int TRUST_UNRATED = 500_000;

  /// Completed trades before credit grows.
  static final int TRADES_LEAST = 3;

  /// Days without an exchange after which extra credit halves.
  static final int IDLE_DAYS = 180;

  private static final int STAR = 200_000;
  private static final int RATED_TRADE = 10_000;
  private static final int RATED_MOST = 200_000;
  private static final int HALVINGS_MOST = 62;
  private static final int DIGITS = 4;

  private AyniRules() {}

  /// What a member's credit follows from.
  ///
  /// @param trades completed ones
  /// @param twoPartners true when they were with two others at least
  /// @param raters counterparties who rated
  /// @param stars the sum of each one's newest figure
  /// @param rated rated trades, of each counterparty at most one in 30 days
  /// @param anchor founder, admin, or invited by one
  /// @param flow extra that flows to them, see `TrustFlow`
  /// @param quick what came since that was counted
  /// @param halvings how often the extra halved for want of exchanges
  record Facts(
      int trades,
      boolean twoPartners,
      int raters,
      int stars,
      int rated,
      boolean anchor,
      long flow,
      long quick,
      int halvings) {
    /// Somebody who has done nothing yet.
    static final Facts UNKNOWN = new Facts(0, false, 0, 0, 0, false, 0, 0, 0);

    boolean begun() {
      return trades >= TRADES_LEAST && twoPartners;
    }
  }

  /// Trust in parts per million: the mean of the stars, and a little for each rated trade.
  static int trust(Facts facts) {
    if (facts.raters() == 0) {
      return TRUST_UNRATED;
    }
    long mean = (long) STAR * facts.stars() / facts.raters();
    long practice = Math.min((long) RATED_TRADE * facts.rated(), RATED_MOST);
    return (int) Math.min(MILLION, mean + practice);
  }

  /// The extra over the start that a member's own trust allows, before flow and rest.
  static long ownExtra(Facts facts, Policy policy) {
    if (!facts.begun()) {
      return 0;
    }
    long slope = policy.creditSlope();
    long trust = trust(facts);
    long gained = slope / MILLION * trust + slope % MILLION * trust / MILLION;
    return Math.min(gained, policy.creditCap() - policy.creditStart());
  }

  /// How far a member may go below zero, in minor units.
  static long limit(Facts facts, Policy policy) {
    long extra = ownExtra(facts, policy);
    if (!facts.anchor()) {
      extra = Math.min(extra, facts.flow() + facts.quick());
    }
    return policy.creditStart() + (extra >> Math.min(facts.halvings(), HALVINGS_MOST));
  }

  /// Keys of the sentences that say why the limit is what it is.
  static List<String> because(Facts facts, Policy policy) {
    if (!facts.begun()) {
      return List.of("limit.start");
    }
    List<String> keys = new ArrayList<>();
    keys.add(facts.raters() == 0 ? "limit.unrated" : "limit.trust");
    if (facts.anchor()) {
      keys.add("limit.anchor");
    } else if (facts.flow() + facts.quick() < ownExtra(facts, policy)) {
      keys.add("limit.flow");
    }
    if (facts.halvings() > 0) {
      keys.add("limit.rest");
    }
    if (limit(facts, policy) == policy.creditCap()) {
      keys.add("limit.cap");
    }
    return List.copyOf(keys);
  }

  /// How much more a payment vouches for its payee, when one may vouch for another up to `most`.
  ///
  /// @param paid what was paid in a year, this payment included
  static long vouched(long paid, long payment, long most) {
    return Math.max(0, Math.clamp(paid, 0, most) - Math.clamp(paid - payment, 0, most));
  }

  /// How often extra credit has halved after so many days without an exchange.
  static int halvings(long idleDays) {
    return Math.clamp(idleDays / IDLE_DAYS, 0, HALVINGS_MOST);
  }

  /// Where a member stands: 0.8 to 1.2 of given to received is in balance.
  static String standing(long given, long received) {
    if (given * 5.0 > received * 6.0) {
      return "giving";
    }
    return given * 5.0 < received * 4.0 ? "receiving" : "balanced";
  }

  /// `1 - |G - R| / (G + R)`; 0 when nothing moved.
  static double reciprocity(long given, long received) {
    double sum = (double) given + received;
    return sum <= 0 ? 0 : 1 - Math.abs(given - received) / sum;
  }

  /// `exp(entropy of the shares) / partners`: 1 when all partners have the same share.
  ///
  /// @param volumes one for each partner, above 0
  static double diversity(double[] volumes) {
    double sum = Arrays.stream(volumes).sum();
    double spread = Arrays.stream(volumes).map(volume -> volume * Math.log(volume)).sum();
    return diversity(volumes.length, sum, spread);
  }

  /// The same from `sum of v` and `sum of v ln v`.
  static double diversity(long partners, double sum, double spread) {
    if (partners == 0 || sum <= 0) {
      return 0;
    }
    double entropy = Math.log(sum) - spread / sum;
    return Math.clamp(Math.exp(entropy) / partners, 0.0, 1.0);
  }

  /// The cubic mean of the three; 0 with no activity.
  static double ayni(double reciprocity, double diversity, double continuity) {
    return Math.cbrt(reciprocity * diversity * continuity);
  }

  /// The Gini coefficient: 0 when all have the same, near 1 when one has all; 0 when nobody has
  /// anything.
  static double gini(long[] sizes) {
    long[] sorted = sizes.clone();
    Arrays.sort(sorted);
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < sorted.length; i++) {
      sum += sorted[i];
      weighted += (i + 1.0) * sorted[i];
    }
    double n = sorted.length;
    return sum == 0 ? 0 : Math.max(0, 2 * weighted / (n * sum) - (n + 1) / n);
  }

  /// The share of the volume that moves inside strongly connected groups: what can come around.
  static double circulating(List<TrustFlow.Edge> edges) {
    int[] members =
        edges.stream()
            .flatMapToInt(edge -> IntStream.of(edge.payer(), edge.payee()))
            .sorted()
            .distinct()
            .toArray();
    int[] tails = edges.stream().mapToInt(e -> Arrays.binarySearch(members, e.payer())).toArray();
    int[] heads = edges.stream().mapToInt(e -> Arrays.binarySearch(members, e.payee())).toArray();
    int[] group = Components.of(members.length, tails, heads);
    double all = 0;
    double inside = 0;
    for (int i = 0; i < tails.length; i++) {
      long paid = edges.get(i).paid();
      all += paid;
      inside += group[tails[i]] == group[heads[i]] ? paid : 0;
    }
    return all == 0 ? 0 : inside / all;
  }

  /// A share or a rate as a decimal string, for example `0.8333`.
  static String decimal(double value) {
    return BigDecimal.valueOf(value)
        .setScale(DIGITS, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  /// One over the other; null when there is no other.
  static @Nullable String ratio(long one, long other) {
    return ratio((double) one, (double) other);
  }

  /// The same of figures that are only shown.
  static @Nullable String ratio(double one, double other) {
    return other == 0 ? null : decimal(one / other);
  }
}
