package org.coomunity.decisions.governance;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// To whom somebody gives their voice. Whoever votes themselves is counted themselves.
///
/// @param topic `all`, the key of an area, or the identifier of a proposal
/// @param delegates handles, the dearest first; the next count where the first does not vote
public record Delegation(
    String topic, List<String> delegates, Instant since, @Nullable Instant endsAt) {
  /// To whom a voice is to be given.
  ///
  /// @param delegates 1..5 handles
  public record Draft(List<String> delegates, @Nullable Instant endsAt) {}
}
