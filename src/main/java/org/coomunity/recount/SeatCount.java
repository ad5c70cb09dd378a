package org.coomunity.recount;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Several seats by the single transferable vote (weighted inclusive Gregory method), in exact
/// numbers.
final class SeatCount implements Poll.Count {
  /// Equal ballots: what each of them is worth, and where they lie.
  private static final class Heap {
    private final List<String> order;
    private long ballots;
    private Ratio worth = Ratio.of(1);

    Heap(List<String> order) {
      this.order = new ArrayList<>(order);
    }
  }

  private final Question question;
  private final Map<List<String>, Heap> heaps = new LinkedHashMap<>();
  private final List<String> in = new ArrayList<>();
  private final List<String> elected = new ArrayList<>();
  private final List<String> unspent = new ArrayList<>();
  private final List<Map<String, Ratio>> history = new ArrayList<>();
  private long choosing;

  SeatCount(Question question) {
    this.question = question;
    in.addAll(question.options.keySet());
  }

  @Override
  public void add(Ballot ballot) {
    if (!ballot.ranking.isEmpty()) {
      choosing++;
      heaps.computeIfAbsent(
              ballot.ranking.stream().map(List::getFirst).toList(), order -> new Heap(order))
          .ballots++;
    }
  }

  @Override
  public Poll.Decision decide(ObjectNode closed, String head) {
    long quota = choosing / (question.seats + 1) + 1;
    count(Ratio.of(quota), Hashes.lot(head, question.id));
    elected.forEach(closed.putArray("elected")::add);
    closed.put("quota", quota);
    return new Poll.Decision(choosing > 0, false, List.copyOf(elected), false);
  }

  private void count(Ratio quota, Comparator<String> lot) {
    Comparator<String> better = this::compare;
    better = better.thenComparing(lot);
    while (elected.size() < question.seats && !in.isEmpty()) {
      history.addFirst(totals(quota));
      if (in.size() + elected.size() <= question.seats) {
        in.stream().sorted(better).forEach(elected::add);
        return;
      }
      for (String one : in.stream().sorted(better).toList()) {
        if (total(one).compareTo(quota) >= 0 && elected.size() < question.seats) {
          in.remove(one);
          elected.add(one);
          unspent.add(one);
        }
      }
      unspent.removeIf(one -> total(one).compareTo(quota) <= 0);
      if (elected.size() < question.seats) {
        if (unspent.isEmpty()) {
          String last = in.stream().max(better).orElseThrow();
          in.remove(last);
          move(last, Ratio.of(1));
        } else {
          String first = unspent.stream().min(better).orElseThrow();
          unspent.remove(first);
          move(first, total(first).minus(quota).by(total(first)));
        }
      }
    }
  }

  private Ratio total(String one) {
    return history.getFirst().getOrDefault(one, Ratio.of(0));
  }

  /// Those elected whose surplus went on keep the quota.
  private Map<String, Ratio> totals(Ratio quota) {
    Map<String, Ratio> totals = new HashMap<>();
    question.options.keySet().forEach(one -> totals.put(one, Ratio.of(0)));
    heaps
        .values()
        .forEach(heap -> {
          if (!heap.order.isEmpty()) {
            totals.merge(heap.order.getFirst(), heap.worth.times(heap.ballots), Ratio::plus);
          }
        });
    elected.stream()
        .filter(one -> !unspent.contains(one))
        .forEach(one -> totals.put(one, total(one).orLess(quota)));
    return totals;
  }

  private void move(String from, Ratio part) {
    for (Heap heap : heaps.values()) {
      if (!heap.order.isEmpty() && heap.order.getFirst().equals(from)) {
        heap.worth = heap.worth.times(part);
        heap.order.removeIf(one -> one.equals(from));
        while (!heap.order.isEmpty() && !in.contains(heap.order.getFirst())) {
          heap.order.removeFirst();
        }
      }
    }
  }

  private int compare(String one, String other) {
    for (Map<String, Ratio> round : history) {
      int more =
          round.getOrDefault(other, Ratio.of(0)).compareTo(round.getOrDefault(one, Ratio.of(0)));
      if (more != 0) {
        return more;
      }
    }
    return 0;
  }
}
