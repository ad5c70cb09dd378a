package org.coomunity.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writing a Mundo or a playlist.
///
/// @param mundo the one it stands in; null for a Mundo
/// @param id the one that is changed; null for a new one
/// @param languages in which it is written, the main one first
/// @param others into which it could be
public record ShelfPage(
    Form form,
    @Nullable UUID mundo,
    @Nullable UUID id,
    boolean playlist,
    List<String> languages,
    List<String> others,
    boolean retired) {
  /// Where its form goes.
  public String action() {
    String kind = playlist ? "/learning/playlists/" : "/learning/mundos/";
    if (id != null) {
      return kind + id + "/edit";
    }
    return mundo == null ? "/learning/mundos/new" : "/learning/mundos/" + mundo + "/playlists/new";
  }
}
