package org.coomunity.decisions.voting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.coomunity.decisions.voting.BallotLine.Source;
import org.coomunity.decisions.voting.Quorum.Turnout;
import org.jspecify.annotations.Nullable;

/// The count at the close of a question: takes its ballots one by one, in the order of their
/// trackers, and says what the entry `proposal.closed` says.
public final class Closing {
  private final Opened opened;
  private final Merkle merkle = new Merkle();
  private final @Nullable Tally tally;
  private final Pairwise pairwise;
  private final Map<List<String>, Long> orders = new HashMap<>();
  private final List<Map<String, Integer>> points = new ArrayList<>();
  private @Nullable Budget budget;
  private String budgetOf = "";
  private String last = "";
  private int direct;
  private int choosing;

  /// A count without ballots.
  public Closing(Opened opened) {
    this.opened = opened;
    this.tally = opened.method().sums() ? new Tally(opened.method(), opened.ids()) : null;
    this.pairwise = new Pairwise(opened.method() == Method.RANKED ? opened.ids() : List.of());
  }

  /// Counts a ballot.
  ///
  /// @throws IllegalArgumentException when its tracker is not after the one before, or when it
  ///   belongs to another question, another text or costs something else
  public void add(BallotLine ballot) {
    Choice choice = ballot.choice();
    boolean fits =
        ballot.proposal().equals(opened.proposal())
            && ballot.textHash().equals(opened.textHash())
            && ballot.tracker().compareTo(last) > 0
            && ballot.cost() == Ballots.cost(opened.method(), choice)
            && Ballots.check(opened.method(), choice, opened.ids(), opened.rules().negative())
                .isEmpty();
    if (!fits) {
      throw new IllegalArgumentException("ballot " + ballot.tracker() + " does not fit");
    }
    last = ballot.tracker();
    merkle.add(ballot.leafData());
    direct += ballot.source() == Source.DELEGATE ? 0 : 1;
    choosing += choice.abstains() ? 0 : 1;
    if (tally != null) {
      tally.add(choice);
    } else if (opened.method() == Method.RANKED) {
      pairwise.add(choice);
    } else if (opened.method() == Method.STV) {
      orders.merge(choice.ranking().stream().map(List::getFirst).toList(), 1L, Long::sum);
    } else {
      points.add(choice.votes());
    }
  }

  /// What the options got, in their order; empty where orders are counted.
  public List<OptionCount> counts() {
    if (tally != null) {
      return tally.counts();
    }
    return opened.method() == Method.EQUAL_SHARES
        ? opened.ids().stream().map(this::project).toList()
        : List.of();
  }

  private OptionCount project(String id) {
    long sum = 0;
    int heads = 0;
    for (Map<String, Integer> given : points) {
      int some = given.getOrDefault(id, 0);
      sum += some;
      heads += some > 0 ? 1 : 0;
    }
    return new OptionCount(id, sum, heads);
  }

  /// How a budget is shared out; null for other questions.
  ///
  /// @param prev as for `outcome`
  public @Nullable Budget budget(String prev) {
    if (opened.method() != Method.EQUAL_SHARES) {
      return null;
    }
    if (budget == null || !budgetOf.equals(prev)) {
      Lot lot = new Lot(prev, opened.proposal().toString());
      budget = Budget.of(opened.fund(), opened.options(), points, counts(), lot);
      budgetOf = prev;
    }
    return budget;
  }

  private Turnout turnout() {
    return new Turnout(opened.census().active(), (int) merkle.leaves(), direct);
  }

  /// What was decided.
  ///
  /// @param prev the hash of the record's last entry before this close, for lots
  public Outcome outcome(String prev) {
    return counted(prev, new HashMap<>());
  }

  /// The body of the entry `proposal.closed`.
  ///
  /// @param prev the hash of the record's last entry before it, in hexadecimal
  public Map<String, Object> body(String prev) {
    Map<String, Object> body = new TreeMap<>();
    Turnout turnout = turnout();
    int need = Quorum.need(turnout.active(), opened.rules().terms().quorumPpm());
    Outcome outcome = counted(prev, body);
    body.put("proposal", opened.proposal().toString());
    body.put("ballots", merkle.leaves());
    body.put("root", merkle.root());
    body.put("participation", Map.of("voters", turnout.voters(), "direct", turnout.direct()));
    body.put("quorum", Map.of("need", need, "have", turnout.voters()));
    body.put("outcome", outcome.body());
    return body;
  }

  /// The outcome; what it was counted from goes into the body.
  private Outcome counted(String prev, Map<String, Object> body) {
    Lot lot = new Lot(prev, opened.proposal().toString());
    if (!opened.method().orders()) {
      Map<String, Object> sums = new TreeMap<>();
      for (OptionCount count : counts()) {
        sums.put(count.option(), Map.of("votes", count.votes(), "heads", count.heads()));
      }
      body.put("tally", sums);
    }
    if (tally != null) {
      return tally.decide(opened.rules().terms(), turnout());
    }
    return switch (opened.method()) {
      case RANKED -> ranked(lot, body);
      case STV -> seats(lot, body);
      default -> shares(prev, body);
    };
  }

  private boolean quorum() {
    return turnout().reaches(opened.rules().terms().quorumPpm());
  }

  /// The first of the ranking wins. If several share that place a lot is drawn among them; if
  /// nobody ranked anything, nothing changes.
  private Outcome ranked(Lot lot, Map<String, Object> body) {
    List<List<String>> ranking = Schulze.ranking(pairwise);
    body.put("ranking", ranking);
    body.put("pairwise", pairwise.digest());
    boolean tied = ranking.getFirst().size() > 1;
    String first = lot.order(ranking.getFirst()).getFirst();
    if (!quorum()) {
      return Outcome.noQuorum(tied, false);
    }
    return choosing > 0 && ahead(first)
        ? Outcome.succeeded(tied, List.of(first), false)
        : Outcome.defeated(tied, false);
  }

  /// Where more than a majority is needed, the winner needs it over each other option.
  private boolean ahead(String winner) {
    Threshold threshold = opened.rules().terms().threshold();
    return threshold == Threshold.MAJORITY
        || opened.ids().stream()
            .filter(other -> !other.equals(winner))
            .allMatch(other -> {
              long yes = pairwise.above(winner, other);
              long no = pairwise.above(other, winner);
              return yes > 0
                  && yes >= 2 * no
                  && (threshold == Threshold.TWO_THIRDS || 2 * yes > choosing);
            });
  }

  private Outcome seats(Lot lot, Map<String, Object> body) {
    Stv.Seats seats = Stv.count(opened.ids(), opened.seats(), orders, lot);
    body.put("elected", seats.elected());
    body.put("quota", seats.quota());
    return decided(choosing > 0, seats.elected());
  }

  private Outcome shares(String prev, Map<String, Object> body) {
    Budget shared = Objects.requireNonNull(budget(prev));
    body.put("funded", shared.funded());
    body.put("spent", shared.spent());
    body.put("raises", shared.raises());
    body.put("greedy", shared.greedy());
    body.put("greedySpent", shared.greedySpent());
    return decided(!shared.funded().isEmpty(), shared.funded());
  }

  private Outcome decided(boolean anything, List<String> winners) {
    if (!quorum()) {
      return Outcome.noQuorum(false, false);
    }
    return anything ? Outcome.succeeded(false, winners, false) : Outcome.defeated(false, false);
  }
}
