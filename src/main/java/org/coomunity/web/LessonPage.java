package org.coomunity.web;

import java.net.URI;
import java.util.List;
import org.coomunity.decisions.learning.Lesson;
import org.jspecify.annotations.Nullable;

/// An item to learn from.
///
/// @param form what was answered and refused
/// @param asking the question the form belongs to; empty for none
/// @param writes true for those who write content
public record LessonPage(Lesson it, Form form, String asking, boolean writes) {
  /// The host of the film, so that people know where the link leads; null without one.
  public @Nullable String host() {
    return it.video() == null ? null : URI.create(it.video()).getHost();
  }

  /// The questions of a slide, or those of no slide for 0.
  public List<Lesson.Asked> at(int slide) {
    return it.questions().stream()
        .filter(one -> it.slides().isEmpty() || one.at() == slide)
        .toList();
  }

  /// A second of a film as a player shows it.
  public static String time(int second) {
    return "%d:%02d".formatted(second / 60, second % 60);
  }
}
