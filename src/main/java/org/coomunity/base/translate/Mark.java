package org.coomunity.base.translate;

/// Something in a text that a provider never sees: a mark stands for it.
///
/// @param id the number inside the mark
/// @param source as the text has it
/// @param target as the translation has it
/// @param concept key of the concept; empty for others
record Mark(int id, Kind kind, String source, String target, String concept) {
  /// What is kept from providers.
  enum Kind {
    /// A word of CoomÜnity.
    CONCEPT,
    /// A placeholder of a message, or a mark that stands alone.
    PLACEHOLDER,
    /// A mark of a message that opens.
    OPEN,
    /// A mark of a message that closes.
    CLOSE,
    LINK,
    EMAIL,
    HANDLE,
    NAME,
    NUMBER,
    TAG,
    /// Brackets, braces and other signs that mean something to us or to providers.
    SIGN
  }

  /// How it stands in a masked text.
  String sign() {
    return "⟦" + id + "⟧";
  }
}
