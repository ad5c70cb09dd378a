package org.coomunity.people.announcements;

import java.util.List;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;

/// The routes of announcements.
final class AnnouncementsHttp {
  private static final String ALL = "/communities/{slug}/announcements";
  private static final String ONE = ALL + "/{id}";

  private final Announcements announcements;
  private final RateLimits limits;

  AnnouncementsHttp(Announcements announcements, RateLimits limits) {
    this.announcements = announcements;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        Route.get(ALL)
            .by(Access.MEMBER)
            .doc("What holds now, pinned ones first; `archive=true` for what is over.")
            .queries("archive")
            .lists(Announcement.class)
            .to(this::list),
        Route.post(ALL)
            .by(Access.STEWARD)
            .doc("Tells all members something; 20 a day for each community, 3 of them pinned.")
            .takes(Announcement.Draft.class)
            .creates(Announcement.class)
            .to(this::publish),
        Route.get(ONE)
            .by(Access.MEMBER)
            .doc("One announcement.")
            .answers(Announcement.class)
            .to(e -> Answer.ok(announcements.announcement(e.standing(), e.pathId("id")))),
        Route.patch(ONE)
            .by(Access.STEWARD)
            .doc("Changes one; other words are marked as edited.")
            .takes(Announcement.Change.class)
            .answers(Announcement.class)
            .to(this::change),
        Route.delete(ONE)
            .by(Access.STEWARD)
            .doc("Takes one back; it can be brought back.")
            .to(e -> {
              announcements.withdraw(e.standing(), e.pathId("id"), true);
              return Answer.empty();
            }),
        Route.post(ONE + "/restore")
            .by(Access.STEWARD)
            .doc("Brings back what was taken back.")
            .answers(Announcement.class)
            .to(e -> Answer.ok(announcements.withdraw(e.standing(), e.pathId("id"), false))));
  }

  private Answer list(Exchange exchange) {
    String archive = exchange.query("archive").orElse("false");
    if (!archive.equals("true") && !archive.equals("false")) {
      throw Refused.field(Refusal.FIELD_FORMAT, "archive");
    }
    return Answer.ok(
        announcements.list(
            exchange.standing(), archive.equals("true"), exchange.limit(), exchange.cursor()));
  }

  private Answer publish(Exchange exchange) {
    limits.take(RateLimits.Limit.ANNOUNCEMENTS, exchange.standing().actor().toString());
    return Answer.made(
        announcements.publish(
            exchange.standing(), exchange.body(Announcement.Draft.class), exchange.language()));
  }

  private Answer change(Exchange exchange) {
    limits.take(RateLimits.Limit.ANNOUNCEMENTS, exchange.standing().actor().toString());
    return Answer.ok(
        announcements.change(
            exchange.standing(), exchange.pathId("id"), exchange.body(Announcement.Change.class)));
  }
}
