package org.coomunity.decisions.voting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// How a budget is shared out, and for comparison what the plainest way would have paid for: the
/// projects with the most supporters first, whatever they cost, as long as the money lasts.
///
/// @param funded what equal shares pay for, in that order
/// @param raises as `EqualShares` says
/// @param greedy what the plain way would have paid for, in that order; supporters are those who
///   gave a project any points, and equals are told apart by lot
public record Budget(
    List<String> funded, long spent, int raises, List<String> greedy, long greedySpent) {
  public Budget {
    funded = List.copyOf(funded);
    greedy = List.copyOf(greedy);
  }

  /// Shares a fund out in both ways.
  ///
  /// @param points what each voter gives
  /// @param counts what each project got
  static Budget of(
      long fund,
      List<Option> options,
      List<Map<String, Integer>> points,
      List<OptionCount> counts,
      Lot lot) {
    EqualShares.Shared shared = EqualShares.share(fund, options, points, lot);
    List<String> drawn = lot.order(options.stream().map(Option::id).toList());
    Map<String, Long> costs = new java.util.HashMap<>();
    options.forEach(option -> costs.put(option.id(), option.cost()));
    List<String> greedy = new ArrayList<>();
    long spent = 0;
    for (OptionCount count :
        counts.stream()
            .filter(count -> count.heads() > 0)
            .sorted(
                Comparator.comparingInt((OptionCount count) -> -count.heads())
                    .thenComparingInt(count -> drawn.indexOf(count.option())))
            .toList()) {
      long cost = costs.getOrDefault(count.option(), 0L);
      if (cost <= fund - spent) {
        greedy.add(count.option());
        spent += cost;
      }
    }
    return new Budget(shared.funded(), shared.spent(), shared.raises(), greedy, spent);
  }
}
