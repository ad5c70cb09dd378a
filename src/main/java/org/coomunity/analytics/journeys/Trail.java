package org.coomunity.analytics.journeys;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What one member did, who agreed that it is known.
///
/// @param active days since 1970 with an act, rising
/// @param days of some kinds of events, by their words: days with one, rising
/// @param stops what they did one by one, in the order of time
public record Trail(List<Integer> active, Map<String, List<Integer>> days, List<Stop> stops) {
  /// Something they did themselves, by its word.
  public record Stop(Instant at, String what) {}
}
