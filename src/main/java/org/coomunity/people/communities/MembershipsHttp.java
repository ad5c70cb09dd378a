package org.coomunity.people.communities;

import java.util.List;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.Route;
import org.coomunity.people.members.AuditLine;
import org.coomunity.people.members.Members;

/// The routes of those who are inside a community: the list, roles, suspension, leaving, removal,
/// and organisations.
final class MembershipsHttp {
  private static final String ONE = CommunitiesHttp.ONE;
  private static final String MEMBER = ONE + "/members/{handle}";
  private static final String ORGANISATION = ONE + "/organisations/{handle}";

  /// Whom somebody blocks.
  record Blocked(String handle) {}

  private final Communities communities;
  private final Members members;

  MembershipsHttp(Communities communities, Members members) {
    this.communities = communities;
    this.members = members;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/me/blocks")
            .doc("Blocks somebody one shares a community with.")
            .takes(Blocked.class)
            .to(this::block),
        Route.get(ONE + "/audit")
            .by(Access.STEWARD)
            .doc("Privileged acts in the community, newest first.")
            .lists(AuditLine.class)
            .to(e ->
                Answer.ok(
                    members.audit(
                        e.standing().community(), e.cursor().map(CommunitiesHttp::id), e.limit()))),
        Route.post(ONE + "/leave")
            .doc("Leaves; the balance must be zero, or is given to the fund.")
            .takes(Person.Goodbye.class)
            .to(this::leave),
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

  private Answer block(Exchange exchange) {
    Caller caller = exchange.caller();
    String handle = exchange.body(Blocked.class).handle();
    communities.profile(caller, handle);
    members.block(caller.member(), handle, true);
    return Answer.empty();
  }

  /// Somebody who is suspended may go; an archived community stays as it is.
  private Answer leave(Exchange exchange) {
    Standing standing = exchange.standing();
    if (standing.hold() == Refusal.COMMUNITY_ARCHIVED) {
      throw Refused.because(Refusal.COMMUNITY_ARCHIVED);
    }
    communities.leave(standing, CommunitiesHttp.farewell(exchange.body(Person.Goodbye.class)));
    return Answer.empty();
  }

  private Answer people(Exchange exchange) {
    int after = exchange.cursor().map(MembershipsHttp::number).orElse(0);
    return Answer.ok(communities.people(exchange.standing(), after, exchange.limit()));
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

  private static int number(String cursor) {
    if (!cursor.matches("[0-9]{1,9}")) {
      throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
    }
    return Integer.parseInt(cursor);
  }
}
