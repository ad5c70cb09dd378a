package org.coomunity.decisions.governance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.decisions.voting.BallotLine;
import org.coomunity.decisions.voting.Merkle;
import org.coomunity.decisions.voting.Method;
import org.coomunity.decisions.voting.OptionCount;
import org.coomunity.decisions.voting.Outcome;
import org.coomunity.decisions.voting.Quorum;
import org.coomunity.decisions.voting.Tally;
import org.coomunity.decisions.voting.Terms;
import org.coomunity.decisions.voting.Threshold;
import org.jspecify.annotations.Nullable;

/// Counts a vote that is over: every ballot that counts, once, by tracker, in the form the record
/// shows it.
final class Counting {
  private static final int PAGE = 5_000;

  /// What came out.
  ///
  /// @param root over all ballots that count
  record Counted(Outcome outcome, List<OptionCount> counts, int voters, int direct, String root) {}

  /// How a vote ended, as it is kept with the proposal.
  ///
  /// @param reason why it went no further; null when it did
  record Ended(
      String result,
      List<String> winners,
      boolean disagree,
      int voters,
      int direct,
      List<OptionCount> counts,
      @Nullable List<List<Long>> pairwise,
      @Nullable String reason) {}

  private final Envelopes envelopes;

  Counting(Envelopes envelopes) {
    this.envelopes = envelopes;
  }

  /// True for the methods that can be chosen.
  static boolean counts(Method method) {
    return method.sums();
  }

  /// What a proposal needs; the answer to a veto needs two thirds.
  static Terms terms(Charter charter, ProposalRow row) {
    Threshold usual = row.weight().terms().threshold();
    Threshold threshold =
        row.answers() != null && usual == Threshold.MAJORITY ? Threshold.TWO_THIRDS : usual;
    return new Terms(charter.quorumPpm(row.weight()), threshold);
  }

  /// Everything that counts, by tracker.
  @FunctionalInterface
  interface Reader {
    void take(BallotLine line, @Nullable String reason);
  }

  /// Reads the ballots of a vote that is over.
  void read(Tx tx, ProposalRow row, Reader reader) {
    String after = "";
    List<TurnoutStore.Ballot> page;
    do {
      page =
          TurnoutStore.effective(
              tx, row.communityId(), row.id(), row.textHash(), after, PAGE);
      for (TurnoutStore.Ballot ballot : page) {
        reader.take(line(row, ballot), reason(row, ballot));
        after = ballot.tracker();
      }
    } while (page.size() == PAGE);
  }

  /// A ballot that counts, opened.
  BallotLine line(ProposalRow row, TurnoutStore.Ballot ballot) {
    byte[] sealed = ballot.sealed();
    String choice =
        sealed == null ? ballot.choice() : envelopes.open(row.id(), sealed).choice();
    return new BallotLine(
        row.id(),
        ballot.tracker(),
        ballot.n(),
        Texts.hex(row.textHash()),
        Choices.read(choice == null ? "{}" : choice),
        ballot.cost(),
        BallotLine.Source.valueOf(ballot.source().toUpperCase(Locale.ROOT)));
  }

  @Nullable String reason(ProposalRow row, TurnoutStore.Ballot ballot) {
    byte[] sealed = ballot.sealed();
    return sealed == null ? ballot.reason() : envelopes.open(row.id(), sealed).reason();
  }

  Counted count(Tx tx, ProposalRow row, Charter charter) {
    Tally tally =
        new Tally(
            Method.of(row.method()).orElseThrow(),
            row.choices().stream().map(Proposal.Option::id).toList());
    Merkle leaves = new Merkle();
    int[] direct = new int[1];
    read(
        tx,
        row,
        (line, reason) -> {
          tally.add(line.choice());
          leaves.add(line.leafData());
          direct[0] += line.source() == BallotLine.Source.DELEGATE ? 0 : 1;
        });
    int active = row.active() == null ? 0 : row.active();
    Quorum.Turnout turnout = new Quorum.Turnout(active, tally.ballots(), direct[0]);
    return new Counted(
        tally.decide(terms(charter, row), turnout),
        new ArrayList<>(tally.counts()),
        tally.ballots(),
        direct[0],
        leaves.root());
  }
}
