package org.coomunity.web;

import java.util.List;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Unit;
import org.coomunity.decisions.governance.Proposal;
import org.jspecify.annotations.Nullable;

/// A project that a budget may pay for, as pages draw it.
///
/// @param cost in words
/// @param part of the whole budget, in percent
public record ProjectView(Proposal.Option option, String cost, double part) {
  /// The projects of a proposal; empty where no budget is shared out.
  static List<ProjectView> of(Pages pages, Visit visit, Unit unit, Proposal it) {
    if (!it.method().equals("equal_shares")) {
      return List.of();
    }
    long whole = Math.max(1, minor(unit, it.payload().amount()));
    return it.options().stream()
        .map(option -> {
          long cost = minor(unit, option.cost());
          return new ProjectView(
              option,
              pages.messages().amount(visit.language(), unit, cost),
              Math.min(100, 100.0 * cost / whole));
        })
        .toList();
  }

  private static long minor(Unit unit, @Nullable String amount) {
    try {
      return amount == null ? 0 : Shell.minor(unit, amount);
    } catch (Refused noAmount) {
      return 0;
    }
  }
}
