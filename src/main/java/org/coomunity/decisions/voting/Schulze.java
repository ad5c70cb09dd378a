package org.coomunity.decisions.voting;

import java.util.ArrayList;
import java.util.List;

/// The order of options that follows from comparing each two (Schulze 2011, "A new monotonic,
/// clone-independent, reversal symmetric, and Condorcet-consistent single-winner election method"),
/// with winning votes: a link from one option to another is as strong as the number of those who
/// like it better, if they are more; a path is as strong as its weakest link; an option is ahead of
/// another when its strongest path there is stronger than the one back.
public final class Schulze {
  private Schulze() {}

  /// The strongest paths, by widening them over each option in turn: O(n^3).
  ///
  /// @param above how many like the row better than the column
  public static int[][] paths(int[][] above) {
    int count = above.length;
    int[][] paths = new int[count][count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        paths[i][j] = above[i][j] > above[j][i] ? above[i][j] : 0;
      }
    }
    for (int over = 0; over < count; over++) {
      int[] onwards = paths[over];
      for (int from = 0; from < count; from++) {
        int[] row = paths[from];
        int there = row[over];
        if (there > 0 && from != over) {
          for (int to = 0; to < count; to++) {
            row[to] = Math.max(row[to], Math.min(there, onwards[to]));
          }
        }
      }
    }
    for (int i = 0; i < count; i++) {
      paths[i][i] = 0;
    }
    return paths;
  }

  /// The options in groups, the best first. A group holds those whom nobody is ahead of that is not
  /// in a group before; within it the order is that of the question.
  public static List<List<String>> ranking(Pairwise pairwise) {
    int[][] paths = paths(pairwise.matrix());
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < paths.length; i++) {
      left.add(i);
    }
    List<List<String>> ranking = new ArrayList<>();
    while (!left.isEmpty()) {
      List<Integer> rest = List.copyOf(left);
      List<Integer> best =
          rest.stream()
              .filter(one -> rest.stream().noneMatch(o -> paths[o][one] > paths[one][o]))
              .toList();
      ranking.add(best.stream().map(pairwise.options()::get).toList());
      left.removeAll(best);
    }
    return List.copyOf(ranking);
  }
}
