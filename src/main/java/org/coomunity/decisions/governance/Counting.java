package org.coomunity.decisions.governance;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.decisions.voting.BallotLine;
import org.coomunity.decisions.voting.Budget;
import org.coomunity.decisions.voting.Closing;
import org.coomunity.decisions.voting.Method;
import org.coomunity.decisions.voting.OptionCount;
import org.coomunity.decisions.voting.Outcome;
import org.coomunity.decisions.voting.Pairwise;
import org.coomunity.decisions.voting.Terms;
import org.coomunity.decisions.voting.Threshold;
import org.jspecify.annotations.Nullable;

/// Counts a vote that is over: every ballot that counts, once, by tracker, in the form the record
/// shows it.
final class Counting {
  private static final int PAGE = 5_000;

  /// What came out.
  ///
  /// @param body what the record says of it
  /// @param pairwise how many like one option better than another, for rankings; else null
  /// @param budget how a budget is shared out; null for other questions
  record Counted(
      Outcome outcome,
      Map<String, Object> body,
      List<OptionCount> counts,
      int voters,
      int direct,
      @Nullable List<List<Long>> pairwise,
      @Nullable Budget budget) {}

  /// How a vote ended, as it is kept with the proposal.
  ///
  /// @param budget how a budget was shared out, in minor units; null for other questions
  /// @param reason why it went no further; null when it did
  record Ended(
      String result,
      List<String> winners,
      boolean disagree,
      int voters,
      int direct,
      List<OptionCount> counts,
      @Nullable List<List<Long>> pairwise,
      @Nullable Budget budget,
      @Nullable String reason) {
    /// The end of a request that ran.
    ///
    /// @param people how many had points on it
    static Ended request(String result, int people) {
      return new Ended(result, List.of(), false, people, people, List.of(), null, null, null);
    }
  }

  private final Envelopes envelopes;
  private final Questions questions;

  Counting(Envelopes envelopes, Questions questions) {
    this.envelopes = envelopes;
    this.questions = questions;
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
      page = TurnoutStore.effective(tx, row.communityId(), row.id(), row.textHash(), after, PAGE);
      for (TurnoutStore.Ballot ballot : page) {
        reader.take(line(row, ballot), reason(row, ballot));
        after = ballot.tracker();
      }
    } while (page.size() == PAGE);
  }

  /// A ballot that counts, opened.
  BallotLine line(ProposalRow row, TurnoutStore.Ballot ballot) {
    byte[] sealed = ballot.sealed();
    String choice = sealed == null ? ballot.choice() : envelopes.open(row.id(), sealed).choice();
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

  /// Counts all of it.
  ///
  /// @param prev the hash of the record's last entry, for lots
  Counted count(Tx tx, ProposalRow row, Charter charter, String prev) {
    CharterStore.PeriodRow period =
        CharterStore.period(tx, row.communityId(), Objects.requireNonNull(row.periodId()));
    Closing closing = new Closing(questions.opened(tx, row, charter, period));
    Method method = Method.of(row.method()).orElseThrow();
    List<String> options = row.choices().stream().map(Proposal.Option::id).toList();
    Pairwise pairwise = method == Method.RANKED ? new Pairwise(options) : null;
    int[] voters = new int[2];
    read(
        tx,
        row,
        (line, reason) -> {
          closing.add(line);
          voters[0]++;
          voters[1] += line.source() == BallotLine.Source.DELEGATE ? 0 : 1;
          if (pairwise != null) {
            pairwise.add(line.choice());
          }
        });
    return new Counted(
        closing.outcome(prev),
        closing.body(prev),
        closing.counts(),
        voters[0],
        voters[1],
        pairwise == null ? null : rows(pairwise),
        closing.budget(prev));
  }

  private static List<List<Long>> rows(Pairwise pairwise) {
    return Arrays.stream(pairwise.matrix())
        .map(row -> Arrays.stream(row).mapToObj(Long::valueOf).toList())
        .toList();
  }
}
