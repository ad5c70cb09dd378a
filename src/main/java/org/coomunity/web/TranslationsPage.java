package org.coomunity.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The text that has waited longest for a person who knows both languages.
///
/// @param text null when nothing waits
/// @param after where in the queue it stands: what comes before it
/// @param next leads to the one after it; null for the last
public record TranslationsPage(
    Form form, @Nullable Waiting text, String after, @Nullable String next) {
  /// A text that no machine translated well.
  ///
  /// @param from its language, in words of the reader's
  /// @param to the one it is wanted in
  /// @param rules what was wrong with the last answer, `v1` to `v9`
  public record Waiting(
      String id,
      String from,
      String to,
      String fromTag,
      String toTag,
      String source,
      List<String> rules) {}
}
