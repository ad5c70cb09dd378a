package org.coomunity.web;

import java.util.List;
import org.coomunity.analytics.findings.OpenBook;
import org.coomunity.base.kernel.Unit;

/// What everybody may read of a community.
///
/// @param months the last twelve, drawn and written
/// @param payouts what was paid in the last twelve months, by kind
/// @param member true for who belongs to it: the record of decisions is open to them
/// @param csv where it is as a table
/// @param json where it is for programs
public record OpenPage(
    OpenBook book,
    Unit unit,
    List<Column> months,
    List<Paid> payouts,
    boolean member,
    String csv,
    String json) {
  /// A month of the fund, drawn 120 high at most.
  ///
  /// @param month as people write it
  /// @param came in minor units
  /// @param went in minor units
  public record Column(String month, long came, long went, double up, double down) {}

  /// What was paid out of the fund for one kind of thing, in minor units.
  public record Paid(String kind, long amount) {}
}
