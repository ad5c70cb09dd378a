package org.coomunity.decisions.voting;

import com.google.errorprone.annotations.Immutable;

/// What a question must reach to be decided.
///
/// @param quorumPpm how many of the active members must take part, in parts per million
/// @param threshold how much of the votes it needs
@Immutable
public record Terms(int quorumPpm, Threshold threshold) {
  public Terms {
    if (quorumPpm < 0 || quorumPpm > Quorum.MILLION) {
      throw new IllegalArgumentException("quorum of " + quorumPpm);
    }
  }
}
