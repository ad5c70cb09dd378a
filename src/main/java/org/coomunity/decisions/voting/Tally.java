package org.coomunity.decisions.voting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.coomunity.decisions.voting.Quorum.Turnout;

/// The sums of a question, kept while ballots come, change and go: each costs as much as it has
/// votes, whatever came before. Not safe for several threads at once.
public final class Tally {
  private final Method method;
  private final List<String> options;
  private final Map<String, Integer> places = new HashMap<>();
  private final long[] votes;
  private final int[] heads;
  private int ballots;
  private int choosing;

  /// An empty tally.
  ///
  /// @param method one of those that sum
  public Tally(Method method, List<String> options) {
    if (!method.sums()) {
      throw new IllegalArgumentException(method + " is not counted by sums");
    }
    this.method = method;
    this.options = List.copyOf(options);
    this.votes = new long[options.size()];
    this.heads = new int[options.size()];
    for (String option : options) {
      places.put(option, places.size());
    }
  }

  /// A tally that goes on from sums that were kept.
  ///
  /// @param ballots how many ballots are in them
  /// @param choosing how many of those chose anything
  public static Tally of(Method method, List<OptionCount> counts, int ballots, int choosing) {
    Tally tally = new Tally(method, counts.stream().map(OptionCount::option).toList());
    for (int i = 0; i < counts.size(); i++) {
      tally.votes[i] = counts.get(i).votes();
      tally.heads[i] = counts.get(i).heads();
    }
    tally.ballots = ballots;
    tally.choosing = choosing;
    return tally;
  }

  /// Counts a ballot. It was checked before.
  public void add(Choice choice) {
    count(choice, 1);
  }

  /// Takes a ballot out again that was counted before.
  public void remove(Choice choice) {
    count(choice, -1);
  }

  private void count(Choice choice, int sign) {
    boolean chooses = false;
    for (Map.Entry<String, Integer> vote : choice.votes().entrySet()) {
      Integer place = places.get(vote.getKey());
      if (place == null) {
        throw new IllegalArgumentException("no option " + vote.getKey());
      }
      int value = vote.getValue();
      votes[place] += (long) sign * value;
      heads[place] += value > 0 ? sign : 0;
      chooses |= value != 0;
    }
    ballots += sign;
    choosing += chooses ? sign : 0;
  }

  /// What each option got, in the order of the question.
  public List<OptionCount> counts() {
    List<OptionCount> counts = new ArrayList<>();
    for (int i = 0; i < votes.length; i++) {
      counts.add(new OptionCount(options.get(i), votes[i], heads[i]));
    }
    return List.copyOf(counts);
  }

  /// How many ballots were counted.
  public int ballots() {
    return ballots;
  }

  /// How many of them chose anything.
  public int choosing() {
    return choosing;
  }

  /// What follows from the sums.
  public Outcome decide(DecisionClass weight, Turnout turnout) {
    return decide(weight.terms(), turnout);
  }

  /// What follows from the sums. A tie leaves things as they are; so do many options of which none
  /// has votes above zero.
  public Outcome decide(Terms terms, Turnout turnout) {
    List<Integer> leaders = leaders(votes);
    boolean disagree = !leaders.equals(leaders(toLongs(heads)));
    boolean tied = leaders.size() > 1;
    if (!turnout.reaches(terms.quorumPpm())) {
      return Outcome.noQuorum(tied, disagree);
    }
    int leader = leaders.isEmpty() ? -1 : leaders.getFirst();
    boolean wins =
        !tied
            && leader >= 0
            && votes[leader] > 0
            && (!Ballots.yesNo(options) || options.get(leader).equals(Ballots.FOR))
            && reaches(terms.threshold(), leader);
    return wins
        ? Outcome.succeeded(false, List.of(options.get(leader)), disagree)
        : Outcome.defeated(tied, disagree);
  }

  /// The leader of yes and no has a majority already, and among many options leading is enough.
  private boolean reaches(Threshold threshold, int leader) {
    boolean twoThirds = 3 * votes[leader] >= 2 * whole();
    return switch (threshold) {
      case MAJORITY -> true;
      case TWO_THIRDS -> twoThirds;
      case TWO_THIRDS_AND_HEADS -> twoThirds && 2L * heads[leader] > choosing;
    };
  }

  /// What a share is a share of: who approves may approve of several, so there people are counted.
  private long whole() {
    if (method == Method.APPROVAL) {
      return choosing;
    }
    long whole = 0;
    for (long sum : votes) {
      whole += Math.max(0, sum);
    }
    return whole;
  }

  private static List<Integer> leaders(long[] sums) {
    List<Integer> leaders = new ArrayList<>();
    for (int i = 0; i < sums.length; i++) {
      if (!leaders.isEmpty() && sums[i] > sums[leaders.getFirst()]) {
        leaders.clear();
      }
      if (leaders.isEmpty() || sums[i] == sums[leaders.getFirst()]) {
        leaders.add(i);
      }
    }
    return leaders;
  }

  private static long[] toLongs(int[] counts) {
    long[] longs = new long[counts.length];
    for (int i = 0; i < counts.length; i++) {
      longs[i] = counts[i];
    }
    return longs;
  }
}
