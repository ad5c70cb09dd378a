package org.coomunity.decisions.learning;

import java.time.LocalDate;
import java.util.List;

/// How far somebody is. A week without learning takes nothing away: weeks are counted, and none is
/// ever lost.
///
/// @param answered questions so far
/// @param ondas what they gave
/// @param weeks in how many weeks they learned
/// @param together how many weeks in a row up to this one or the last; 0 when it is longer ago
/// @param latest the last twelve weeks, the oldest first
/// @param goOn items they began and did not finish, the latest first; at most three
/// @param fresh items published lately that they did not begin; at most three
public record Progress(
    int answered,
    int ondas,
    int weeks,
    int together,
    List<Week> latest,
    List<Mundo.Card> goOn,
    List<Mundo.Card> fresh) {
  public Progress {
    latest = List.copyOf(latest);
    goOn = List.copyOf(goOn);
    fresh = List.copyOf(fresh);
  }

  /// A week, by its Monday.
  public record Week(LocalDate monday, int answers, int ondas) {}
}
