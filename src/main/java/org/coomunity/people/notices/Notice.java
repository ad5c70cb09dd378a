package org.coomunity.people.notices;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something a person should know.
///
/// @param community its slug; null for what concerns the platform, for example one's log-in
/// @param kind a stable key, for example `trade_proposed`
/// @param group what it is chosen about with, for example `trades`
/// @param who handle of whom it is about
/// @param text in the language of whoever reads
/// @param link the page about it, after the language
/// @param seen true once it was read
public record Notice(
    UUID id,
    @Nullable String community,
    String kind,
    String group,
    @Nullable String who,
    String text,
    String link,
    Instant at,
    boolean seen) {

  /// The same in other words.
  Notice saying(String words) {
    return new Notice(id, community, kind, group, who, words, link, at, seen);
  }
}
