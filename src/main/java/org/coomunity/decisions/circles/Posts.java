package org.coomunity.decisions.circles;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.decisions.circles.CircleStore.Member;
import org.coomunity.decisions.circles.CirclesDoors.Person;
import org.coomunity.decisions.circles.PostStore.Row;

/// What those of a circle say to each other. Only who is in it reads it.
final class Posts {
  private final Database database;
  private final InstantSource clock;
  private final CirclesDoors doors;

  Posts(Database database, InstantSource clock, CirclesDoors doors) {
    this.database = database;
    this.clock = clock;
    this.doors = doors;
  }

  Made<CirclePost> say(Standing standing, UUID circle, CirclePost.Draft draft) {
    Instant now = clock.instant();
    CommunityId community = standing.community();
    Row row =
        new Row(
            circle,
            draft.id() == null ? Uuid7.at(now) : draft.id(),
            standing.no(),
            CircleRules.words(draft.text(), "text", 1, CircleRules.POST_MOST),
            now,
            null);
    Made<Row> made =
        database.write(tx -> {
          CircleStore.Row where = Ties.inside(tx, standing, circle);
          Optional<Row> earlier = PostStore.find(tx, community, row.id());
          if (earlier.isPresent()) {
            return Made.replay(same(earlier.get(), row));
          }
          Instant since = now.minus(CircleRules.DAY);
          if (PostStore.since(tx, community, row.no(), since) >= CircleRules.POSTS_DAY) {
            throw Refused.because(
                Refusal.TOO_MANY_TODAY,
                "limit",
                CircleRules.POSTS_DAY,
                "retryAfter",
                CircleRules.DAY.toSeconds());
          }
          if (!PostStore.insert(tx, community, row)) {
            Row other = PostStore.find(tx, community, row.id()).orElseThrow();
            return Made.replay(same(other, row));
          }
          List<Integer> to =
              CircleStore.insiders(tx, community, circle, row.no(), CircleRules.TOLD_MOST);
          tx.publish(
              new CirclesEvent.CirclePosted(
                  community, circle, row.id(), row.no(), to, where.name(), now));
          return Made.fresh(row);
        });
    return made.map(one -> views(standing, List.of(one)).getFirst());
  }

  private static Row same(Row earlier, Row said) {
    boolean same =
        earlier.no() == said.no()
            && earlier.circleId().equals(said.circleId())
            && earlier.words().equals(said.words());
    if (!same) {
      throw Refused.because(Refusal.IDEMPOTENCY_CONFLICT, "field", "id");
    }
    return earlier;
  }

  /// The latest first.
  Page<CirclePost> list(Standing standing, UUID circle, int limit, Optional<String> cursor) {
    CommunityId community = standing.community();
    Place place = Place.of(cursor).orElse(null);
    List<Row> rows =
        database.read(tx -> {
          Ties.inside(tx, standing, circle);
          boolean all = facilitates(tx, standing, circle);
          return PostStore.list(
              tx,
              community,
              circle,
              standing.no(),
              all,
              place == null ? null : place.at(),
              place == null ? null : place.id(),
              limit + 1);
        });
    Page<Row> page = Page.of(rows, limit, row -> new Place(row.at(), row.id()).text());
    return new Page<>(views(standing, page.items()), page.next());
  }

  private static boolean facilitates(Tx tx, Standing standing, UUID circle) {
    return CircleStore.member(tx, standing.community(), circle, standing.no())
        .filter(Member::facilitates)
        .isPresent();
  }

  private List<CirclePost> views(Standing standing, List<Row> rows) {
    Map<Integer, Person> people =
        rows.isEmpty()
            ? Map.of()
            : doors
                .names()
                .of(standing.community(), rows.stream().map(Row::no).distinct().toList());
    return rows.stream()
        .map(row -> {
          Person by = people.get(row.no());
          return new CirclePost(
              row.id(),
              by == null ? "" : by.handle(),
              by == null ? "" : by.name(),
              row.words(),
              row.hiddenAt() != null,
              row.no() == standing.no(),
              row.at());
        })
        .toList();
  }

  private static Optional<Row> find(Tx tx, CommunityId community, UUID circle, UUID id) {
    return PostStore.find(tx, community, id).filter(row -> row.circleId().equals(circle));
  }

  /// Takes one's own words away, also after one left the circle.
  void takeAway(Standing standing, UUID circle, UUID id) {
    Instant now = clock.instant();
    CommunityId community = standing.community();
    database.write(tx -> {
      Row row =
          find(tx, community, circle, id).orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
      if (row.no() != standing.no()) {
        Ties.inside(tx, standing, circle);
        throw Refused.because(Refusal.NOT_ALLOWED);
      }
      PostStore.remove(tx, community, id);
      tx.publish(new CirclesEvent.CirclePostChanged(community, circle, id, now));
      return id;
    });
  }

  /// Hides words from the circle, or shows them again.
  CirclePost hide(Standing standing, UUID circle, UUID id, boolean hidden) {
    Instant now = clock.instant();
    CommunityId community = standing.community();
    Row next =
        database.write(tx -> {
          Ties.inside(tx, standing, circle);
          Ties.demand(tx, standing, circle);
          Row row =
              find(tx, community, circle, id).orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
          if ((row.hiddenAt() != null) == hidden) {
            return row;
          }
          PostStore.hide(tx, community, id, hidden ? now : null);
          tx.publish(new CirclesEvent.CirclePostChanged(community, circle, id, now));
          return PostStore.find(tx, community, id).orElseThrow();
        });
    return views(standing, List.of(next)).getFirst();
  }
}
