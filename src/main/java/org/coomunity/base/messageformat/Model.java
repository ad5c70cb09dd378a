package org.coomunity.base.messageformat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message as it was written: declarations, what selects, and the patterns to choose from. A
/// message without selectors has one variant without keys.
record Model(List<Declaration> declarations, List<String> selectors, List<Variant> variants) {

  /// The text of a message that says the same whatever it is given; null for the others.
  @Nullable String constant() {
    List<Part> pattern = variants.getFirst().pattern();
    if (!selectors.isEmpty() || pattern.size() > 1) {
      return null;
    }
    return pattern.isEmpty() ? "" : pattern.getFirst() instanceof Words words ? words.text() : null;
  }

  /// `.input` or `.local`: a name and what stands behind it.
  record Declaration(boolean input, String name, Expression value) {}

  /// One pattern with the keys that choose it; a null key is the catch-all `*`.
  record Variant(List<@Nullable String> keys, List<Part> pattern) {}

  /// A piece of a pattern.
  sealed interface Part permits Words, Expression, Markup {}

  /// Plain text.
  record Words(String text) implements Part {}

  /// A placeholder: what it is about, and the function that shows it.
  record Expression(
      @Nullable Operand operand,
      @Nullable String function,
      List<Option> options,
      List<Attribute> attributes)
      implements Part {}

  /// An opening, closing or standalone mark, for example of emphasis.
  record Markup(String kind, String name, List<Option> options, List<Attribute> attributes)
      implements Part {}

  /// A literal, or the name of a variable.
  record Operand(boolean variable, String value) {
    /// As a fallback names it.
    String source() {
      return variable ? "$" + value : "|" + value.replace("\\", "\\\\").replace("|", "\\|") + "|";
    }
  }

  record Option(String name, Operand value) {}

  record Attribute(String name, @Nullable String value) {}
}
