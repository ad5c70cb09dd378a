package org.coomunity.decisions.learning;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An item as those who write content see it: its newest edition, and what they may do with it.
///
/// @param state of the edition: `draft`, `review`, `published` or `past`
/// @param published the version that members read; 0 before the first
/// @param retired true when members do not find it
/// @param writer handle of whoever changed it last
/// @param reviewer handle of whoever decided last; empty before
/// @param note what the reviewer said
/// @param may what the reader may do now: `edit`, `ask`, `decide`, `retire`, `restore`
public record Work(
    UUID id,
    UUID playlist,
    UUID mundo,
    int version,
    int published,
    String state,
    boolean retired,
    String author,
    String writer,
    String reviewer,
    String note,
    Instant changedAt,
    List<String> may,
    Content content) {
  public Work {
    may = List.copyOf(may);
  }

  /// One of those that are being written or wait for somebody to look through them.
  public record Line(UUID id, String title, String state, String writer, Instant changedAt) {}

  /// An item to be made.
  ///
  /// @param id made by the client, UUID version 7; a repeat has one effect
  public record Draft(@Nullable UUID id, Content content) {}

  /// What a reviewer decides.
  ///
  /// @param version the one they read
  /// @param publish false to give it back
  /// @param note what they say to the author, up to 1,000 characters
  public record Decision(int version, boolean publish, @Nullable String note) {}

  /// Somebody whom a steward lets write content.
  public record Gamifier(String handle, String name, String by, Instant at) {}
}
