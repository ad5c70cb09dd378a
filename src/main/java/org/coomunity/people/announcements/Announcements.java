package org.coomunity.people.announcements;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coomunity.base.audit.AuditEntry;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.json.Json;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.base.registry.DataClass;
import org.coomunity.people.announcements.AnnouncementsEvent.AnnouncementChanged;
import org.coomunity.people.announcements.AnnouncementsEvent.AnnouncementPublished;
import org.coomunity.people.announcements.AnnouncementsEvent.AnnouncementWithdrawn;
import org.coomunity.people.announcements.AnnouncementsStore.Row;
import org.coomunity.people.communities.Communities;
import org.coomunity.people.communities.Membership;
import org.coomunity.people.members.Member;
import org.coomunity.people.members.Members;

/// What those who look after a community tell all its members. Whoever is a steward publishes,
/// changes and takes back, also what another steward wrote: it is said in the name of all.
public final class Announcements {
  private static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");

  private final Database database;
  private final InstantSource clock;
  private final Members members;
  private final Communities communities;
  private final Bell bell;

  public Announcements(
      Database database,
      Outbox outbox,
      InstantSource clock,
      Caches caches,
      Members members,
      Communities communities) {
    this.database = database;
    this.clock = clock;
    this.members = members;
    this.communities = communities;
    this.bell = new Bell(database, clock, caches);
    outbox.everywhere(AnnouncementsEvent.class, event -> bell.forget(event.community()));
  }

  /// The routes of announcements.
  public List<Route> routes(RateLimits limits) {
    return new AnnouncementsHttp(this, limits).routes();
  }

  /// Tells all members something.
  ///
  /// @param language of the words, when the draft names none
  /// @throws Refused `not_allowed`, lengths, `expiry_past`, `language_unknown`, `too_many_today`
  ///   with `limit` and `retryAfter`, `too_many_pinned`, `idempotency_conflict`
  public Made<Announcement> publish(
      Standing standing, Announcement.Draft draft, Language language) {
    demand(standing);
    Instant now = clock.instant();
    boolean pinned = Boolean.TRUE.equals(draft.pinned());
    Row row =
        new Row(
            draft.id() == null ? Uuid7.at(now) : draft.id(),
            standing.no(),
            AnnouncementRules.title(draft.title()),
            AnnouncementRules.text(draft.text()),
            AnnouncementRules.language(draft.language(), language),
            pinned,
            draft.until(),
            Json.write(draft),
            now,
            null,
            null);
    CommunityId community = standing.community();
    Made<Row> made =
        database.write(tx -> {
          AnnouncementsStore.lock(tx, community);
          Optional<Row> earlier = AnnouncementsStore.find(tx, community, row.id());
          if (earlier.isPresent()) {
            return Made.replay(same(earlier.get(), row));
          }
          AnnouncementRules.until(draft.until(), now);
          AnnouncementRules.oneMore(
              AnnouncementsStore.times(
                  tx, community, now.minus(AnnouncementRules.DAY), AnnouncementRules.DAY_MOST),
              now);
          if (pinned) {
            AnnouncementRules.onePinned(AnnouncementsStore.pinned(tx, community, row.id(), now));
          }
          AnnouncementsStore.insert(tx, community, row);
          audit(tx, standing, "publish", row.id(), now);
          tx.publish(
              new AnnouncementPublished(
                  community, row.id(), row.author(), row.title(), row.language(), now));
          return Made.fresh(row);
        });
    bell.forget(community);
    return made.map(one -> view(standing, one));
  }

  private static Row same(Row earlier, Row said) {
    if (earlier.author() != said.author() || !earlier.asked().equals(said.asked())) {
      throw Refused.because(Refusal.IDEMPOTENCY_CONFLICT, "field", "id");
    }
    return earlier;
  }

  private static void demand(Standing standing) {
    if (!standing.role().includes(Role.STEWARD)) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
  }

  private static void audit(Tx tx, Standing standing, String act, UUID id, Instant now) {
    tx.later(AuditEntry.by(standing, "announcement." + act, id.toString(), "", now).rider());
  }

  /// Changes one; other words are marked as edited.
  ///
  /// @throws Refused as `publish`; `not_found` for one that is not there, or was taken back
  public Announcement change(Standing standing, UUID id, Announcement.Change change) {
    demand(standing);
    Instant now = clock.instant();
    CommunityId community = standing.community();
    Row next =
        database.write(tx -> {
          AnnouncementsStore.lock(tx, community);
          Row row = open(tx, community, id);
          Row changed = changed(row, change, now);
          if (changed.equals(row)) {
            return row;
          }
          if (changed.pinned() && !changed.over(now)) {
            AnnouncementRules.onePinned(AnnouncementsStore.pinned(tx, community, id, now));
          }
          AnnouncementsStore.change(tx, community, changed);
          audit(tx, standing, "change", id, now);
          tx.publish(new AnnouncementChanged(community, id, standing.actorNo(), now));
          return changed;
        });
    bell.forget(community);
    return view(standing, next);
  }

  private static Row changed(Row row, Announcement.Change change, Instant now) {
    String title = change.title() == null ? row.title() : AnnouncementRules.title(change.title());
    String body = change.text() == null ? row.body() : AnnouncementRules.text(change.text());
    boolean edited = !title.equals(row.title()) || !body.equals(row.body());
    boolean endless = Boolean.TRUE.equals(change.endless());
    boolean kept = change.until() == null || Objects.equals(change.until(), row.untilAt());
    return new Row(
        row.id(),
        row.author(),
        title,
        body,
        row.language(),
        change.pinned() == null ? row.pinned() : change.pinned(),
        endless ? null : kept ? row.untilAt() : AnnouncementRules.until(change.until(), now),
        row.asked(),
        row.createdAt(),
        edited ? now : row.editedAt(),
        row.withdrawnAt());
  }

  private static Row open(Tx tx, CommunityId community, UUID id) {
    return AnnouncementsStore.find(tx, community, id)
        .filter(row -> row.withdrawnAt() == null)
        .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
  }

  /// Takes one back, or brings it back; a pin that was given on meanwhile is not taken from others.
  ///
  /// @throws Refused `not_allowed`, `not_found`
  public Announcement withdraw(Standing standing, UUID id, boolean withdrawn) {
    demand(standing);
    Instant now = clock.instant();
    CommunityId community = standing.community();
    Row next =
        database.write(tx -> {
          AnnouncementsStore.lock(tx, community);
          Row row =
              AnnouncementsStore.find(tx, community, id)
                  .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
          if ((row.withdrawnAt() != null) == withdrawn) {
            return row;
          }
          boolean room =
              AnnouncementsStore.pinned(tx, community, id, now) < AnnouncementRules.PINNED_MOST;
          Row changed =
              new Row(
                  row.id(),
                  row.author(),
                  row.title(),
                  row.body(),
                  row.language(),
                  row.pinned() && (withdrawn || room),
                  row.untilAt(),
                  row.asked(),
                  row.createdAt(),
                  row.editedAt(),
                  withdrawn ? now : null);
          AnnouncementsStore.change(tx, community, changed);
          audit(tx, standing, withdrawn ? "withdraw" : "restore", id, now);
          tx.publish(new AnnouncementWithdrawn(community, id, standing.actorNo(), withdrawn, now));
          return changed;
        });
    bell.forget(community);
    return view(standing, next);
  }

  /// One of them; stewards read what was taken back as well.
  ///
  /// @throws Refused `not_found`
  public Announcement announcement(Standing standing, UUID id) {
    Row row =
        database
            .read(tx -> AnnouncementsStore.find(tx, standing.community(), id))
            .filter(found -> found.withdrawnAt() == null || standing.role().includes(Role.STEWARD))
            .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
    return view(standing, row);
  }

  /// Those that hold now, the pinned ones first and then the newest; or those whose last day is
  /// over.
  public Page<Announcement> list(
      Standing standing, boolean archive, int limit, Optional<String> cursor) {
    Instant now = clock.instant();
    CommunityId community = standing.community();
    AnnouncementsStore.After after = cursor.map(Announcements::after).orElse(null);
    List<Row> rows =
        database.read(tx ->
            archive
                ? AnnouncementsStore.archive(tx, community, now, after, limit + 1)
                : AnnouncementsStore.current(tx, community, now, after, limit + 1));
    Page<Row> page = Page.of(rows, limit, row -> cursor(row, archive));
    return new Page<>(views(community, page.items()), page.next());
  }

  private static String cursor(Row row, boolean archive) {
    Instant at = archive ? Objects.requireNonNull(row.untilAt()) : row.createdAt();
    return (row.pinned() ? "1_" : "0_") + at + "_" + row.id();
  }

  private static AnnouncementsStore.After after(String cursor) {
    try {
      String[] parts = cursor.split("_", 3);
      Instant at = Instant.parse(parts[1]);
      if (at.isBefore(Instant.EPOCH) || at.isAfter(FAR)) {
        throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
      }
      return new AnnouncementsStore.After(parts[0].equals("1"), at, Json.uuid(parts[2]));
    } catch (RuntimeException notOurs) {
      throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
    }
  }

  private Announcement view(Standing standing, Row row) {
    return views(standing.community(), List.of(row)).getFirst();
  }

  private List<Announcement> views(CommunityId community, List<Row> rows) {
    Map<Integer, Membership> authors =
        communities.memberships(community, rows.stream().map(Row::author).distinct().toList());
    Map<MemberId, Member> named =
        members.named(authors.values().stream().map(Membership::member).toList());
    Map<Integer, String> names =
        authors.values().stream()
            .filter(author -> named.containsKey(author.member()))
            .collect(
                Collectors.toMap(
                    Membership::no,
                    author -> Objects.requireNonNull(named.get(author.member())).displayName()));
    return rows.stream()
        .map(row -> {
          Membership author = authors.get(row.author());
          String handle = author == null ? "" : author.handle();
          return new Announcement(
              row.id(),
              row.title(),
              row.body(),
              row.language(),
              handle,
              names.getOrDefault(row.author(), handle),
              row.pinned(),
              row.createdAt(),
              row.untilAt(),
              row.editedAt(),
              row.withdrawnAt());
        })
        .toList();
  }

  /// What the bell of somebody has of all their places, newest first: of the last 90 days, the 50
  /// latest of each.
  public List<Announcement.News> news(MemberId member, List<Membership> places) {
    return bell.of(member, places);
  }

  /// How many of those they have not seen, 100 at most.
  public int waiting(MemberId member, List<Membership> places) {
    return bell.waiting(member, places);
  }

  /// Marks all as seen.
  public void see(MemberId member, List<Membership> places) {
    bell.see(member, places);
  }

  /// What it keeps about people.
  public static List<DataClass> data() {
    return PersonalStore.DATA;
  }
}
