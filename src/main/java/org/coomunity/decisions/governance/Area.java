package org.coomunity.decisions.governance;

import org.jspecify.annotations.Nullable;

/// What proposals of one kind are about; voices can be given on for it.
///
/// @param key in addresses
/// @param name what people read; empty for the general one
/// @param openTarget how many proposals are to be open at once
public record Area(String key, String name, int openTarget) {
  /// An area to be made.
  public record Draft(String key, String name, @Nullable Integer openTarget) {}
}
