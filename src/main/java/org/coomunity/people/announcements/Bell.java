package org.coomunity.people.announcements;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.cache.Kept;
import org.coomunity.base.platform.db.Database;
import org.coomunity.people.communities.Membership;

/// What a member has not seen yet. Nobody writes a notice for each member: the latest of a
/// community are kept in memory, and each member has one mark up to when they looked.
final class Bell {
  private static final int COMMUNITIES = 20_000;
  private static final int LATEST = 50;
  private static final int WAITING_MOST = 100;
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final Database database;
  private final InstantSource clock;
  private final Kept<CommunityId, List<AnnouncementsStore.Row>> latest;

  Bell(Database database, InstantSource clock, Caches caches) {
    this.database = database;
    this.clock = clock;
    this.latest = caches.bounded("announcements", COMMUNITIES, KEPT);
  }

  void forget(CommunityId community) {
    latest.forget(community);
  }

  /// What the bell of somebody has of all their places, newest first; asks the database about the
  /// member only when there is something.
  List<Announcement.News> of(MemberId member, List<Membership> places) {
    Instant now = clock.instant();
    List<Announcement.News> news = new ArrayList<>();
    for (Membership place : places) {
      for (AnnouncementsStore.Row row : latest.get(place.community(), this::read)) {
        if (AnnouncementRules.tells(row, place.no(), place.joinedAt(), now)) {
          news.add(
              new Announcement.News(
                  place.community(), row.id(), row.author(), row.title(), row.createdAt(), false));
        }
      }
    }
    if (news.isEmpty()) {
      return news;
    }
    Instant seen = database.read(tx -> AnnouncementsStore.seen(tx, member)).orElse(Instant.EPOCH);
    return news.stream()
        .map(one ->
            new Announcement.News(
                one.community(),
                one.id(),
                one.by(),
                one.title(),
                one.at(),
                !one.at().isAfter(seen)))
        .sorted(Comparator.comparing(Announcement.News::at).reversed())
        .toList();
  }

  private List<AnnouncementsStore.Row> read(CommunityId community) {
    Instant since = clock.instant().minus(AnnouncementRules.NEWS);
    return database.read(tx -> AnnouncementsStore.newest(tx, community, since, LATEST));
  }

  int waiting(MemberId member, List<Membership> places) {
    long unseen = of(member, places).stream().filter(one -> !one.seen()).count();
    return (int) Math.min(WAITING_MOST, unseen);
  }

  /// Nothing is written for who has nothing new.
  void see(MemberId member, List<Membership> places) {
    if (waiting(member, places) > 0) {
      Instant now = clock.instant();
      database.write(tx -> {
        AnnouncementsStore.see(tx, member, now);
        return now;
      });
    }
  }
}
