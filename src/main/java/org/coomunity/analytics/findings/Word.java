package org.coomunity.analytics.findings;

import java.util.List;
import org.coomunity.base.kernel.Unit;
import org.jspecify.annotations.Nullable;

/// A value inside a sentence, before it is in a language.
///
/// @param texts what it names: a title, kinds of events, a category, a language
/// @param number a count or a share
/// @param minor an amount
record Word(Form form, List<String> texts, double number, long minor, @Nullable Unit unit) {
  /// How it reads.
  enum Form {
    TEXT,
    COUNT,
    SHARE,
    AMOUNT,
    EVENTS,
    NEED
  }

  Word {
    texts = List.copyOf(texts);
  }

  static Word text(String text) {
    return new Word(Form.TEXT, List.of(text), 0, 0, null);
  }

  static Word count(double count) {
    return new Word(Form.COUNT, List.of(), count, 0, null);
  }

  static Word share(double share) {
    return new Word(Form.SHARE, List.of(), share, 0, null);
  }

  static Word amount(Unit unit, long minor) {
    return new Word(Form.AMOUNT, List.of(), 0, minor, unit);
  }

  static Word events(List<String> events) {
    return new Word(Form.EVENTS, events, 0, 0, null);
  }

  /// A category, a region (may be empty) and a language.
  static Word need(List<String> parts) {
    return new Word(Form.NEED, parts, 0, 0, null);
  }
}
