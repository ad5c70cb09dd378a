package org.coomunity.decisions.learning;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an item says and asks, as its author writes it: with the right answers, which nobody else
/// sees before they answered.
///
/// @param language BCP 47, the one in which everything is there
/// @param video an `https` address; only of a video
/// @param texts one for each language, at least that of `language`
/// @param questions 0..30, in the order in which they are asked
public record Content(
    ItemKind kind,
    String language,
    @Nullable String video,
    List<Words> texts,
    List<Question> questions) {
  public Content {
    texts = List.copyOf(texts);
    questions = List.copyOf(questions);
  }

  /// The words of an item in one language.
  ///
  /// @param title 1..120 characters
  /// @param text up to 20,000 characters: paragraphs, `# ` titles, `- ` lists, addresses
  /// @param slides 1..50 texts of up to 2,000 characters; only of slides
  public record Words(String language, String title, String text, @Nullable List<String> slides) {}

  /// A question.
  ///
  /// @param id absent for a new one; the platform names it
  /// @param at second of the video or number of the slide from 1; 0 at the end
  /// @param ondas what it gives, within the bounds of its kind; the least when absent
  /// @param right which options are right, from 0; only where the kind judges
  /// @param from the low end of a slider
  /// @param to the high end of a slider
  public record Question(
      @Nullable UUID id,
      QuestionKind kind,
      int at,
      @Nullable Integer ondas,
      List<Prompt> texts,
      @Nullable List<Integer> right,
      @Nullable Integer from,
      @Nullable Integer to) {
    public Question {
      texts = List.copyOf(texts);
    }

    /// Which options are right; empty where none is.
    List<Integer> rights() {
      return right == null ? List.of() : right;
    }

    /// What it promises.
    int promised() {
      return ondas == null ? kind.least() : ondas;
    }
  }

  /// The words of a question in one language.
  ///
  /// @param options 2..8, in the same order in every language
  /// @param because what is said after the answer
  public record Prompt(
      String language, String prompt, @Nullable List<String> options, @Nullable String because) {
    /// Its options; empty where it has none.
    List<String> choices() {
      return options == null ? List.of() : options;
    }
  }
}
