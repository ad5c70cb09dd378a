package org.coomunity.people.notices;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.analytics.pulse.PulseEvent;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.mail.Mail;
import org.coomunity.base.messages.Messages;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.json.Json;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.base.registry.DataClass;
import org.coomunity.decisions.circles.CirclesEvent;
import org.coomunity.decisions.governance.GovernanceEvent;
import org.coomunity.decisions.learning.LearningEvent;
import org.coomunity.decisions.merits.MeritsEvent;
import org.coomunity.exchange.commons.CommonsEvent;
import org.coomunity.exchange.lets.Lets;
import org.coomunity.exchange.lets.LetsEvent;
import org.coomunity.exchange.market.MarketEvent;
import org.coomunity.exchange.trades.TradesEvent;
import org.coomunity.people.addresses.Addresses;
import org.coomunity.people.addresses.AddressesEvent;
import org.coomunity.people.announcements.Announcements;
import org.coomunity.people.communities.Communities;
import org.coomunity.people.communities.CommunitiesEvent;
import org.coomunity.people.communities.Membership;
import org.coomunity.people.factors.FactorsEvent;
import org.coomunity.people.logins.LoginsEvent;
import org.coomunity.people.members.Members;
import org.coomunity.people.members.MembersEvent;
import org.coomunity.people.notices.NoticeStore.Row;
import org.coomunity.people.passkeys.PasskeysEvent;
import org.coomunity.people.push.Push;
import org.coomunity.people.push.PushEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells people what happened to what is theirs, and keeps it 90 days: in the app always, in
/// browsers they let be called and in letters as they chose for each group of notices.
public final class Notices {
  /// What notices are made of and where they go.
  public record Modules(
      Messages messages,
      Mail mail,
      Members members,
      Push push,
      Addresses addresses,
      Communities communities,
      Announcements announcements,
      Lets lets) {}

  private static final String OPERATOR = "operator";

  static final Duration KEPT = Duration.ofDays(90);

  /// What is older when it arrives here (a restored backup, an import, the demo story) is kept, and
  /// nobody is called for it.
  static final Duration NEWS = Duration.ofDays(2);

  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
  private static final UUID NEWEST = new UUID(-1, -1);
  private static final Duration AGAIN = Duration.ofHours(1);

  private final Database database;
  private final InstantSource clock;
  private final Members members;
  private final Communities communities;
  private final Announcements announcements;
  private final Telling telling;
  private final LeaveTokens tokens;
  private final Delivery delivery;

  /// @param publicUrl where people reach the platform, for links
  /// @param key 32 bytes, signs what stops a letter
  public Notices(
      Database database,
      InstantSource clock,
      Caches caches,
      Modules modules,
      URI publicUrl,
      byte[] key) {
    this.database = database;
    this.clock = clock;
    this.members = modules.members();
    this.communities = modules.communities();
    this.announcements = modules.announcements();
    this.telling =
        new Telling(modules.messages(), modules.members(), modules.communities(), modules.lets());
    this.tokens = new LeaveTokens(key);
    this.delivery = new Delivery(modules, telling, tokens, publicUrl, caches);
  }

  /// The routes of notices.
  public List<Route> routes() {
    return new NoticesHttp(this).routes();
  }

  /// Listens to what the other modules tell.
  public void listen(Outbox outbox) {
    outbox.on("notices", TradesEvent.class, (tx, e) -> give(tx, e, NoticeRules.of(e)));
    outbox.on("notices", LetsEvent.class, (tx, e) -> give(tx, e, NoticeRules.of(e)));
    outbox.on("notices", CommonsEvent.class, (tx, e) -> give(tx, e, NoticeRules.of(e)));
    outbox.on("notices", CirclesEvent.class, (tx, e) -> give(tx, e, CivicNotices.of(e)));
    outbox.on("notices", CommunitiesEvent.class, (tx, e) -> give(tx, e, NoticeRules.of(e)));
    outbox.on("notices", GovernanceEvent.class, (tx, e) -> give(tx, e, CivicNotices.of(e)));
    outbox.on("notices", MarketEvent.class, (tx, e) -> give(tx, e, NoticeRules.of(e)));
    outbox.on("notices", MeritsEvent.class, (tx, e) -> give(tx, e, CivicNotices.of(e)));
    outbox.on("notices", PulseEvent.class, this::operators);
    outbox.on("notices", LearningEvent.class, (tx, e) -> give(tx, e, CivicNotices.of(e)));
    outbox.on(
        "notices",
        LoginsEvent.StrangeDevice.class,
        (tx, e) -> own(tx, e, e.member(), NoticeRules.of(e)));
    outbox.on(
        "notices",
        LoginsEvent.PasswordChanged.class,
        (tx, e) -> own(tx, e, e.member(), NoticeRules.of(e)));
    outbox.on("notices", FactorsEvent.class, (tx, e) -> own(tx, e, e.member(), NoticeRules.of(e)));
    outbox.on("notices", PasskeysEvent.class, (tx, e) -> own(tx, e, e.member(), NoticeRules.of(e)));
    outbox.everywhere(MembersEvent.SettingsChanged.class, e -> delivery.forget(e.member()));
    outbox.everywhere(MembersEvent.ActingChanged.class, e -> delivery.forget(e.organisation()));
    outbox.everywhere(MembersEvent.EmailGiven.class, e -> delivery.forget(e.member()));
    outbox.everywhere(AddressesEvent.AddressVerified.class, e -> delivery.forget(e.member()));
    outbox.everywhere(PushEvent.DeviceAdded.class, e -> delivery.forget(e.member()));
  }

  /// The one log-in that every platform has.
  private void operators(Tx tx, PulseEvent event) {
    members
        .member(OPERATOR)
        .ifPresent(member -> own(tx, event, member.id(), NoticeRules.of(event)));
  }

  private boolean tooOld(Event event) {
    return event.at().isBefore(clock.instant().minus(KEPT));
  }

  private void own(Tx tx, Event event, MemberId member, List<NoticeRules.Draft> drafts) {
    if (!tooOld(event)) {
      drafts.forEach(draft -> give(tx, event, member, true, draft, Uuid7.at(event.at())));
    }
  }

  private void give(Tx tx, Event event, List<NoticeRules.Draft> drafts) {
    if (drafts.isEmpty() || tooOld(event)) {
      return;
    }
    Map<Integer, Membership> memberships =
        communities.memberships(
            event.community(), drafts.stream().map(NoticeRules.Draft::to).distinct().toList());
    for (NoticeRules.Draft draft : drafts) {
      Membership to = memberships.get(draft.to());
      if (to != null) {
        give(tx, event, to, draft);
      }
    }
  }

  /// Nobody logs in as an organisation: those who act for it are told, each for themselves.
  private void give(Tx tx, Event event, Membership to, NoticeRules.Draft draft) {
    List<MemberId> acting = delivery.actors(to.member());
    boolean inside = to.state().inside();
    UUID id = Uuid7.at(event.at());
    if (acting.isEmpty()) {
      give(tx, event, to.member(), inside, draft, id);
    } else {
      NoticeRules.Draft theirs = draft.actingFor(to.no());
      acting.forEach(person -> give(tx, event, person, inside, theirs, id));
    }
  }

  /// @param inside true while they belong: who left is not written to
  /// @param id the same for all who are told the same thing
  private void give(
      Tx tx, Event event, MemberId to, boolean inside, NoticeRules.Draft draft, UUID id) {
    Instant now = clock.instant();
    boolean old = event.at().isBefore(now.minus(NEWS));
    boolean told = inside && !old;
    Row row =
        new Row(
            id,
            event.community().value(),
            draft.kind(),
            draft.who(),
            Json.write(draft.args()),
            draft.link(),
            event.at(),
            old ? event.at() : null,
            told ? delivery.mail(to, draft.kind(), now).orElse(null) : null);
    if (old
        || !draft.once()
        || !NoticeStore.refresh(tx, to, event.community(), draft, event.at())) {
      Rider inserted = NoticeStore.inserted(to, row);
      if (draft.once() && !old) {
        tx.run(inserted); // the next of its kind must find it
      } else {
        tx.later(inserted);
      }
    }
    if (told) {
      delivery.call(tx, to, row, now);
    }
    if (!old) {
      tx.gather(new Given(event.community()), to, all -> tx.publish(given(event, all)));
    }
  }

  /// What is told together: the notices of a community that one transaction gives.
  private record Given(CommunityId community) {}

  private static NoticesEvent given(Event event, List<MemberId> members) {
    List<MemberId> each = members.stream().distinct().toList();
    return new NoticesEvent.NoticesGiven(event.community(), each, event.at());
  }

  /// How many notices somebody has not seen, of each sort 100 at most.
  ///
  /// @param places where they are inside
  public int waiting(MemberId member, List<Membership> places) {
    return database.read(tx -> NoticeStore.waiting(tx, member))
        + announcements.waiting(member, places);
  }

  /// Notices of somebody, newest first.
  public Page<Notice> of(MemberId member, Language language, int limit, Optional<String> cursor) {
    UUID before = cursor.map(Notices::place).orElse(NEWEST);
    List<Row> rows = merged(member, before, limit + 1);
    Page<Row> page = Page.of(rows, limit, row -> row.id().toString());
    return new Page<>(telling.of(page.items(), language), page.next());
  }

  /// What was written for somebody, and what was told to all of a community they are in: that is
  /// written once and put between the others here.
  private List<Row> merged(MemberId member, UUID before, int limit) {
    List<Row> rows =
        new ArrayList<>(database.read(tx -> NoticeStore.of(tx, member, before, limit)));
    announcements.news(member, communities.membershipsOf(member)).stream()
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

  /// Marks everything as seen.
  public void see(MemberId member) {
    Instant now = clock.instant();
    database.write(tx -> NoticeStore.see(tx, member, now));
    announcements.see(member, communities.membershipsOf(member));
  }

  /// How somebody wants to hear of what happens. It is changed by their settings.
  public Choices choices(MemberId member) {
    return Choices.of(members.settings(member));
  }

  /// The time by which somebody lives while they say nothing: that of their community.
  public ZoneId home(MemberId member) {
    return delivery.home(member);
  }

  /// Stops the letters that a link in one of them names: every group that came by them comes by
  /// none any more.
  ///
  /// @return the kind of letters that stopped
  /// @throws Refused `ticket_over` for a link that nobody wrote
  public MailRhythm leave(String token) {
    LeaveTokens.Wish wish =
        tokens
            .read(token)
            .filter(said -> members.member(said.member()).isPresent())
            .orElseThrow(() -> Refused.because(Refusal.TICKET_OVER));
    Choices choices = choices(wish.member());
    Map<String, String> changed = new LinkedHashMap<>();
    for (NoticeGroup group : NoticeGroup.values()) {
      if (group != NoticeGroup.SAFETY && choices.of(group).mail() == wish.rhythm()) {
        changed.put("mail." + group.key(), MailRhythm.OFF.key());
      }
    }
    members.settings(wish.member(), changed);
    return wish.rhythm();
  }

  /// Writes letters that are due, for at most `most` people; a job calls it.
  ///
  /// @return how many it wrote
  public int letters(int most) {
    Instant now = clock.instant();
    int written = 0;
    for (MemberId member : database.read(tx -> NoticeStore.due(tx, now, most))) {
      written += letters(member, now);
    }
    return written;
  }

  private int letters(MemberId member, Instant now) {
    try {
      return database.write(tx -> delivery.letters(tx, member, now));
    } catch (RuntimeException failure) {
      // one whose letter cannot be written must not keep all others from theirs; what the failure
      // says may hold the letter, so only its kind is logged
      LOG.warn(
          "a letter about notices could not be written, it is tried again in an hour: {}",
          failure.getClass().getName());
      return database.write(tx -> {
        NoticeStore.postpone(tx, member, now, now.plus(AGAIN));
        return 0;
      });
    }
  }

  /// Forgets what is older than 90 days, at most `most`.
  public int forget(int most) {
    Instant before = clock.instant().minus(KEPT);
    return database.write(tx -> NoticeStore.forget(tx, before, most));
  }

  /// What it keeps about people.
  public static List<DataClass> data() {
    return PersonalStore.DATA;
  }
}
