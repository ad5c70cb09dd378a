package org.coomunity.web;

import org.coomunity.decisions.learning.Work;

/// An item as those who write content see it: as members will read it, and what can be done.
public record WorkPage(Work it, LessonPage preview, Form form) {
  /// True for something the reader may do.
  public boolean may(String act) {
    return it.may().contains(act);
  }
}
