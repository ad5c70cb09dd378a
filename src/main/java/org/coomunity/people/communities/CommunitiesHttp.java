package org.coomunity.people.communities;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
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

/// The routes of communities, invitations, memberships and organisations.
final class CommunitiesHttp {
  private static final String ONE = "/communities/{slug}";
  private static final String MEMBER = ONE + "/members/{handle}";
  private static final String ORGANISATION = ONE + "/organisations/{handle}";

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
                    communities.open(e.body(Community.Draft.class)).map(made -> view(made, null)))),
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
        Route.post(ONE + "/leave")
            .by(Access.MEMBER)
            .doc("Leaves; the balance must be zero, or is given to the fund.")
            .takes(Person.Goodbye.class)
            .to(e -> {
              communities.leave(e.standing(), farewell(e.body(Person.Goodbye.class)));
              return Answer.empty();
            }),
        Route.post(ONE + "/archive")
            .by(Access.ADMIN)
            .doc("Makes a community one that is only to be read.")
            .takes(Person.Goodbye.class)
            .to(e -> {
              Person.Goodbye said = e.body(Person.Goodbye.class);
              communities.archive(e.standing(), farewell(said), reason(said));
              return Answer.empty();
            }),
        Route.get(ONE + "/members")
            .by(Access.MEMBER)
            .doc("Those who are inside, in the order in which they joined.")
            .lists(Person.class)
            .to(this::people),
        Route.get(MEMBER)
            .by(Access.MEMBER)
            .doc("One member.")
            .answers(Person.Detail.class)
            .to(e -> Answer.ok(communities.person(e.standing().community(), e.path("handle")))),
        Route.patch(MEMBER)
            .by(Access.ADMIN)
            .doc("Gives a member another role.")
            .takes(Person.Change.class)
            .answers(Person.Detail.class)
            .to(this::change),
        Route.delete(MEMBER)
            .by(Access.ADMIN)
            .doc("Takes a member out; `farewell` says what happens to their balance.")
            .queries("farewell", "reason")
            .to(this::remove),
        Route.post(MEMBER + "/suspend")
            .by(Access.STEWARD)
            .doc("Suspends a member: they read and do not act.")
            .takes(Person.Because.class)
            .answers(Person.Detail.class)
            .to(e -> suspend(e, true)),
        Route.post(MEMBER + "/restore")
            .by(Access.STEWARD)
            .doc("Lets a suspended member back.")
            .takes(Person.Because.class)
            .answers(Person.Detail.class)
            .to(e -> suspend(e, false)),
        Route.post(ONE + "/organisations")
            .by(Access.MEMBER)
            .doc("Founds an organisation; whoever founds it acts for it.")
            .takes(Organisation.Draft.class)
            .creates(Organisation.class)
            .to(this::found),
        Route.get(ORGANISATION)
            .by(Access.MEMBER)
            .doc("An organisation with those who act for it.")
            .answers(Organisation.class)
            .to(e -> Answer.ok(communities.organisation(e.standing(), e.path("handle")))),
        Route.put(ORGANISATION + "/people/{person}")
            .by(Access.MEMBER)
            .doc("Lets another member act for an organisation one acts for.")
            .answers(Organisation.class)
            .to(e -> act(e, true)),
        Route.delete(ORGANISATION + "/people/{person}")
            .by(Access.MEMBER)
            .doc("Lets somebody act for an organisation no longer; the last one stays.")
            .to(e -> {
              act(e, false);
              return Answer.empty();
            }));
  }

  private Answer register(Exchange exchange) {
    limits.take(Limit.JOIN, exchange.remoteAddress());
    NewMember draft = exchange.body(NewMember.class);
    return Answer.created(members.profile(communities.register(draft).id()).orElseThrow());
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
    Invitation made =
        standing.isPresent()
            ? communities.invite(standing.get(), draft)
            : communities.inviteFounder(community, draft);
    return Answer.created(made).header("Cache-Control", "no-store");
  }

  private Answer join(Exchange exchange) {
    String code = exchange.body(Invitation.Join.class).invitation();
    if (!code.strip().toLowerCase(Locale.ROOT).startsWith(exchange.path("slug") + ".")) {
      throw Refused.field(Refusal.INVITATION_GONE, "invitation");
    }
    Membership own = communities.join(exchange.caller(), code);
    return Answer.ok(view(communities.community(own.community()).orElseThrow(), own));
  }

  private Answer people(Exchange exchange) {
    int after = exchange.cursor().map(CommunitiesHttp::number).orElse(0);
    return Answer.ok(communities.people(exchange.standing().community(), after, exchange.limit()));
  }

  private Answer change(Exchange exchange) {
    Person.Change change = exchange.body(Person.Change.class);
    String handle = exchange.path("handle");
    if (change.role() != null) {
      Role role = CommunityRules.role(change.role());
      communities.role(exchange.standing(), handle, role);
    }
    return Answer.ok(communities.person(exchange.standing().community(), handle));
  }

  private Answer remove(Exchange exchange) {
    communities.remove(
        exchange.standing(),
        exchange.path("handle"),
        exchange.query("farewell").map(Farewell::of).orElse(Farewell.SETTLE),
        exchange.query("reason").orElse(""));
    return Answer.empty();
  }

  private Answer suspend(Exchange exchange, boolean suspended) {
    String handle = exchange.path("handle");
    communities.suspend(
        exchange.standing(), handle, suspended, exchange.body(Person.Because.class).reason());
    return Answer.ok(communities.person(exchange.standing().community(), handle));
  }

  private Answer found(Exchange exchange) {
    Organisation.Draft draft = exchange.body(Organisation.Draft.class);
    communities.found(exchange.standing(), draft);
    return Answer.created(communities.organisation(exchange.standing(), draft.handle()));
  }

  private Answer act(Exchange exchange, boolean acts) {
    return Answer.ok(
        communities.act(
            exchange.standing(), exchange.path("handle"), exchange.path("person"), acts));
  }

  private static Farewell farewell(Person.Goodbye said) {
    return said.farewell() == null ? Farewell.SETTLE : Farewell.of(said.farewell());
  }

  private static String reason(Person.Goodbye said) {
    return said.reason() == null ? "" : said.reason();
  }

  private static UUID id(String cursor) {
    try {
      return UUID.fromString(cursor);
    } catch (IllegalArgumentException wrong) {
      throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
    }
  }

  private static int number(String cursor) {
    if (!cursor.matches("[0-9]{1,9}")) {
      throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
    }
    return Integer.parseInt(cursor);
  }
}
