package org.coomunity.decisions.voting;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What somebody chose, without who, where and when: votes on options, or an order of them. With
/// neither they are present and abstain.
///
/// @param votes votes or points for each option that has some
/// @param ranking the best first; options in one group are liked equally
public record Choice(Map<String, Integer> votes, List<List<String>> ranking) {
  /// Present, and nothing chosen.
  public static final Choice ABSTAINS = new Choice(Map.of(), List.of());

  public Choice {
    votes = Collections.unmodifiableMap(new TreeMap<>(votes));
    ranking = ranking.stream().map(List::copyOf).toList();
  }

  /// Votes on options.
  public static Choice votes(Map<String, Integer> votes) {
    return new Choice(votes, List.of());
  }

  /// An order of options.
  public static Choice ranking(List<List<String>> ranking) {
    return new Choice(Map.of(), ranking);
  }

  /// True when nothing is chosen.
  public boolean abstains() {
    return ranking.isEmpty() && votes.values().stream().allMatch(v -> v == 0);
  }

  /// The choice as the record and the public surface write it: `{"votes":{…}}` or
  /// `{"ranking":[[…]]}`.
  public Map<String, Object> body() {
    return ranking.isEmpty() ? Map.of("votes", votes) : Map.of("ranking", ranking);
  }
}
