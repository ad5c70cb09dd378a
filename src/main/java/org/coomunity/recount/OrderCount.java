package org.coomunity.recount;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Schulze's method over the options that ballots put in an order.
final class OrderCount implements Poll.Count {
  private final Question question;
  private final List<String> names;
  private final long[][] over;
  private final int[] place;
  private long choosing;

  OrderCount(Question question) {
    this.question = question;
    this.names = List.copyOf(question.options.keySet());
    this.over = new long[names.size()][names.size()];
    this.place = new int[names.size()];
  }

  @Override
  public void add(Ballot ballot) {
    choosing += ballot.ranking.isEmpty() ? 0 : 1;
    Arrays.fill(place, Integer.MAX_VALUE);
    for (int group = 0; group < ballot.ranking.size(); group++) {
      for (String option : ballot.ranking.get(group)) {
        place[names.indexOf(option)] = group;
      }
    }
    for (int a = 0; a < place.length; a++) {
      for (int b = 0; b < place.length; b++) {
        over[a][b] += place[a] < place[b] ? 1 : 0;
      }
    }
  }

  @Override
  public Poll.Decision decide(ObjectNode closed, String head) {
    ArrayNode matrix = JsonNodeFactory.instance.arrayNode();
    for (long[] row : over) {
      ArrayNode line = matrix.addArray();
      Arrays.stream(row).forEach(line::add);
    }
    closed.put("pairwise", Hashes.hex(Hashes.sha256().digest(Hashes.utf8(Canon.of(matrix)))));
    List<List<String>> ranking = ranking(strengths());
    ArrayNode written = closed.putArray("ranking");
    ranking.forEach(group -> group.forEach(written.addArray()::add));
    List<String> first = ranking.getFirst();
    String winner = Hashes.drawn(first, head, question.id);
    return new Poll.Decision(
        choosing > 0 && enough(winner), first.size() > 1, List.of(winner), false);
  }

  private long[][] strengths() {
    int count = names.size();
    long[][] strongest = new long[count][count];
    for (int a = 0; a < count; a++) {
      for (int b = 0; b < count; b++) {
        strongest[a][b] = over[a][b] > over[b][a] ? over[a][b] : 0;
      }
    }
    for (int via = 0; via < count; via++) {
      for (int a = 0; a < count; a++) {
        for (int b = 0; b < count; b++) {
          long way = Math.min(strongest[a][via], strongest[via][b]);
          if (a != b && a != via && b != via && way > strongest[a][b]) {
            strongest[a][b] = way;
          }
        }
      }
    }
    return strongest;
  }

  /// Takes those whom nobody left is ahead of, again and again.
  private List<List<String>> ranking(long[][] strongest) {
    List<Integer> left = new ArrayList<>();
    for (int a = 0; a < names.size(); a++) {
      left.add(a);
    }
    List<List<String>> ranking = new ArrayList<>();
    while (!left.isEmpty()) {
      List<Integer> those = List.copyOf(left);
      left.removeIf(a -> those.stream().allMatch(b -> strongest[a][b] >= strongest[b][a]));
      ranking.add(those.stream().filter(a -> !left.contains(a)).map(names::get).toList());
    }
    return ranking;
  }

  private boolean enough(String winner) {
    int w = names.indexOf(winner);
    for (int b = 0; b < names.size() && !question.threshold.equals("majority"); b++) {
      boolean twoThirds = over[w][b] > 0 && over[w][b] >= 2 * over[b][w];
      boolean heads =
          !question.threshold.equals("two_thirds_and_heads") || 2 * over[w][b] > choosing;
      if (b != w && !(twoThirds && heads)) {
        return false;
      }
    }
    return true;
  }
}
