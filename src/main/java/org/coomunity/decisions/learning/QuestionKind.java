package org.coomunity.decisions.learning;

/// What a question is for, how it is answered, and how many Öndas its author may promise.
public enum QuestionKind {
  /// Whether one was there: one option is right.
  ATTENTION(1, 3),
  /// Who one is: one option, none is right.
  PROFILING(3, 5),
  /// In one's own words.
  SUMMARY(7, 7),
  /// What one thinks: one option, none is right.
  SURVEY(1, 2),
  /// How much: a whole number between two.
  SLIDER(1, 2),
  /// Several options, and which of them are right.
  MULTIPLE_CHOICE(1, 3);

  private final int least;
  private final int most;

  QuestionKind(int least, int most) {
    this.least = least;
    this.most = most;
  }

  /// The fewest Öndas a question of this kind gives.
  public int least() {
    return least;
  }

  /// The most Öndas a question of this kind gives.
  public int most() {
    return most;
  }

  /// True when it has options to choose from.
  public boolean choices() {
    return this != SUMMARY && this != SLIDER;
  }

  /// True when some options are right and others are not.
  public boolean judged() {
    return this == ATTENTION || this == MULTIPLE_CHOICE;
  }
}
