package org.coomunity.web;

import java.util.List;
import org.coomunity.decisions.governance.Area;

/// How a community decides, and about what.
///
/// @param admin true for who may change it
/// @param steward true for who may make areas
public record CharterPage(
    Form form,
    Form areaForm,
    int version,
    List<Rule> rules,
    List<Area> areas,
    boolean admin,
    boolean steward) {
  /// One rule.
  ///
  /// @param kind `days`, `share`, `count` or `flag`
  /// @param value as a form shows it: days, percent, a number, `true`
  public record Rule(String key, String kind, String value) {}
}
