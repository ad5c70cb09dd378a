package org.coomunity.analytics.pulse;

import java.time.Instant;
import java.util.List;

/// What an event means for the figures.
///
/// @param who the members who did something
/// @param what beside that
/// @param amount of it
record Act(List<Integer> who, What what, long amount, Instant at) {
  /// What was done.
  enum What {
    /// Something that is no figure of its own.
    OTHER,
    JOINED,
    /// Everything about a member is to be forgotten.
    GONE,
    /// A trade is completed; the amount is what came into the fund, in minor units.
    TRADED,
    /// Something came into the fund, in minor units.
    GIVEN,
    CONTRIBUTED,
    MERITOS,
    ONDAS
  }

  static Act by(int no, Instant at) {
    return new Act(List.of(no), What.OTHER, 0, at);
  }
}
