package org.coomunity.decisions.merits;

import java.time.Instant;
import java.util.List;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;

/// What happened to the reputation and the journey of members. They are named by their numbers.
public sealed interface MeritsEvent extends Event {
  /// Whom it is about.
  int no();

  /// Somebody reached a stage.
  record StageReached(CommunityId community, int no, Stage stage, Instant at)
      implements MeritsEvent {}

  /// Somebody has done what a stage asks for: others may say yes to it.
  ///
  /// @param handle by which they are found
  /// @param validators some of those who may, the first numbers first; empty where no PROMOTER is
  ///   known
  record ValidationAsked(
      CommunityId community,
      int no,
      String handle,
      Stage stage,
      List<Integer> validators,
      Instant at)
      implements MeritsEvent {
    public ValidationAsked {
      validators = List.copyOf(validators);
    }
  }

  /// Somebody said yes to a stage of another, which needs one more.
  record StageSupported(CommunityId community, int no, int by, Stage stage, Instant at)
      implements MeritsEvent {}

  /// Somebody wears a badge.
  record BadgeEarned(CommunityId community, int no, String badge, Instant at)
      implements MeritsEvent {}

  /// Somebody earned ten or more at once.
  record AwardMade(CommunityId community, int no, Kind kind, int amount, Rule rule, Instant at)
      implements MeritsEvent {}

  /// So much was earned, by whomever: all that was written at once of one hour.
  record Earned(CommunityId community, long meritos, long ondas, Instant at)
      implements MeritsEvent {
    @Override
    public int no() {
      return 0;
    }
  }

  /// Somebody vouches for another.
  record TrustGiven(CommunityId community, int no, int by, Instant at) implements MeritsEvent {}

  /// Somebody vouches for another no longer.
  record TrustRevoked(CommunityId community, int no, int by, Instant at) implements MeritsEvent {}
}
