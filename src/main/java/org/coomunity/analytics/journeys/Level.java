package org.coomunity.analytics.journeys;

/// What a member lets be known of what they do.
public enum Level {
  /// Nothing at all.
  NONE,
  /// That somebody was there on a day; two days cannot be joined.
  COUNTS,
  /// Their way, under a number that nobody can trace back to them.
  JOURNEYS
}
