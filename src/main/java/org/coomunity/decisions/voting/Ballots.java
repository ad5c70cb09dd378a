package org.coomunity.decisions.voting;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.coomunity.decisions.voting.BallotFault.Kind;

/// What a ballot may be, and what it costs.
public final class Ballots {
  /// The option of a yes in a question of yes or no.
  public static final String FOR = "for";

  /// The option of a no.
  public static final String AGAINST = "against";

  /// The most votes of one person on one option.
  public static final int MOST_VOTES = 20;

  /// The most points of one person on one option.
  public static final int MOST_POINTS = 5;

  /// The most options of a question.
  public static final int MOST_OPTIONS = 100;

  /// A vector of a delegate is cut in steps of a sixteenth.
  private static final int PARTS = 16;

  private Ballots() {}

  /// What a choice takes from the voice: the sum of the squares of its votes. Other methods than
  /// the quadratic one take nothing.
  public static int cost(Method method, Choice choice) {
    if (method != Method.QUADRATIC) {
      return 0;
    }
    int cost = 0;
    for (int votes : choice.votes().values()) {
      cost += votes * votes;
    }
    return cost;
  }

  /// True for a question of yes or no.
  public static boolean yesNo(List<String> options) {
    return options.size() == 2 && options.contains(FOR) && options.contains(AGAINST);
  }

  /// What is wrong with a choice, if anything; the first thing of several.
  ///
  /// @param options the identifiers of the question's options
  /// @param negative whether its rules allow quadratic votes below zero; never with yes or no
  public static Optional<BallotFault> check(
      Method method, Choice choice, List<String> options, boolean negative) {
    if (method.orders()) {
      return choice.votes().isEmpty()
          ? order(method, choice.ranking(), options)
          : fault(Kind.CHOICE, "votes");
    }
    return choice.ranking().isEmpty()
        ? votes(method, choice.votes(), options, negative)
        : fault(Kind.CHOICE, "ranking");
  }

  private static Optional<BallotFault> votes(
      Method method, Map<String, Integer> votes, List<String> options, boolean negative) {
    boolean yesNo = yesNo(options);
    int least = method.least(negative && !yesNo);
    for (Map.Entry<String, Integer> vote : votes.entrySet()) {
      boolean known = options.contains(vote.getKey());
      if (!known || vote.getValue() < least || vote.getValue() > method.most()) {
        return fault(Kind.CHOICE, "votes." + vote.getKey());
      }
    }
    long chosen = votes.values().stream().filter(v -> v != 0).count();
    return chosen > 1 && (yesNo || method == Method.ONE_PERSON)
        ? fault(Kind.VOTES_CONFLICT, "votes")
        : Optional.empty();
  }

  private static Optional<BallotFault> order(
      Method method, List<List<String>> ranking, List<String> options) {
    Set<String> seen = new HashSet<>();
    for (List<String> group : ranking) {
      if (group.isEmpty() || (method == Method.STV && group.size() > 1)) {
        return fault(Kind.CHOICE, "ranking");
      }
      for (String option : group) {
        if (!options.contains(option)) {
          return fault(Kind.CHOICE, "ranking");
        }
        if (!seen.add(option)) {
          return fault(Kind.VOTES_CONFLICT, "ranking");
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<BallotFault> fault(Kind kind, String field) {
    return Optional.of(new BallotFault(kind, field));
  }

  /// The choice of a delegate as somebody with less voice can pay for it: all votes in the same
  /// proportion, by the largest number of sixteenths that `left` pays for. A delegate's choice is
  /// copied, never paid from a common purse.
  public static Choice copied(Choice choice, int left) {
    for (int part = PARTS; part > 0; part--) {
      Map<String, Integer> votes = new TreeMap<>();
      for (Map.Entry<String, Integer> vote : choice.votes().entrySet()) {
        int cut = vote.getValue() * part / PARTS;
        if (cut != 0) {
          votes.put(vote.getKey(), cut);
        }
      }
      Choice cut = part == PARTS ? choice : Choice.votes(votes);
      if (cost(Method.QUADRATIC, cut) <= left) {
        return cut;
      }
    }
    return Choice.ABSTAINS;
  }
}
