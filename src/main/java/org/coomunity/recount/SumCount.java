package org.coomunity.recount;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Methods where the sums of each option decide.
final class SumCount implements Poll.Count {
  private static final class Sum {
    private long votes;
    private long heads;
  }

  private final Question question;
  private final Map<String, Sum> sums = new HashMap<>();
  private long choosing;

  SumCount(Question question) {
    this.question = question;
    question.options.keySet().forEach(option -> sums.put(option, new Sum()));
  }

  private Sum sum(String option) {
    Sum sum = sums.get(option);
    if (sum == null) {
      throw new IllegalStateException(option);
    }
    return sum;
  }

  @Override
  public void add(Ballot ballot) {
    boolean chooses = false;
    for (int i = 0; i < ballot.options.size(); i++) {
      int votes = ballot.votes.get(i);
      Sum sum = sum(ballot.options.get(i));
      sum.votes += votes;
      sum.heads += votes > 0 ? 1 : 0;
      chooses |= votes != 0;
    }
    choosing += chooses ? 1 : 0;
  }

  @Override
  public Poll.Decision decide(ObjectNode closed, String head) {
    ObjectNode tally = closed.putObject("tally");
    long most = Long.MIN_VALUE;
    long mostHeads = 0;
    long positive = 0;
    for (String option : question.options.keySet()) {
      Sum sum = sum(option);
      tally.putObject(option).put("votes", sum.votes).put("heads", sum.heads);
      most = Math.max(most, sum.votes);
      mostHeads = Math.max(mostHeads, sum.heads);
      positive += Math.max(0, sum.votes);
    }
    Set<String> byVotes = new TreeSet<>();
    Set<String> byHeads = new TreeSet<>();
    for (Map.Entry<String, Sum> one : sums.entrySet()) {
      if (one.getValue().votes == most) {
        byVotes.add(one.getKey());
      }
      if (one.getValue().heads == mostHeads) {
        byHeads.add(one.getKey());
      }
    }
    String leader = byVotes.iterator().next();
    boolean tied = byVotes.size() > 1;
    boolean wins = !tied && most > 0 && !(question.yesNo() && leader.equals("against"));
    if (!question.threshold.equals("majority")) {
      long whole = question.method.equals("approval") ? choosing : positive;
      wins &= 3 * most >= 2 * whole;
    }
    if (question.threshold.equals("two_thirds_and_heads")) {
      wins &= 2 * sum(leader).heads > choosing;
    }
    return new Poll.Decision(wins, tied, List.of(leader), !byVotes.equals(byHeads));
  }
}
