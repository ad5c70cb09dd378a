package org.coomunity.decisions.learning;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An item as somebody learns from it, in the language nearest to theirs. What is right stands only
/// beside what they answered.
///
/// @param version to be sent with answers
/// @param language BCP 47 tag of its words
/// @param languages in which it is there
/// @param video the address of the film; absent for other kinds
/// @param position where they were: second or slide
/// @param by handle of its author
/// @param next the item after it in its playlist; absent at the end
public record Lesson(
    UUID id,
    UUID mundo,
    UUID playlist,
    int version,
    ItemKind kind,
    String language,
    List<String> languages,
    String title,
    String text,
    @Nullable String video,
    List<String> slides,
    List<Asked> questions,
    int position,
    boolean finished,
    String by,
    String byName,
    @Nullable UUID next) {
  public Lesson {
    languages = List.copyOf(languages);
    slides = List.copyOf(slides);
    questions = List.copyOf(questions);
  }

  /// A question as it is asked.
  ///
  /// @param at second or slide; 0 at the end
  /// @param ondas what it promises
  /// @param answered what they answered; absent before
  public record Asked(
      UUID id,
      QuestionKind kind,
      int at,
      int ondas,
      String prompt,
      List<String> options,
      @Nullable Integer from,
      @Nullable Integer to,
      @Nullable Answered answered) {
    public Asked {
      options = List.copyOf(options);
    }
  }

  /// What somebody says to a question.
  ///
  /// @param version of the item they read
  /// @param choice options, from 0
  /// @param number of a slider
  /// @param text of a summary, 30..2,000 characters
  public record Reply(
      int version,
      @Nullable List<Integer> choice,
      @Nullable Integer number,
      @Nullable String text) {}

  /// What was answered, once and for all.
  ///
  /// @param correct absent where nothing is right or wrong
  /// @param right which options are right; absent where none is
  /// @param because what the author says about it; absent when nothing
  public record Answered(
      List<Integer> choice,
      @Nullable Integer number,
      @Nullable String text,
      @Nullable Boolean correct,
      int ondas,
      @Nullable List<Integer> right,
      @Nullable String because) {
    public Answered {
      choice = List.copyOf(choice);
    }
  }

  /// Where somebody is in an item.
  public record Position(int position, boolean finished) {}
}
