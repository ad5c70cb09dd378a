package org.coomunity.web;

import java.util.List;
import org.coomunity.analytics.journeys.Figures;
import org.jspecify.annotations.Nullable;

/// How far people come on a way of several steps.
///
/// @param title what it is called
/// @param view as it stands
/// @param editable true when the form of the page can say all that it says
/// @param window how long the whole way may take, in words
/// @param order the end of the key `funnel.order.…`
/// @param steps in order
/// @param fresh when it was counted, in words
public record FunnelPage(
    String title,
    Figures.FunnelView view,
    boolean editable,
    String window,
    String order,
    List<Step> steps,
    String fresh) {
  public FunnelPage {
    steps = List.copyOf(steps);
  }

  /// One step, in words.
  ///
  /// @param events what counts as it
  /// @param reached how many people came so far; null when they are too few to be told
  /// @param part of those who began, 0..100
  /// @param low the lower end of where the share of all such people may lie
  /// @param median how long half of them took
  public record Step(
      int no,
      List<String> events,
      @Nullable String reached,
      double part,
      @Nullable String fromFirst,
      @Nullable String fromPrevious,
      @Nullable String low,
      @Nullable String high,
      @Nullable String median,
      @Nullable String most) {
    public Step {
      events = List.copyOf(events);
    }
  }

  /// All funnels of a community.
  public record All(List<Row> rows) {
    public All {
      rows = List.copyOf(rows);
    }
  }

  /// One of them.
  public record Row(String name, String title, List<String> steps, boolean ready) {
    public Row {
      steps = List.copyOf(steps);
    }
  }

  /// The form that writes one down.
  ///
  /// @param name of one that is there; null for a new one
  /// @param events kinds of events, in the order of the language
  public record Edit(
      Form form, @Nullable String name, String title, List<String> events, int most) {
    public Edit {
      events = List.copyOf(events);
    }
  }
}
