package org.coomunity.people.communities;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.RateLimits.Limit;
import org.coomunity.base.platform.http.Route;
import org.coomunity.people.members.Members;
import org.coomunity.people.members.NewMember;
import org.coomunity.people.members.Profile;
import org.jspecify.annotations.Nullable;

/// The routes of communities, invitations and joining.
final class CommunitiesHttp {
  static final String ONE = "/communities/{slug}";

  private final Communities communities;
  private final Members members;
  private final RateLimits limits;

  CommunitiesHttp(Communities communities, Members members, RateLimits limits) {
    this.communities = communities;
    this.members = members;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/members")
            .by(Access.PUBLIC)
            .doc("Joins with an invitation.")
            .takes(NewMember.class)
            .creates(Profile.class)
            .to(this::register),
        Route.get("/members/{handle}")
            .doc("The profile of somebody who shares a community with the one who asks.")
            .answers(Profile.class)
            .to(e -> Answer.ok(communities.profile(e.caller(), e.path("handle")))),
        Route.get("/invitations/{code}")
            .by(Access.PUBLIC)
            .doc("What the holder of an invitation may know before joining.")
            .answers(Invitation.Look.class)
            .to(e -> Answer.ok(communities.look(e.path("code")))),
        Route.post("/communities")
            .by(Access.OPERATOR)
            .doc("Opens a community with its currency and policy.")
            .takes(Community.Draft.class)
            .creates(Community.View.class)
            .to(e ->
                Answer.made(
                    communities
                        .open(e.caller(), e.body(Community.Draft.class))
                        .map(made -> view(made, null)))),
        Route.get("/communities")
            .doc("One's own communities, the first joined first; all of them for an operator.")
            .lists(Community.View.class)
            .to(this::mine),
        Route.get(ONE)
            .by(Access.SIGNED_IN)
            .doc("A community.")
            .answers(Community.View.class)
            .to(this::one),
        Route.post(ONE + "/invitations")
            .by(Access.SIGNED_IN)
            .doc("Invites somebody; the code is told once. An operator invites those who begin.")
            .takes(Invitation.Draft.class)
            .creates(Invitation.class)
            .to(this::invite),
        Route.get(ONE + "/invitations")
            .by(Access.MEMBER)
            .doc("One's own invitations, newest first.")
            .lists(Invitation.Line.class)
            .to(e ->
                Answer.ok(
                    communities.invitations(
                        e.standing(), e.cursor().map(CommunitiesHttp::id), e.limit()))),
        Route.delete(ONE + "/invitations/{id}")
            .by(Access.MEMBER)
            .doc("Takes one's own open invitation back; its gift returns.")
            .to(e -> {
              communities.withdraw(e.standing(), e.pathId("id"));
              return Answer.empty();
            }),
        Route.post(ONE + "/join")
            .doc("Joins one more community with an invitation.")
            .takes(Invitation.Join.class)
            .answers(Community.View.class)
            .to(this::join),
        Route.post(ONE + "/archive")
            .by(Access.ADMIN)
            .doc("Makes a community one that is only to be read.")
            .takes(Person.Goodbye.class)
            .to(e -> {
              Person.Goodbye said = e.body(Person.Goodbye.class);
              communities.archive(e.standing(), farewell(said), reason(said));
              return Answer.empty();
            }));
  }

  private Answer register(Exchange exchange) {
    limits.take(Limit.JOIN, exchange.remoteAddress());
    NewMember draft = exchange.body(NewMember.class);
    return Answer.made(
        communities.registered(draft).map(member -> members.profile(member.id()).orElseThrow()));
  }

  private Answer mine(Exchange exchange) {
    if (exchange.caller().operator()) {
      return Answer.ok(
          communities
              .communities(exchange.cursor(), exchange.limit())
              .map(community -> view(community, null)));
    }
    return Answer.ok(
        new Page<>(
            communities.membershipsOf(exchange.caller().member()).stream()
                .map(own -> view(communities.community(own.community()).orElseThrow(), own))
                .toList(),
            null));
  }

  private Answer one(Exchange exchange) {
    Community community = known(exchange);
    return Answer.ok(
        view(
            community,
            communities.membershipOf(community.id(), exchange.caller().member()).orElse(null)));
  }

  /// The community of the path for its members and for operators; others do not know of it.
  private Community known(Exchange exchange) {
    return communities
        .community(exchange.path("slug"))
        .filter(found -> exchange.caller().operator() || exchange.maybeStanding().isPresent())
        .orElseThrow(() -> Refused.because(Refusal.COMMUNITY_UNKNOWN));
  }

  private Community.View view(Community community, @Nullable Membership own) {
    Community.Money money = communities.money(community.id());
    return new Community.View(
        community.slug(),
        community.name(),
        community.country(),
        community.language().tag(),
        community.words(),
        community.archived(),
        money.currency(),
        money.policy(),
        own == null ? null : own.role().name(),
        own == null ? null : own.state().key());
  }

  private Answer invite(Exchange exchange) {
    limits.take(Limit.INVITATIONS, exchange.caller().handle());
    Invitation.Draft draft = exchange.body(Invitation.Draft.class);
    Optional<Standing> standing = exchange.maybeStanding();
    Community community = known(exchange);
    if (standing.isPresent()) {
      Refusal hold = standing.get().hold();
      if (hold != null) {
        throw Refused.because(hold);
      }
    }
    Made<Invitation> made =
        standing.isPresent()
            ? communities.invited(community, standing.get().no(), draft)
            : communities.inviteFounder(exchange.caller(), community, draft);
    return Answer.made(made).header("Cache-Control", "no-store");
  }

  private Answer join(Exchange exchange) {
    String code = exchange.body(Invitation.Join.class).invitation();
    if (!code.strip().toLowerCase(Locale.ROOT).startsWith(exchange.path("slug") + ".")) {
      throw Refused.field(Refusal.INVITATION_GONE, "invitation");
    }
    Membership own = communities.join(exchange.caller(), code);
    return Answer.ok(view(communities.community(own.community()).orElseThrow(), own));
  }

  static Farewell farewell(Person.Goodbye said) {
    return said.farewell() == null ? Farewell.SETTLE : Farewell.of(said.farewell());
  }

  static String reason(Person.Goodbye said) {
    return said.reason() == null ? "" : said.reason();
  }

  static UUID id(String cursor) {
    try {
      return UUID.fromString(cursor);
    } catch (IllegalArgumentException wrong) {
      throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
    }
  }
}
