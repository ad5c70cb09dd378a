package org.coomunity.web;

/// The balance of giving and receiving, as it is drawn.
///
/// @param given what was given, as people read it, with its unit
/// @param received what was received
/// @param givenShort the figure alone, for the pan
/// @param tilt degrees to which the side of giving sinks, -18..18
/// @param tone `balanced`, `giving`, `generous`, `receiving` or `none` (nothing happened yet)
public record ScaleView(
    String given,
    String received,
    String givenShort,
    String receivedShort,
    double tilt,
    String tone) {
  private static final double MOST_DEGREES = 18;
  private static final double LEAST_RATIO = 0.8;
  private static final double MOST_RATIO = 1.2;
  private static final double GENEROUS = 2;

  /// The degrees for two sums.
  static double tilt(long given, long received) {
    double sum = (double) given + received;
    return sum == 0 ? 0 : Math.round(MOST_DEGREES * 10 * (given - received) / sum) / 10.0;
  }

  /// What the scale says in words: the end of the key `ayni.says.…`.
  static String tone(long given, long received) {
    if (given == 0 && received == 0) {
      return "none";
    }
    double ratio = received == 0 ? Double.POSITIVE_INFINITY : (double) given / received;
    if (ratio >= LEAST_RATIO && ratio <= MOST_RATIO) {
      return "balanced";
    }
    if (ratio > GENEROUS) {
      return "generous";
    }
    return ratio > 1 ? "giving" : "receiving";
  }
}
