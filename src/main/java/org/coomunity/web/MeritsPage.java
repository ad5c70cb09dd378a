package org.coomunity.web;

import org.coomunity.decisions.merits.Reputation;

/// What a member has earned and why, row by row.
///
/// @param kind `MERITO`, `ONDA`, or empty for both
/// @param mine true for oneself
/// @param name what people call them
public record MeritsPage(Reputation merits, String kind, boolean mine, String name) {
  /// The address of these rows in a community, with a query.
  public String at() {
    return mine ? "/merits" : "/people/" + merits.handle() + "/merits";
  }
}
