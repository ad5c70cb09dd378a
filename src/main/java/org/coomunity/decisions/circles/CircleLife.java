package org.coomunity.decisions.circles;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;

/// What goes on inside a circle: what is said in it and when it meets. Only who is in it reads and
/// does any of this; to others all of it is `not_allowed`.
public final class CircleLife {
  private final Posts posts;
  private final Meetings meetings;

  CircleLife(Database database, InstantSource clock, CirclesDoors doors) {
    this.posts = new Posts(database, clock, doors);
    this.meetings = new Meetings(database, clock, doors);
  }

  List<Route> routes(RateLimits limits) {
    return new LifeHttp(this, limits).routes();
  }

  /// Says something to those of a circle.
  ///
  /// @throws Refused lengths, `too_many_today`, `idempotency_conflict`
  public Made<CirclePost> say(Standing standing, UUID circle, CirclePost.Draft draft) {
    return posts.say(standing, circle, draft);
  }

  /// What was said, the latest first; what is hidden, for who facilitates and its author.
  public Page<CirclePost> posts(
      Standing standing, UUID circle, int limit, Optional<String> cursor) {
    return posts.list(standing, circle, limit, cursor);
  }

  /// Takes one's own words away.
  ///
  /// @throws Refused `not_allowed` for those of others, `not_found`
  public void takeAway(Standing standing, UUID circle, UUID post) {
    posts.takeAway(standing, circle, post);
  }

  /// Hides words from the circle or shows them again, by who facilitates it.
  ///
  /// @throws Refused `not_allowed`, `not_found`
  public CirclePost hide(Standing standing, UUID circle, UUID post, boolean hidden) {
    return posts.hide(standing, circle, post, hidden);
  }

  /// Calls a meeting, by who facilitates the circle.
  ///
  /// @throws Refused `not_allowed`, `too_many_open`, `expiry_past`, lengths, `idempotency_conflict`
  public Made<Meeting> call(Standing standing, UUID circle, Meeting.Draft draft) {
    return meetings.call(standing, circle, draft);
  }

  /// The meetings of a circle, the latest first.
  public Page<Meeting> meetings(
      Standing standing, UUID circle, int limit, Optional<String> cursor) {
    return meetings.list(standing, circle, limit, cursor);
  }

  /// One meeting with those who come.
  ///
  /// @throws Refused `not_found`
  public Meeting meeting(Standing standing, UUID circle, UUID id) {
    return meetings.one(standing, circle, id);
  }

  /// Moves a meeting that has not begun.
  ///
  /// @throws Refused `not_allowed`, `wrong_state`
  public Meeting move(Standing standing, UUID circle, UUID id, Meeting.Change change) {
    return meetings.move(standing, circle, id, change);
  }

  /// Calls a meeting off that has not begun.
  ///
  /// @throws Refused `not_allowed`, `wrong_state`
  public Meeting cancel(Standing standing, UUID circle, UUID id) {
    return meetings.cancel(standing, circle, id);
  }

  /// Says that one comes, or no longer, before it begins.
  ///
  /// @throws Refused `wrong_state`
  public Meeting come(Standing standing, UUID circle, UUID id, boolean comes) {
    return meetings.come(standing, circle, id, comes);
  }

  /// Marks who was there, by who facilitates the circle, from its beginning on and for thirty days.
  ///
  /// @throws Refused `not_allowed`, `member_unknown` for who is not in the circle, `wrong_state`
  public Meeting mark(Standing standing, UUID circle, UUID id, Meeting.Attendance said) {
    return meetings.mark(standing, circle, id, said);
  }
}
