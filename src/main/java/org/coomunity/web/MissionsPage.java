package org.coomunity.web;

import java.util.List;
import org.coomunity.base.kernel.Unit;
import org.coomunity.exchange.commons.Mission;
import org.jspecify.annotations.Nullable;

/// What a community wants to reach together.
///
/// @param unit that of the community, for what is given to the fund
/// @param steward true for those who may open one
/// @param next the cursor of the next page; null on the last
public record MissionsPage(List<Mission> items, Unit unit, boolean steward, @Nullable String next) {
  /// One of them.
  public record One(Mission it, Unit unit, boolean steward, Form form) {}

  /// The form of a new one.
  ///
  /// @param measures what may move it
  public record Fresh(Form form, List<String> measures) {}
}
