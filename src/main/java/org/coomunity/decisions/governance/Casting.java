package org.coomunity.decisions.governance;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.cache.Kept;
import org.coomunity.base.platform.db.Database;
import org.coomunity.decisions.voting.BallotLine;
import org.coomunity.decisions.voting.Ballots;
import org.coomunity.decisions.voting.Choice;
import org.coomunity.decisions.voting.Method;
import org.coomunity.decisions.voting.Voice;
import org.jspecify.annotations.Nullable;

/// Votes: cast, changed, taken back and looked at by whoever cast them.
final class Casting {
  private static final int PAPERS = 2_000;
  private static final int VOICES = 200_000;
  private static final Duration KEPT = Duration.ofMinutes(10);

  private record Named(CommunityId community, UUID id) {}

  private record Budgeted(CommunityId community, UUID period, int no) {}

  private record Budget(long merits, int budget) {}

  /// A vote as it is known here. Whether it still is so, the box decides.
  private record Paper(ProposalRow row, Charter charter, CharterStore.PeriodRow period) {}

  private final Database database;
  private final InstantSource clock;
  private final Charters charters;
  private final Electorate electorate;
  private final Envelopes envelopes;
  private final Counting counting;
  private final Booth booth;
  private final Kept<Named, Paper> papers;
  private final Kept<Budgeted, Budget> budgets;

  Casting(
      Database database,
      InstantSource clock,
      Caches caches,
      Charters charters,
      Electorate electorate,
      Envelopes envelopes,
      Counting counting,
      Booth booth) {
    this.database = database;
    this.clock = clock;
    this.charters = charters;
    this.electorate = electorate;
    this.envelopes = envelopes;
    this.counting = counting;
    this.booth = booth;
    this.papers = caches.bounded("governance.papers", PAPERS, KEPT);
    this.budgets = caches.bounded("governance.budgets", VOICES, KEPT);
  }

  /// Casts a ballot, or changes it.
  ///
  /// @throws Refused `not_found`, `closed`, `not_eligible` with `needs`, `choice`,
  ///   `votes_conflict`, `text_moved`, `voice` with `left`, `too_many_today`
  Proposal.Receipt cast(Standing standing, UUID id, Proposal.Ballot ballot) {
    Instant now = clock.instant();
    try {
      return cast(standing, paper(standing.community(), id), ballot, now);
    } catch (Refused no) {
      if (no.refusal() != Refusal.TEXT_MOVED && no.refusal() != Refusal.CLOSED) {
        throw no;
      }
      // what was known here may have been another text, or the time before the vote
      papers.forget(new Named(standing.community(), id));
      return cast(standing, paper(standing.community(), id), ballot, now);
    }
  }

  private Proposal.Receipt cast(
      Standing standing, Paper paper, Proposal.Ballot ballot, Instant now) {
    ProposalRow row = paper.row();
    electorate.demand(standing.community(), standing.no(), paper.charter());
    byte[] hash = row.textHash();
    if (ballot.textHash() != null && !Texts.hex(hash).equals(ballot.textHash())) {
      throw Refused.because(Refusal.TEXT_MOVED, "textHash", Texts.hex(hash));
    }
    Choice choice = Choices.of(ballot, row, paper.charter().negativeVotes());
    String reason =
        ballot.reason() == null
            ? null
            : GovernanceRules.words(ballot.reason(), 0, GovernanceRules.WORDS_MOST, "reason");
    return booth.cast(wish(standing, paper, mark(row, choice, reason), now));
  }

  private Cast.Mark mark(ProposalRow row, Choice choice, @Nullable String reason) {
    String json = Choices.json(choice);
    String words = reason == null || reason.isEmpty() ? null : reason;
    byte[] sealed =
        row.sealed()
            ? envelopes.close(row.id(), row.choices().size(), new Envelopes.Letter(json, words))
            : null;
    return new Cast.Mark(
        choice.votes(),
        json,
        words,
        Ballots.cost(Method.of(row.method()).orElseThrow(), choice),
        sealed);
  }

  private Cast wish(Standing standing, Paper paper, Cast.@Nullable Mark mark, Instant now) {
    CommunityId community = standing.community();
    Budget budget = budget(community, paper.period(), standing.no());
    return new Cast(
        community,
        paper.row().id(),
        paper.period().id(),
        standing.no(),
        budget.merits(),
        budget.budget(),
        mark,
        paper.row().textHash(),
        BallotLine.Source.DIRECT.code(),
        null,
        now);
  }

  private Budget budget(CommunityId community, CharterStore.PeriodRow period, int no) {
    return budgets.get(
        new Budgeted(community, period.id(), no),
        of -> {
          long merits = electorate.merits(community, no, period.startsAt());
          return new Budget(merits, Voice.budget(merits, period.median()));
        });
  }

  private Paper paper(CommunityId community, UUID id) {
    return papers.get(new Named(community, id), named -> open(community, id));
  }

  /// @throws Refused `not_found`, `closed` for what is not voted on now
  private Paper open(CommunityId community, UUID id) {
    return database.read(tx -> {
      ProposalRow row =
          ProposalStore.find(tx, community, id)
              .filter(found -> found.at() != ProposalState.DRAFT)
              .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
      if (row.runs()) {
        throw Refused.field(Refusal.CHOICE, "votes");
      }
      if (row.at() != ProposalState.VOTING) {
        throw Refused.because(Refusal.CLOSED, "state", row.state());
      }
      return new Paper(
          row,
          charters.of(tx, community, row.charterVersion()),
          CharterStore.period(tx, community, Objects.requireNonNull(row.periodId())));
    });
  }

  /// Takes a vote back; its voice returns.
  Proposal.Receipt withdraw(Standing standing, UUID id) {
    Instant now = clock.instant();
    papers.forget(new Named(standing.community(), id));
    return booth.cast(wish(standing, paper(standing.community(), id), null, now));
  }

  /// A text is another one now.
  void forget(GovernanceEvent.TextChanged changed) {
    papers.forget(new Named(changed.community(), changed.proposal()));
  }

  /// One's own ballot.
  ///
  /// @throws Refused `not_found` when there is none
  Proposal.Own own(Standing standing, UUID id) {
    CommunityId community = standing.community();
    return database.read(tx -> {
      ProposalRow row =
          ProposalStore.find(tx, community, id)
              .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
      TurnoutStore.Seat seat =
          TurnoutStore.seat(tx, community, id, standing.no())
              .filter(TurnoutStore.Seat::castNow)
              .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
      TurnoutStore.Ballot ballot =
          TurnoutStore.ballot(tx, community, id, row.textHash(), seat.tracker())
              .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
      Choice choice = counting.line(row, ballot).choice();
      int left =
          TurnoutStore.voice(tx, community, Objects.requireNonNull(row.periodId()), standing.no())
              .map(voice -> voice.budget() - voice.spent())
              .orElse(0);
      boolean order = !choice.ranking().isEmpty();
      return new Proposal.Own(
          seat.tracker(),
          order ? null : choice.votes(),
          order ? choice.ranking() : null,
          counting.reason(row, ballot),
          seat.cost(),
          left);
    });
  }

  /// What is voted on now and lacks the vote of somebody who may cast one.
  List<Proposal.Waiting> waiting(Standing standing, int most) {
    CommunityId community = standing.community();
    List<Proposal.Waiting> votes =
        database.read(tx -> ProposalStore.waiting(tx, community, standing.no(), most));
    if (votes.isEmpty()) {
      return votes;
    }
    Charter charter = database.read(tx -> charters.current(tx, community));
    return electorate.needs(community, standing.no(), charter).isEmpty() ? votes : List.of();
  }

  /// One's own voice now.
  Proposal.Voice voice(Standing standing) {
    CommunityId community = standing.community();
    Instant now = clock.instant();
    Charter charter = database.read(tx -> charters.current(tx, community));
    List<String> needs = electorate.needs(community, standing.no(), charter);
    Optional<CharterStore.PeriodRow> period =
        database.read(tx -> CharterStore.period(tx, community, now));
    if (period.isEmpty()) {
      long merits = electorate.merits(community, standing.no(), now);
      return new Proposal.Voice(
          merits, 1, Voice.BASE, 0, Voice.BASE, null, List.of("between_periods"), needs);
    }
    Budget budget = budget(community, period.get(), standing.no());
    int spent =
        database
            .read(tx -> TurnoutStore.voice(tx, community, period.get().id(), standing.no()))
            .map(TurnoutStore.Voice::spent)
            .orElse(0);
    List<String> because = new ArrayList<>();
    because.add(budget.merits() == 0 ? "base" : "merits");
    if (budget.budget() == 4 * Voice.BASE) {
      because.add("most");
    }
    return new Proposal.Voice(
        budget.merits(),
        period.get().median(),
        budget.budget(),
        spent,
        budget.budget() - spent,
        period.get().endsAt(),
        because,
        needs);
  }

  /// Why people voted as they did, by tracker, once the vote is over.
  ///
  /// @throws Refused `wrong_state` before
  Page<Proposal.Reasons> reasons(
      CommunityId community, UUID id, Optional<String> cursor, int limit) {
    ProposalRow row =
        database
            .read(tx -> ProposalStore.find(tx, community, id))
            .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
    if (row.outcome() == null || row.opensAt() == null || row.at() == ProposalState.WITHDRAWN) {
      throw Refused.because(Refusal.WRONG_STATE, "state", row.state());
    }
    List<TurnoutStore.Ballot> ballots =
        database.read(tx ->
            TurnoutStore.effective(
                tx, community, id, row.textHash(), cursor.orElse(""), limit + 1));
    return Page.of(ballots, limit, TurnoutStore.Ballot::tracker)
        .map(ballot -> {
          Choice choice = counting.line(row, ballot).choice();
          String reason = counting.reason(row, ballot);
          boolean order = !choice.ranking().isEmpty();
          return new Proposal.Reasons(
              ballot.tracker(),
              order ? null : choice.votes(),
              order ? choice.ranking() : null,
              reason == null ? "" : reason);
        });
  }
}
