package org.coomunity.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writing an item.
///
/// @param playlist the one a new item goes into
/// @param id the one that is changed; null for a new one
/// @param kind `TEXT`, `VIDEO` or `SLIDES`
/// @param languages in which it is written, the main one first
/// @param others into which it could be
public record ItemPage(
    Form form,
    UUID playlist,
    @Nullable UUID id,
    String kind,
    List<String> languages,
    List<String> others) {
  /// Where its form goes.
  public String action() {
    return id == null
        ? "/learning/playlists/" + playlist + "/items/new"
        : "/learning/items/" + id + "/edit";
  }
}
