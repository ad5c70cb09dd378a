package org.coomunity.decisions.voting;

import java.time.Duration;
import java.time.Instant;

/// Whether enough people took part.
public final class Quorum {
  static final int MILLION = 1_000_000;

  private Quorum() {}

  /// Who took part.
  ///
  /// @param active members who count as active since the question was opened
  /// @param voters people with a ballot that counts, their own or by a delegate; who abstains is
  ///   one
  /// @param direct those of them who cast it themselves, also on paper
  public record Turnout(int active, int voters, int direct) {
    public Turnout {
      if (active < 0 || direct < 0 || voters < direct) {
        throw new IllegalArgumentException(voters + " voters, " + direct + " of them direct");
      }
    }

    /// True when enough took part, and half of what is needed directly.
    public boolean reaches(int quorumPpm) {
      int need = need(active, quorumPpm);
      return voters >= need && 2L * direct >= need;
    }
  }

  /// How many must take part, rounded up.
  public static int need(int active, int quorumPpm) {
    return (int) (((long) active * quorumPpm + MILLION - 1) / MILLION);
  }

  /// When a vote closes whose quorum was reached at `reached`: late news must leave time for an
  /// answer. To be asked once only, at the moment the quorum is reached.
  ///
  /// @param window how late is late, and how much time is left from then on; zero for never
  /// @param extended whether it was put off before; it never is twice
  public static Instant closes(Instant closes, Instant reached, Duration window, boolean extended) {
    boolean late = reached.isAfter(closes.minus(window)) && reached.isBefore(closes);
    return late && !extended ? reached.plus(window) : closes;
  }
}
