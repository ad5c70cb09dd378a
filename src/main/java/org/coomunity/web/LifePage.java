package org.coomunity.web;

import java.util.List;
import org.coomunity.decisions.circles.Circle;
import org.coomunity.decisions.circles.CirclePost;
import org.coomunity.decisions.circles.Meeting;
import org.jspecify.annotations.Nullable;

/// What was said in a circle.
///
/// @param next the cursor of the next page; null on the last
public record LifePage(
    Circle circle, List<Said> items, @Nullable String next, boolean first, Form form) {
  /// Words of somebody.
  ///
  /// @param pieces its text, addresses as links
  public record Said(CirclePost it, List<AnnouncementPage.Piece> pieces) {
    static List<Said> of(List<CirclePost> posts) {
      return posts.stream().map(post -> new Said(post, Links.of(post.text()))).toList();
    }
  }

  /// True when whoever reads facilitates the circle.
  public boolean facilitates() {
    return "facilitator".equals(circle.role());
  }

  /// When a circle meets.
  ///
  /// @param next the cursor of the next page; null on the last
  public record Calendar(Circle circle, List<Meeting> items, @Nullable String next) {
    /// True when whoever reads may call one.
    public boolean facilitates() {
      return "facilitator".equals(circle.role());
    }
  }

  /// The form of a new meeting.
  public record Fresh(Circle circle, Form form) {}

  /// Somebody who may have been there.
  ///
  /// @param ticked true for those who were, or who said that they come while nothing was marked
  public record Guest(String handle, String name, boolean ticked) {}

  /// One meeting.
  ///
  /// @param place where, addresses as links
  /// @param marks those who can be marked; empty for who may not
  public record Gathering(
      Circle circle, Meeting it, List<AnnouncementPage.Piece> place, List<Guest> marks, Form form) {
    /// True when whoever reads facilitates the circle.
    public boolean facilitates() {
      return "facilitator".equals(circle.role());
    }

    /// True while those of the circle may answer.
    public boolean ahead() {
      return it.state().equals("called");
    }
  }
}
