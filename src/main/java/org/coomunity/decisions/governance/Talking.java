package org.coomunity.decisions.governance;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;

/// What is said for and against a proposal, and what those who were drawn write about it.
final class Talking {
  static final int EACH_MOST = 20;
  static final int DEPTH_MOST = 5;
  private static final int ARGUMENT_MOST = 2_000;
  private static final int REASONS_MOST = 4_000;
  private static final Set<String> SIDES = Set.of("for", "against", "question");
  private static final Set<String> VERDICTS = Set.of("aligned", "unsure", "not_aligned");

  private final Database database;
  private final InstantSource clock;

  Talking(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Says something.
  ///
  /// @throws Refused `wrong_state` while it is a draft and once the vote is over, `too_many_open`
  ///   past 20 of one member, `field_range` too deep, `idempotency_conflict`
  Made<TalkStore.Argument> argue(Standing standing, UUID id, Proposal.Argument.Draft draft) {
    CommunityId community = standing.community();
    Instant now = clock.instant();
    if (!SIDES.contains(draft.side())) {
      throw Refused.field(Refusal.FIELD_FORMAT, "side");
    }
    String words = GovernanceRules.words(draft.text(), 1, ARGUMENT_MOST, "text");
    UUID own = draft.id() == null ? Uuid7.at(now) : draft.id();
    return database.write(tx -> {
      CharterStore.lockAuthor(tx, community, standing.no());
      Optional<TalkStore.Argument> earlier = TalkStore.argument(tx, community, id, own);
      if (earlier.isPresent()) {
        if (earlier.get().author() != standing.no() || !earlier.get().body().equals(words)) {
          throw Refused.because(Refusal.IDEMPOTENCY_CONFLICT, "field", "id");
        }
        return Made.replay(earlier.get());
      }
      talkedAbout(tx, community, id);
      if (TalkStore.argumentsOf(tx, community, id, standing.no()) >= EACH_MOST) {
        throw Refused.because(Refusal.TOO_MANY_OPEN, "limit", EACH_MOST);
      }
      int depth = 1;
      if (draft.parent() != null) {
        depth =
            1
                + TalkStore.argument(tx, community, id, draft.parent())
                    .orElseThrow(() -> Refused.field(Refusal.NOT_FOUND, "parent"))
                    .depth();
      }
      if (depth > DEPTH_MOST) {
        throw Refused.field(Refusal.FIELD_RANGE, "parent");
      }
      TalkStore.Argument said =
          new TalkStore.Argument(
              own, draft.parent(), depth, draft.side(), words, standing.no(), now, null);
      TalkStore.argue(tx, community, id, said);
      return Made.fresh(said);
    });
  }

  private static void talkedAbout(Tx tx, CommunityId community, UUID id) {
    ProposalRow row =
        ProposalStore.find(tx, community, id).orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
    if (!row.at().editable() || row.at() == ProposalState.DRAFT) {
      throw Refused.because(Refusal.WRONG_STATE, "state", row.state());
    }
  }

  /// Hides something that was said, for a moderator.
  void hide(Standing moderator, UUID id, UUID argument) {
    int hidden =
        database.write(
            tx -> TalkStore.hide(tx, moderator.community(), id, argument, moderator.actorNo()));
    if (hidden == 0) {
      throw Refused.because(Refusal.NOT_FOUND);
    }
  }

  /// Writes whether a proposal serves the common good, for those who were drawn.
  ///
  /// @throws Refused `not_allowed` for others, `wrong_state` once the vote began
  void review(Standing standing, UUID id, Proposal.Review.Draft draft) {
    if (!VERDICTS.contains(draft.verdict())) {
      throw Refused.field(Refusal.FIELD_FORMAT, "verdict");
    }
    String reasons = GovernanceRules.words(draft.reasons(), 1, REASONS_MOST, "reasons");
    database.write(tx -> {
      ProposalRow row =
          ProposalStore.find(tx, standing.community(), id)
              .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
      if (row.at() != ProposalState.DISCUSSION && row.at() != ProposalState.VERIFICATION) {
        throw Refused.because(Refusal.WRONG_STATE, "state", row.state());
      }
      int kept =
          TalkStore.review(
              tx,
              standing.community(),
              id,
              new TalkStore.Review(standing.no(), draft.verdict(), reasons, clock.instant()));
      if (kept == 0) {
        throw Refused.because(Refusal.NOT_ALLOWED);
      }
      return row;
    });
  }
}
