package org.coomunity.decisions.merits;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A voto de confianza: one member vouches for another.
///
/// @param by handle of who vouches
/// @param member handle of whom they vouch for
public record TrustVote(String by, String byName, String member, String words, Instant at) {
  /// What is said with it.
  ///
  /// @param words at most 500 characters; nothing when absent
  public record Draft(@Nullable String words) {}
}
