package org.coomunity.web;

import java.util.List;
import org.coomunity.analytics.pulse.Alert;
import org.coomunity.analytics.pulse.Surroundings;
import org.jspecify.annotations.Nullable;

/// How the machine is doing, for operators.
///
/// @param days true when the moments of the drawings are whole days
/// @param slow how long answers take: half of them, 95 and 99 of a hundred, in milliseconds
/// @param open what is not as it should be
/// @param past what was not, newest first
/// @param next the cursor of older ones; null on the last page
/// @param version of the program
/// @param java it runs on
public record SystemPage(
    String at,
    Period period,
    SeeingPage.Fresh fresh,
    List<MeasureCard> cards,
    List<Chart> charts,
    boolean days,
    List<String> slow,
    List<Episode> open,
    List<Episode> past,
    @Nullable String next,
    Surroundings around,
    String version,
    String java) {
  public SystemPage {
    cards = List.copyOf(cards);
    charts = List.copyOf(charts);
    slow = List.copyOf(slow);
    open = List.copyOf(open);
    past = List.copyOf(past);
  }

  /// An alert with its words.
  ///
  /// @param value what was measured, as a number of the language
  /// @param by who took it on; null while nobody did
  public record Episode(Alert it, String value, String threshold, @Nullable String by) {}

  /// What to do about an alert.
  public record Guide(String title, Runbook runbook) {}
}
