package org.coomunity.analytics.journeys;

/// What a member lets be known of what they do.
public enum Level {
  /// Nothing at all.
  NONE(0),
  /// That somebody was there on a day; two days cannot be joined.
  COUNTS(1),
  /// Their way, under a number that nobody can trace back to them.
  JOURNEYS(2);

  private final int code;

  Level(int code) {
    this.code = code;
  }

  /// How it stands in a stored event.
  int code() {
    return code;
  }
}
