package org.coomunity.analytics.insight;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// How value moved among all who moved it.
///
/// @param reciprocityIndex `1 - sum of |net| / (2 volume)`; 1 when everybody received what they
///   gave
/// @param bilateralReciprocity the share of the volume that the same two people gave back
/// @param edgeReciprocity the share of the ordered pairs that have one the other way
/// @param giniNet how unevenly `|net|` lies, 0 evenly
/// @param stronglyConnectedShare of the volume, between people who can reach each other
/// @param cycleShare of the volume, that circles of two to four could clear; see [ShortCycles]
public record FlowReport(
    int transfers,
    int accounts,
    int edges,
    double volume,
    double reciprocityIndex,
    double bilateralReciprocity,
    double edgeReciprocity,
    double giniNet,
    double stronglyConnectedShare,
    double cycleShare) {
  static FlowReport of(int transfers, Flows flows) {
    double[] net = flows.net();
    double volume = flows.volume();
    double off = 0;
    for (double one : net) {
      off += Math.abs(one);
    }
    int[] groups = flows.groups();
    double inside = 0;
    double mutual = 0;
    int answered = 0;
    Answers answers = new Answers(flows);
    for (int edge = 0; edge < flows.edges(); edge++) {
      inside += groups[flows.tail(edge)] == groups[flows.head(edge)] ? flows.amount(edge) : 0;
      double back = answers.of(edge);
      mutual += Math.min(flows.amount(edge), back);
      answered += back > 0 ? 1 : 0;
    }
    return new FlowReport(
        transfers,
        flows.accounts().size(),
        flows.edges(),
        volume,
        share(2 * volume - off, 2 * volume),
        share(mutual, volume),
        flows.edges() == 0 ? 0 : (double) answered / flows.edges(),
        gini(net),
        share(inside, volume),
        new ShortCycles(flows).share());
  }

  private static double share(double part, double all) {
    return all == 0 ? 0 : Math.clamp(part / all, 0.0, 1.0);
  }

  /// The Gini coefficient of the absolute values; 0 when all are 0.
  static double gini(double[] values) {
    double[] sorted = Arrays.stream(values).map(Math::abs).sorted().toArray();
    double sum = 0;
    double ranked = 0;
    for (int i = 0; i < sorted.length; i++) {
      sum += sorted[i];
      ranked += (i + 1) * sorted[i];
    }
    int n = sorted.length;
    return sum == 0 ? 0 : 2 * ranked / (n * sum) - (n + 1.0) / n;
  }

  /// What flows the other way between the same two.
  private static final class Answers {
    private final Map<Long, Double> amounts = new HashMap<>();
    private final Flows flows;

    Answers(Flows flows) {
      this.flows = flows;
      for (int edge = 0; edge < flows.edges(); edge++) {
        amounts.put((long) flows.tail(edge) << 32 | flows.head(edge), flows.amount(edge));
      }
    }

    double of(int edge) {
      return amounts.getOrDefault((long) flows.head(edge) << 32 | flows.tail(edge), 0.0);
    }
  }
}
