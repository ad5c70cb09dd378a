package org.coomunity.base.translate;

import java.util.List;
import org.coomunity.base.kernel.Language;

/// A text with marks where nothing may change.
///
/// @param text what a provider sees, marks as `⟦7⟧`
/// @param marks what they stand for, by their number
/// @param plain the text itself, in NFC and without marks of direction
/// @param names what else was masked as a name
record Masked(
    Language from, Language to, String text, List<Mark> marks, String plain, List<String> names) {
  /// What a provider sees, without the marks.
  String words() {
    return text.replaceAll("⟦[0-9]+⟧", " ");
  }

  /// True when there is nothing to translate.
  boolean wordless() {
    return words().codePoints().noneMatch(Character::isLetter);
  }

  /// The mark of a number; null when there is none.
  @org.jspecify.annotations.Nullable
  Mark mark(int id) {
    return id >= 0 && id < marks.size() ? marks.get(id) : null;
  }
}
