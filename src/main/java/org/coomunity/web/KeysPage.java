package org.coomunity.web;

import java.util.List;

/// What the keyboard does beyond moving about.
public record KeysPage(List<Way> ways) {
  /// A key and where it leads.
  ///
  /// @param goes true when `g` comes before it
  public record Way(boolean goes, String key, String words) {}
}
