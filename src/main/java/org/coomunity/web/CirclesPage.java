package org.coomunity.web;

import java.util.List;
import org.coomunity.base.kernel.Unit;
import org.coomunity.decisions.circles.Circle;
import org.coomunity.decisions.circles.KnowledgeSession;
import org.jspecify.annotations.Nullable;

/// The circles of a community.
///
/// @param next the cursor of the next page; null on the last
public record CirclesPage(List<Circle> items, @Nullable String next) {
  /// The form of a new one.
  public record Fresh(Form form) {}

  /// One of them.
  ///
  /// @param members those in it; who asked and who is invited as well, for who facilitates it
  /// @param sessions the latest
  /// @param said the latest words, for those in it
  /// @param meetings the latest, for those in it
  public record One(
      Circle it,
      List<Circle.Companion> members,
      List<KnowledgeSession> sessions,
      List<LifePage.Said> said,
      List<org.coomunity.decisions.circles.Meeting> meetings,
      Unit unit,
      Form form) {
    /// True when whoever reads facilitates it.
    public boolean facilitates() {
      return "facilitator".equals(it.role());
    }

    /// True when whoever reads is in it.
    public boolean inside() {
      return it.tie().equals("in");
    }
  }

  /// The form of a new session.
  ///
  /// @param priced false where nothing is paid
  public record Lesson(Circle it, boolean priced, Form form) {}

  /// A session.
  ///
  /// @param begun true once its time has come
  /// @param facilitates true for who may call it off beside the teacher
  public record Meeting(
      Circle circle,
      KnowledgeSession it,
      Unit unit,
      boolean begun,
      boolean facilitates,
      Form form) {
    /// True for whoever teaches it.
    public boolean teaches() {
      return "teacher".equals(it.mine());
    }

    /// True while places are given.
    public boolean ahead() {
      return it.state().equals("planned") && !begun;
    }

    /// True while both may say that it took place.
    public boolean after() {
      return it.state().equals("planned") && begun;
    }
  }
}
