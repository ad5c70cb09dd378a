package org.coomunity.people.communities;

import java.time.Duration;
import java.util.Locale;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;

/// How a community decides to take over a balance.
final class TakeoverRules {
  static final Duration OPEN = Duration.ofDays(7);

  /// How long a question that passed waits for the books to allow it.
  static final Duration WAITS = Duration.ofDays(30);

  private static final int TENTH = 10;
  private static final int LEAST = 3;

  private TakeoverRules() {}

  /// Where a question stands.
  enum State {
    OPEN,
    PASSED,
    DONE,
    DEFEATED,
    NO_QUORUM,
    WITHDRAWN,
    LAPSED;

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The votes so far, of those who may vote.
  record Tally(int yes, int no, int voters) {}

  /// How many must vote: a tenth, three at least, all where there are fewer.
  static int quorum(int voters) {
    return Math.min(voters, Math.max(LEAST, Math.ceilDiv(voters, TENTH)));
  }

  /// What the votes mean. Nobody waits for the end once all have voted.
  static State outcome(Tally tally, boolean over) {
    int votes = tally.yes() + tally.no();
    if (!over && (votes < tally.voters() || tally.voters() == 0)) {
      return State.OPEN;
    }
    if (votes < quorum(tally.voters()) || votes == 0) {
      return State.NO_QUORUM;
    }
    return tally.yes() > tally.no() ? State.PASSED : State.DEFEATED;
  }

  /// True when the balance is no heavier for the community than what it was asked about.
  static boolean covered(long asked, long now) {
    return now >= Math.min(asked, 0);
  }

  static Takeover.Aim aim(String key) {
    for (Takeover.Aim aim : Takeover.Aim.values()) {
      if (aim.key().equals(key)) {
        return aim;
      }
    }
    throw Refused.field(Refusal.FIELD_FORMAT, "aim");
  }

  /// Who leaves asks for themselves; only admins ask about others and about the whole.
  static void mayAsk(Standing standing, Takeover.Aim aim) {
    if (aim != Takeover.Aim.LEAVE && !standing.role().includes(Role.ADMIN)) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
  }

  /// Without a vote the community takes nothing over.
  static void byVote(Farewell farewell) {
    if (farewell == Farewell.COMMUNITY) {
      throw Refused.because(Refusal.VOTE_NEEDED);
    }
  }
}
