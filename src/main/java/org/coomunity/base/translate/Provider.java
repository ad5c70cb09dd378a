package org.coomunity.base.translate;

import java.util.List;
import org.coomunity.base.kernel.Language;

/// Somebody, or something, that turns masked texts into another language. Nothing it says is
/// believed.
interface Provider {
  /// Texts to be translated, with what a provider should know.
  ///
  /// @param texts masked, in the provider's own form of marks
  /// @param sheet a line for each concept that occurs: what it is and why it stays
  /// @param attempt 0, then 1 and 2 when the answer before broke a rule
  /// @param faults what was wrong with the answer before
  record Batch(
      Language from,
      Language to,
      List<String> texts,
      List<String> sheet,
      int attempt,
      List<String> faults) {}

  /// It did not answer, or with something that is no answer.
  final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failure(String what) {
      super(what);
    }

    Failure(String what, Throwable cause) {
      super(what, cause);
    }
  }

  /// Name and model, noted on each text.
  String id();

  /// How marks are written for it.
  MarkForm marks();

  /// The translations, in the order of the texts.
  ///
  /// @throws Failure when there are not as many as texts, or none
  List<String> translate(Batch batch);
}
