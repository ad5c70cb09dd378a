package org.coomunity.decisions.governance;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.jspecify.annotations.Nullable;

/// Somebody's wish at the ballot box, checked as far as it can be without the box.
///
/// @param merits theirs when the period began; with `budget` used only when they have no voice yet
/// @param mark what they chose; null takes the vote back
/// @param textHash the text they read
/// @param source `direct`, or `delegate` for what others cast for them
/// @param delegate number of whoever did
/// @param at when the wish arrived
@SuppressWarnings("ArrayRecordComponent") // a hash; nobody compares casts
record Cast(
    CommunityId community,
    UUID proposal,
    UUID period,
    int no,
    long merits,
    int budget,
    @Nullable Mark mark,
    byte[] textHash,
    String source,
    @Nullable Integer delegate,
    Instant at) {
  /// A marked ballot.
  ///
  /// @param votes what is added up by option; empty for rankings
  /// @param choice canonical JSON, what the record will show
  /// @param sealed the choice and the reason, unreadable until the end; null when not sealed
  @SuppressWarnings("ArrayRecordComponent") // as above
  record Mark(
      Map<String, Integer> votes,
      String choice,
      @Nullable String reason,
      int cost,
      byte @Nullable [] sealed) {}
}
