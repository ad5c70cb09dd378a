package org.coomunity.exchange.commons;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.RateLimits.Limit;
import org.coomunity.base.platform.http.Route;

/// The routes of the fund, of contributions and of missions.
final class CommonsHttp {
  private static final String FUND = "/communities/{slug}/fund";
  private static final String CONTRIBUTIONS = "/communities/{slug}/contributions";
  private static final String CONTRIBUTION = CONTRIBUTIONS + "/{id}";
  private static final String PHOTO = CONTRIBUTION + "/photos/{n}";
  private static final int PHOTO_BYTES_MOST = 4 * 1024 * 1024;
  private static final String MISSIONS = "/communities/{slug}/missions";
  private static final String MISSION = MISSIONS + "/{id}";

  private final Commons commons;
  private final RateLimits limits;

  CommonsHttp(Commons commons, RateLimits limits) {
    this.commons = commons;
    this.limits = limits;
  }

  List<Route> routes() {
    return Stream.of(fund(), contributions(), photos(), missions()).flatMap(List::stream).toList();
  }

  private List<Route> fund() {
    return List.of(
        Route.get(FUND)
            .by(Access.PUBLIC)
            .doc("The Fondo del Bien Común: what it holds, what came in, what went out.")
            .answers(Fund.class)
            .to(e -> Answer.ok(commons.fund(commons.community(e.path("slug"))))),
        Route.get(FUND + "/movements")
            .by(Access.PUBLIC)
            .doc("What came in and went out, newest first; names where the books are open.")
            .lists(Fund.Movement.class)
            .to(e ->
                Answer.ok(
                    commons.movements(
                        commons.community(e.path("slug")),
                        e.maybeStanding(),
                        e.cursor().map(CommonsHttp::place),
                        e.limit()))),
        Route.post(FUND + "/gifts")
            .by(Access.MEMBER)
            .doc("Gives something to the fund.")
            .takes(Fund.Gift.class)
            .creates(Fund.Given.class)
            .to(this::give));
  }

  private List<Route> contributions() {
    return List.of(
        Route.post(CONTRIBUTIONS)
            .by(Access.MEMBER)
            .doc("Tells what somebody did for all; two others confirm it.")
            .takes(Contribution.Draft.class)
            .creates(Contribution.class)
            .to(this::contribute),
        Route.get(CONTRIBUTIONS)
            .by(Access.MEMBER)
            .doc("Contributions, newest first.")
            .queries("state")
            .lists(Contribution.class)
            .to(e ->
                Answer.ok(
                    commons.contributions(
                        e.standing(), e.query("state").orElse(null), e.limit(), e.cursor()))),
        Route.get(CONTRIBUTION)
            .by(Access.MEMBER)
            .doc("One contribution.")
            .answers(Contribution.class)
            .to(e -> Answer.ok(commons.contribution(e.standing(), e.pathId("id")))),
        Route.delete(CONTRIBUTION)
            .by(Access.MEMBER)
            .doc("Takes back what one told oneself.")
            .to(e -> {
              commons.withdraw(e.standing(), e.pathId("id"));
              return Answer.empty();
            }),
        Route.post(CONTRIBUTION + "/confirm")
            .by(Access.MEMBER)
            .doc("Says that a contribution is so; the second makes it confirmed.")
            .answers(Contribution.class)
            .to(e -> Answer.ok(commons.confirm(e.standing(), e.pathId("id"), true))),
        Route.delete(CONTRIBUTION + "/confirm")
            .by(Access.MEMBER)
            .doc("Takes one's confirmation back.")
            .to(e -> {
              commons.confirm(e.standing(), e.pathId("id"), false);
              return Answer.empty();
            }));
  }

  private List<Route> photos() {
    return List.of(
        Route.put(PHOTO)
            .by(Access.MEMBER)
            .doc("Puts a photo (the body: JPEG, PNG or WebP) at place 0..3 of one's contribution.")
            .answers(Contribution.Photo.class)
            .bodyLimit(PHOTO_BYTES_MOST + 1)
            .to(this::putPhoto),
        Route.get(PHOTO)
            .by(Access.MEMBER)
            .doc("A photo as JPEG; `size=thumb` for the small one, `v` as in its address.")
            .queries("v", "size")
            .to(this::photo),
        Route.delete(PHOTO)
            .by(Access.MEMBER)
            .doc("Takes a photo away.")
            .to(e -> {
              commons.removePhoto(e.standing(), e.pathId("id"), n(e));
              return Answer.empty();
            }));
  }

  private static int n(Exchange exchange) {
    String n = exchange.path("n");
    if (!n.matches("[0-3]")) {
      throw Refused.because(Refusal.NOT_FOUND);
    }
    return n.charAt(0) - '0';
  }

  private Answer putPhoto(Exchange exchange) {
    limits.take(Limit.PHOTOS, exchange.standing().member().toString());
    return Answer.ok(
        commons.putPhoto(
            exchange.standing(), exchange.pathId("id"), n(exchange), exchange.bytes()));
  }

  /// With the hash in its address a photo never changes; only the member's own cache may keep it.
  private Answer photo(Exchange exchange) {
    String hash = exchange.query("v").orElse("").toLowerCase(Locale.ROOT);
    boolean thumb = exchange.query("size").orElse("").equals("thumb");
    byte[] bytes =
        commons.photo(exchange.standing(), exchange.pathId("id"), n(exchange), hash, thumb);
    return Answer.of("image/jpeg", bytes)
        .header(
            "Cache-Control",
            hash.isEmpty() ? "private, no-cache" : "private, max-age=31536000, immutable");
  }

  private List<Route> missions() {
    return List.of(
        Route.post(MISSIONS)
            .by(Access.STEWARD)
            .doc("Begins a mission; at most five are open.")
            .takes(Mission.Draft.class)
            .creates(Mission.class)
            .to(e -> Answer.made(commons.open(e.standing(), e.body(Mission.Draft.class)))),
        Route.get(MISSIONS)
            .by(Access.MEMBER)
            .doc("Missions, those that end last first.")
            .lists(Mission.class)
            .to(e -> Answer.ok(commons.missions(e.standing(), e.limit(), e.cursor()))),
        Route.get(MISSION)
            .by(Access.MEMBER)
            .doc("One mission with its bar.")
            .answers(Mission.class)
            .to(e -> Answer.ok(commons.mission(e.standing(), e.pathId("id")))),
        Route.post(MISSION + "/close")
            .by(Access.STEWARD)
            .doc("Ends a mission with thanks.")
            .takes(Mission.Closing.class)
            .answers(Mission.class)
            .to(e ->
                Answer.ok(
                    commons.close(e.standing(), e.pathId("id"), e.body(Mission.Closing.class)))));
  }

  private Answer contribute(Exchange exchange) {
    limits.take(Limit.MESSAGES, exchange.standing().actor().toString());
    return Answer.made(
        commons.contribute(exchange.standing(), exchange.body(Contribution.Draft.class)));
  }

  private Answer give(Exchange exchange) {
    String who = exchange.standing().member().toString();
    limits.take(Limit.PAYMENTS, who);
    limits.take(Limit.PAYMENTS_DAY, who);
    return Answer.made(commons.give(exchange.standing(), exchange.body(Fund.Gift.class)));
  }

  private static long place(String cursor) {
    if (!cursor.matches("[0-9]{1,18}")) {
      throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
    }
    return Long.parseLong(cursor);
  }
}
