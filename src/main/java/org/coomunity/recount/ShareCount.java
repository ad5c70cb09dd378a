package org.coomunity.recount;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A fund shared out by the method of equal shares, in exact numbers. Voters with the same ballot
/// always have the same money, so they are one group here.
final class ShareCount implements Poll.Count {
  private static final int MOST_RAISES = 1_000;

  private static final class Group {
    private final Map<String, Integer> points;
    private long voters;
    private Ratio money = Ratio.of(0);

    Group(Map<String, Integer> points) {
      this.points = points;
    }

    long points(String project) {
      return points.getOrDefault(project, 0);
    }
  }

  private record Offer(String project, Ratio price, long supporters) {}

  private record Bought(List<String> projects, long spent) {}

  private final Question question;
  private final Map<Map<String, Integer>, Group> groups = new LinkedHashMap<>();
  private long voters;

  ShareCount(Question question) {
    this.question = question;
  }

  @Override
  public void add(Ballot ballot) {
    Map<String, Integer> points = new HashMap<>();
    for (int i = 0; i < ballot.options.size(); i++) {
      points.put(ballot.options.get(i), ballot.votes.get(i));
    }
    groups.computeIfAbsent(points, Group::new).voters++;
    voters++;
  }

  @Override
  public Poll.Decision decide(ObjectNode closed, String head) {
    Comparator<String> lot = Hashes.lot(head, question.id);
    Bought best = new Bought(List.of(), 0);
    int raised = 0;
    for (int raises = 0; raises <= MOST_RAISES && voters > 0; raises++) {
      Bought bought = buy(raises, lot);
      if (bought.spent() > question.fund) {
        break;
      }
      best = bought;
      raised = raises;
      if (nothingFits(bought)) {
        break;
      }
    }
    best.projects().forEach(closed.putArray("funded")::add);
    closed.put("spent", best.spent()).put("raises", raised);
    compare(closed, lot);
    return new Poll.Decision(!best.projects().isEmpty(), false, best.projects(), false);
  }

  /// What each project got, and what those with the most supporters would have cost.
  private void compare(ObjectNode closed, Comparator<String> lot) {
    ObjectNode tally = closed.putObject("tally");
    Map<String, Long> heads = new HashMap<>();
    for (String project : question.options.keySet()) {
      long some =
          groups.values().stream()
              .filter(g -> g.points(project) > 0)
              .mapToLong(g -> g.voters)
              .sum();
      long votes = groups.values().stream().mapToLong(g -> g.voters * g.points(project)).sum();
      tally.putObject(project).put("votes", votes).put("heads", some);
      heads.put(project, some);
    }
    List<String> liked =
        question.options.keySet().stream()
            .filter(project -> heads.getOrDefault(project, 0L) > 0)
            .sorted(
                Comparator.comparingLong((String project) -> -heads.getOrDefault(project, 0L))
                    .thenComparing(lot))
            .toList();
    ArrayNode greedy = closed.putArray("greedy");
    long left = question.fund;
    for (String project : liked) {
      if (cost(project) <= left) {
        greedy.add(project);
        left -= cost(project);
      }
    }
    closed.put("greedySpent", question.fund - left);
  }

  private long cost(String project) {
    return question.options.getOrDefault(project, 0L);
  }

  private boolean nothingFits(Bought bought) {
    return question.options.keySet().stream()
        .filter(p -> groups.values().stream().anyMatch(g -> g.points(p) > 0))
        .noneMatch(
            p -> !bought.projects().contains(p) && cost(p) <= question.fund - bought.spent());
  }

  private Bought buy(int raises, Comparator<String> lot) {
    Ratio begin =
        Ratio.of(
            BigInteger.valueOf(question.fund).multiply(BigInteger.valueOf(100L + raises)),
            BigInteger.valueOf(100 * voters));
    groups.values().forEach(group -> group.money = begin);
    List<String> left = new ArrayList<>(question.options.keySet());
    List<String> projects = new ArrayList<>();
    long spent = 0;
    Comparator<Offer> cheapest =
        Comparator.comparing(Offer::price)
            .thenComparing(Comparator.comparingLong(Offer::supporters).reversed())
            .thenComparing(Offer::project, lot);
    while (true) {
      Offer best = null;
      for (String project : left) {
        Offer offer = offer(project);
        if (offer != null && (best == null || cheapest.compare(offer, best) < 0)) {
          best = offer;
        }
      }
      if (best == null) {
        return new Bought(projects, spent);
      }
      pay(best);
      left.remove(best.project());
      projects.add(best.project());
      spent += cost(best.project());
    }
  }

  /// The price of a point: those with the least money for each point give all they have, until the
  /// rest can pay the same price.
  private @Nullable Offer offer(String project) {
    List<Group> supporters =
        groups.values().stream()
            .filter(g -> g.points(project) > 0)
            .sorted(Comparator.comparing(g -> g.money.by(Ratio.of(g.points(project)))))
            .toList();
    long points = supporters.stream().mapToLong(g -> g.voters * g.points(project)).sum();
    long heads = supporters.stream().mapToLong(g -> g.voters).sum();
    Ratio left = Ratio.of(cost(project));
    for (Group group : supporters) {
      Ratio price = left.by(Ratio.of(points));
      if (group.money.compareTo(price.times(group.points(project))) >= 0) {
        return new Offer(project, price, heads);
      }
      left = left.minus(group.money.times(group.voters));
      points -= group.voters * group.points(project);
    }
    return null;
  }

  private void pay(Offer offer) {
    for (Group group : groups.values()) {
      long points = group.points(offer.project());
      group.money = group.money.minus(offer.price().times(points).orLess(group.money));
    }
  }
}
