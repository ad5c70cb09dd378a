package org.coomunity.web;

import java.util.List;
import java.util.Optional;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.exchange.lets.Exchange;
import org.coomunity.exchange.market.ListingQuery;
import org.coomunity.people.communities.Community;
import org.coomunity.people.communities.Invitation;
import org.coomunity.people.communities.Membership;
import org.coomunity.people.communities.Organisation;
import org.coomunity.people.communities.Person;
import org.coomunity.people.directory.Card;
import org.coomunity.people.members.MemberKind;
import org.jspecify.annotations.Nullable;

/// The people of a community: all of them, one of them, and inviting one more.
final class PeoplePages {
  private static final int PEOPLE = 12;
  private static final int LISTINGS = 6;
  private static final int RATINGS = 20;
  private static final int WORDS = 5;
  private static final int VOTES = 5;
  private static final int INVITATIONS = 20;

  /// Who came last is welcomed first.
  private static final Card.Wish NEWEST =
      new Card.Wish(null, null, null, null, null, false, false, "newest");

  private final Pages pages;
  private final Web.Modules modules;
  private final Money money;
  private final RateLimits limits;

  PeoplePages(Pages pages, Web.Modules modules, Money money, RateLimits limits) {
    this.pages = pages;
    this.modules = modules;
    this.money = money;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        pages.get("/c/{slug}/community", visit -> community(visit.at("community"))),
        pages.get("/c/{slug}/people/{handle}", visit -> person(visit.at("community"))),
        pages.post("/c/{slug}/people/{handle}/block", this::block),
        pages.get("/c/{slug}/invite", visit -> invite(visit.at("community"), Form.EMPTY, null)),
        pages.post("/c/{slug}/invite", visit -> invited(visit.at("community"))),
        pages.post("/c/{slug}/invitations/{id}/withdraw", this::withdraw));
  }

  private Answer community(Visit visit) {
    Standing standing = visit.standing();
    Community community =
        modules
            .communities()
            .community(standing.community())
            .orElseThrow(() -> Refused.because(Refusal.COMMUNITY_UNKNOWN));
    Exchange exchange = money.exchange(standing.community());
    CommunityPage page =
        new CommunityPage(
            community,
            exchange.unit(),
            exchange.policy(),
            money.fund(exchange),
            money.indicators(standing.community()),
            modules.communities().size(standing.community()),
            modules.directory().cards(standing, NEWEST, PEOPLE, Optional.empty()).items(),
            standing.role().includes(Role.STEWARD),
            standing.role().includes(Role.ADMIN));
    return visit
        .hear("community:" + standing.slug())
        .show("community", visit.t("nav.community"), page);
  }

  private Answer person(Visit visit) {
    Standing standing = visit.standing();
    String handle = visit.exchange().path("handle");
    Person.Detail person = modules.communities().person(standing.community(), handle);
    Membership membership =
        modules
            .communities()
            .membership(standing.community(), handle)
            .orElseThrow(() -> Refused.because(Refusal.MEMBER_UNKNOWN));
    Exchange exchange = money.exchange(standing.community());
    boolean mine = membership.no() == standing.no();
    boolean open = mine || exchange.policy().openBooks();
    ListingQuery theirs =
        new ListingQuery(null, null, null, null, null, null, null, handle, false, visit.language());
    PersonPage page =
        new PersonPage(
            person,
            exchange.unit(),
            modules.trades().reputation(standing.community(), membership.no()),
            modules.merits().reputation(standing, handle, Optional.empty(), 1, Optional.empty()),
            modules.merits().trustVotes(standing, handle, VOTES, Optional.empty()).items(),
            modules.trades().ratingsOf(standing.community(), membership.no(), RATINGS).stream()
                .filter(rating -> !rating.text().isBlank())
                .limit(WORDS)
                .toList(),
            modules.market().listings(standing, theirs, LISTINGS, Optional.empty()).items(),
            open
                ? money.scale(visit.language(), exchange, standing.community(), membership.no())
                : null,
            modules.members().blocked(standing.member(), membership.member()),
            mine,
            !mine && standing.role().includes(Role.STEWARD),
            actors(standing, person));
    return visit.show("person", person.profile().displayName(), page);
  }

  private @Nullable Organisation actors(Standing standing, Person.Detail person) {
    return person.profile().kind() == MemberKind.ORGANISATION
        ? modules.communities().organisation(standing, person.profile().handle())
        : null;
  }

  private Answer block(Visit visit) {
    String handle = visit.exchange().path("handle");
    boolean blocks = visit.form().text("block").equals("yes");
    modules.members().block(visit.caller().member(), handle, blocks);
    return visit.seeOtherIn("/people/" + handle + "?said=" + (blocks ? "apart" : "near"));
  }

  private Answer invite(Visit visit, Form form, @Nullable Invitation made) {
    Exchange exchange = money.exchange(visit.standing().community());
    String qr = made == null ? "" : modules.lets().qr(made.url());
    InvitePage page =
        new InvitePage(
            exchange.unit(),
            !exchange.policy().giftMode(),
            form,
            made,
            modules
                .communities()
                .invitations(visit.standing(), visit.cursorId(), INVITATIONS)
                .items(),
            WalletPages.picture(qr));
    return form.faulty()
        ? visit.again("invite", visit.t("invite.title"), page)
        : visit
            .show("invite", visit.t("invite.title"), page)
            .header("Cache-Control", "private, no-store");
  }

  private Answer withdraw(Visit visit) {
    modules.communities().withdraw(visit.standing(), visit.id("id"));
    return visit.seeOtherIn("/invite?said=withdrawn");
  }

  /// The code is told once, in the answer itself.
  private Answer invited(Visit visit) {
    Form form = visit.form();
    Standing standing = visit.standing();
    try {
      limits.take(RateLimits.Limit.INVITATIONS, standing.handle());
      Invitation made =
          modules
              .communities()
              .invite(
                  standing,
                  new Invitation.Draft(
                      null,
                      form.maybe("gift").map(Numbers::plain).orElse(null),
                      null,
                      form.text("text"),
                      null));
      return invite(visit, Form.EMPTY, made);
    } catch (Refused no) {
      return invite(visit, form.refused(no, visit), null);
    }
  }
}
