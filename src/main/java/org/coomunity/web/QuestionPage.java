package org.coomunity.web;

import java.util.List;
import java.util.UUID;
import org.coomunity.decisions.learning.QuestionKind;
import org.jspecify.annotations.Nullable;

/// Writing a question, in all languages of its item.
///
/// @param question the one that is changed; null for a new one
/// @param place `video`, `slides` or empty: what `at` counts
public record QuestionPage(
    Form form,
    UUID item,
    @Nullable UUID question,
    QuestionKind kind,
    List<String> languages,
    String place) {
  /// Where its form goes.
  public String action() {
    return "/learning/items/"
        + item
        + "/questions/"
        + (question == null ? "new" : question + "/edit");
  }
}
