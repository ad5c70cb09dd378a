package org.coomunity.web;

import org.coomunity.base.translate.Translation;
import org.jspecify.annotations.Nullable;

/// A text that is written in another language than its reader's.
///
/// @param original what was written
/// @param language of the text, in words of the reader's language
/// @param offered true when somebody can translate it
/// @param title in the reader's language; null when it was not translated
/// @param text in the reader's language; null when it was not translated
/// @param note key of a sentence about why it was not; empty without
public record TongueView(
    Original original,
    String language,
    boolean offered,
    @Nullable Translation title,
    @Nullable Translation text,
    String note) {
  /// What somebody wrote.
  ///
  /// @param tag BCP 47
  /// @param page where it stands in the community
  public record Original(String title, String text, String tag, String page) {}

  /// True when the reader sees a translation.
  public boolean translated() {
    return title != null && text != null;
  }
}
