package org.coomunity.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.messages.Messages;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.json.Json;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.exchange.lets.Lets;
import org.coomunity.exchange.lets.LetsEvent;
import org.coomunity.exchange.market.MarketEvent;
import org.coomunity.exchange.trades.TradesEvent;
import org.coomunity.people.announcements.Announcements;
import org.coomunity.people.communities.CommunitiesEvent;
import org.coomunity.people.communities.Community;
import org.coomunity.people.communities.Membership;

/// Tells people what happened to what is theirs, and keeps it 90 days.
final class Notices {
  static final Duration KEPT = Duration.ofDays(90);

  /// What is older when it arrives here (a restored backup, an import, the demo story) is kept, and
  /// nobody is called for it.
  static final Duration NEWS = Duration.ofDays(2);

  private static final UUID NEWEST = new UUID(-1, -1);

  private final Database database;
  private final InstantSource clock;
  private final Messages messages;
  private final People people;
  private final Lets lets;
  private final Announcements announcements;

  Notices(
      Database database,
      InstantSource clock,
      Messages messages,
      People people,
      Lets lets,
      Announcements announcements) {
    this.lets = lets;
    this.announcements = announcements;
    this.database = database;
    this.clock = clock;
    this.messages = messages;
    this.people = people;
  }

  /// Listens to what the other modules tell.
  void listen(Outbox outbox) {
    outbox.on("web.notices", TradesEvent.class, (tx, e) -> give(tx, e, NoticeRules.of(e)));
    outbox.on("web.notices", LetsEvent.class, (tx, e) -> give(tx, e, NoticeRules.of(e)));
    outbox.on("web.notices", CommunitiesEvent.class, (tx, e) -> give(tx, e, NoticeRules.of(e)));
    outbox.on("web.notices", MarketEvent.class, (tx, e) -> give(tx, e, NoticeRules.of(e)));
  }

  private void give(Tx tx, Event event, List<NoticeRules.Draft> drafts) {
    if (drafts.isEmpty() || event.at().isBefore(clock.instant().minus(KEPT))) {
      return;
    }
    Map<Integer, Membership> memberships =
        people.memberships(
            event.community(), drafts.stream().map(NoticeRules.Draft::to).distinct().toList());
    for (NoticeRules.Draft draft : drafts) {
      Membership to = memberships.get(draft.to());
      if (to != null) {
        give(tx, event, to.member(), draft);
      }
    }
  }

  private void give(Tx tx, Event event, MemberId to, NoticeRules.Draft draft) {
    boolean old = event.at().isBefore(clock.instant().minus(NEWS));
    if (old
        || !draft.once()
        || !NoticeStore.refresh(tx, to, event.community(), draft, event.at())) {
      Rider inserted =
          NoticeStore.inserted(
              to,
              new NoticeStore.Row(
                  Uuid7.at(event.at()),
                  event.community().value(),
                  draft.kind(),
                  draft.who(),
                  Json.write(draft.args()),
                  draft.link(),
                  event.at(),
                  old ? event.at() : null));
      if (draft.once() && !old) {
        tx.run(inserted); // the next of its kind must find it
      } else {
        tx.later(inserted);
      }
    }
    if (!old) {
      tx.gather(new Given(event.community()), to, members -> tx.publish(given(event, members)));
    }
  }

  /// What is told together: the notices of a community that one transaction gives.
  private record Given(CommunityId community) {}

  private static WebEvent given(Event event, List<MemberId> members) {
    List<MemberId> each = members.stream().distinct().toList();
    return new WebEvent.NoticesGiven(event.community(), each, event.at());
  }

  /// How many notices somebody has not seen, of each sort 100 at most.
  ///
  /// @param places where they are inside
  int waiting(MemberId member, List<Membership> places) {
    return database.read(tx -> NoticeStore.waiting(tx, member))
        + announcements.waiting(member, places);
  }

  /// Notices of somebody, newest first.
  Page<Notice> of(MemberId member, Language language, int limit, Optional<String> cursor) {
    UUID before = cursor.map(Notices::place).orElse(NEWEST);
    List<NoticeStore.Row> rows = merged(member, before, limit + 1);
    Page<NoticeStore.Row> page = Page.of(rows, limit, row -> row.id().toString());
    Map<UUID, Map<Integer, Shell.Person>> names = names(page.items());
    List<Notice> notices = new ArrayList<>();
    for (NoticeStore.Row row : page.items()) {
      people
          .community(new CommunityId(row.communityId()))
          .ifPresent(community ->
              notices.add(
                  notice(
                      row, community, language, names.getOrDefault(row.communityId(), Map.of()))));
    }
    return new Page<>(notices, page.next());
  }

  /// What was written for somebody, and what was told to all of a community they are in: that is
  /// written once and put between the others here.
  private List<NoticeStore.Row> merged(MemberId member, UUID before, int limit) {
    List<NoticeStore.Row> rows =
        new ArrayList<>(database.read(tx -> NoticeStore.of(tx, member, before, limit)));
    announcements.news(member, people.places(member)).stream()
        .map(NoticeRules::row)
        .filter(row -> NoticeRules.isBefore(row.id(), before))
        .forEach(rows::add);
    rows.sort(NoticeRules.NEWEST_FIRST);
    return rows.subList(0, Math.min(limit, rows.size()));
  }

  private static UUID place(String cursor) {
    try {
      return Json.uuid(cursor);
    } catch (IllegalArgumentException wrong) {
      throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
    }
  }

  private Map<UUID, Map<Integer, Shell.Person>> names(List<NoticeStore.Row> rows) {
    Map<UUID, Set<Integer>> wanted = new HashMap<>();
    for (NoticeStore.Row row : rows) {
      if (row.who() != null) {
        wanted.computeIfAbsent(row.communityId(), id -> new HashSet<>()).add(row.who());
      }
    }
    Map<UUID, Map<Integer, Shell.Person>> names = new HashMap<>();
    wanted.forEach((id, numbers) -> names.put(id, people.names(new CommunityId(id), numbers)));
    return names;
  }

  private Notice notice(
      NoticeStore.Row row,
      Community community,
      Language language,
      Map<Integer, Shell.Person> names) {
    Shell.Person who = row.who() == null ? null : names.get(row.who());
    Map<String, Object> values = new HashMap<>();
    Map<?, ?> args = Json.read(row.args(), Map.class);
    args.forEach((name, value) -> values.put(String.valueOf(name), value));
    if (values.get(NoticeRules.AMOUNT) instanceof String minor) {
      values.put(
          NoticeRules.AMOUNT,
          messages.amount(language, lets.exchange(community.id()).unit(), Long.parseLong(minor)));
    }
    values.put("who", who == null ? messages.text(language, "notice.somebody") : who.name());
    return new Notice(
        row.id(),
        community.slug(),
        row.kind(),
        who == null ? null : who.handle(),
        messages.text(language, "notice." + row.kind(), values),
        "/c/" + community.slug() + row.link(),
        row.at(),
        row.seenAt() != null);
  }

  /// Marks everything as seen.
  void see(MemberId member) {
    Instant now = clock.instant();
    database.write(tx -> NoticeStore.see(tx, member, now));
    announcements.see(member, people.places(member));
  }

  /// Forgets what is older than 90 days, at most `most`.
  int forget(int most) {
    Instant before = clock.instant().minus(KEPT);
    return database.write(tx -> NoticeStore.forget(tx, before, most));
  }
}
