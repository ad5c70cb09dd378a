package org.coomunity.decisions.voting;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How many people like one option better than another, for each two, kept while ballots come and
/// go. Options that a ballot does not name are liked least, all equally.
public final class Pairwise {
  private final List<String> options;
  private final Map<String, Integer> places = new HashMap<>();
  private final int[][] above;
  private final int[] order;
  private final int[] ends;
  private int ballots;

  /// A matrix without ballots.
  public Pairwise(List<String> options) {
    this.options = List.copyOf(options);
    this.above = new int[options.size()][options.size()];
    this.order = new int[options.size()];
    this.ends = new int[options.size()];
    for (String option : options) {
      places.put(option, places.size());
    }
  }

  /// Counts a ballot. It was checked before.
  public void add(Choice choice) {
    count(choice.ranking(), 1);
  }

  /// Takes a ballot out again that was counted before.
  public void remove(Choice choice) {
    count(choice.ranking(), -1);
  }

  /// Writes the options one after another, the best first, each with the end of its group; then
  /// each is above all that come after that end.
  private void count(List<List<String>> ranking, int sign) {
    int named = 0;
    boolean[] seen = new boolean[order.length];
    for (List<String> group : ranking) {
      for (String option : group) {
        Integer place = places.get(option);
        if (place == null || seen[place]) {
          throw new IllegalArgumentException("not an order of the options: " + ranking);
        }
        seen[place] = true;
        order[named++] = place;
      }
      Arrays.fill(ends, named - group.size(), named, named);
    }
    int all = named;
    for (int place = 0; place < seen.length; place++) {
      if (!seen[place]) {
        order[all++] = place;
      }
    }
    for (int i = 0; i < named; i++) {
      int[] row = above[order[i]];
      for (int j = ends[i]; j < all; j++) {
        row[order[j]] += sign;
      }
    }
    ballots += sign;
  }

  /// The options in their order.
  public List<String> options() {
    return options;
  }

  /// How many ballots like one option better than another.
  public int above(String one, String other) {
    return above[place(one)][place(other)];
  }

  private int place(String option) {
    Integer place = places.get(option);
    if (place == null) {
      throw new IllegalArgumentException("no option " + option);
    }
    return place;
  }

  /// A copy of the matrix: row over column, in the order of the options.
  public int[][] matrix() {
    int[][] copy = new int[above.length][];
    for (int i = 0; i < above.length; i++) {
      copy[i] = above[i].clone();
    }
    return copy;
  }

  /// How many ballots were counted.
  public int ballots() {
    return ballots;
  }

  /// SHA-256 of the matrix as canonical JSON, a list of its rows, in hexadecimal.
  public String digest() {
    return Chain.digest(
        Arrays.stream(above).map(row -> Arrays.stream(row).boxed().toList()).toList());
  }
}
