package org.coomunity.web;

import java.util.List;
import java.util.Optional;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Route;
import org.coomunity.decisions.governance.Governance;
import org.coomunity.exchange.lets.AccountView;
import org.coomunity.exchange.lets.Exchange;
import org.coomunity.exchange.market.Listing;
import org.coomunity.exchange.market.ListingQuery;
import org.coomunity.exchange.market.Market;
import org.coomunity.people.announcements.Announcements;
import org.coomunity.people.communities.Communities;
import org.jspecify.annotations.Nullable;

/// Where everybody begins: strangers with what this is, members with their community.
final class HomePages {
  private static final int QUESTIONS = 5;
  private static final int ANNOUNCED = 3;
  private static final int VOTES = 3;
  private static final int WANTS = 3;
  private static final int OFFERS = 6;

  /// The walk through the community is offered once in each browser; whoever asks sees it again.
  private static final String TOUR = "tour";

  private static final String TOUR_STEP = "[1-5]";

  private final Pages pages;
  private final Communities communities;
  private final Announcements announcements;
  private final Governance governance;
  private final Market market;
  private final Money money;

  HomePages(Pages pages, Web.Modules modules, Money money) {
    this.pages = pages;
    this.communities = modules.communities();
    this.announcements = modules.announcements();
    this.governance = modules.governance();
    this.market = modules.market();
    this.money = money;
  }

  List<Route> routes() {
    return List.of(
        pages.open("GET", "", this::start),
        pages.get("/c/{slug}", visit -> home(visit.at("home"))));
  }

  private Answer start(Visit visit) {
    Shell.Home home = visit.maybeCaller().map(caller -> pages.homeOf(visit)).orElse(null);
    boolean operator = visit.maybeCaller().filter(Caller::operator).isPresent();
    if (home == null && operator) {
      return visit.seeOther("/operator");
    }
    return home == null
        ? visit.show("welcome", visit.t("welcome.title"), new WelcomePage(Form.EMPTY))
        : visit.seeOther("/c/" + home.slug());
  }

  private Answer home(Visit visit) {
    Standing standing = visit.standing();
    Exchange exchange = money.exchange(standing.community());
    AccountView account = money.account(standing, standing.handle()).orElseThrow();
    HomePage page =
        new HomePage(
            exchange.unit(),
            exchange.policy(),
            announcements.list(standing, false, ANNOUNCED, Optional.empty()).items(),
            standing.role().includes(Role.STEWARD),
            money.fund(exchange),
            communities.size(standing.community()),
            awaited(standing),
            governance.waiting(standing, VOTES),
            newest(visit, standing, "want", WANTS),
            newest(visit, standing, "offer", OFFERS),
            money.scale(visit.language(), exchange, standing.community(), standing.no()),
            Money.wallet(exchange.unit(), account),
            tour(visit));
    Answer answer =
        visit.hear("community:" + standing.slug()).show("home", visit.t("nav.home"), page);
    return page.tour() == 0 ? answer : Pages.remember(answer, visit.exchange(), TOUR, "seen");
  }

  /// True while the community asks something that this member has not voted on.
  private boolean awaited(Standing standing) {
    return communities.takeovers(standing, Optional.empty(), QUESTIONS).items().stream()
        .anyMatch(question -> question.state().equals("open") && question.vote() == null);
  }

  private static int tour(Visit visit) {
    boolean seen = Pages.cookie(visit.exchange(), TOUR).isPresent();
    return visit
        .exchange()
        .query(TOUR)
        .filter(step -> step.matches(TOUR_STEP))
        .map(Integer::parseInt)
        .orElse(seen ? 0 : 1);
  }

  private List<Listing> newest(Visit visit, Standing standing, @Nullable String side, int most) {
    ListingQuery query =
        new ListingQuery(null, side, null, null, null, null, null, null, false, visit.language());
    return market.listings(standing, query, most, Optional.empty()).items();
  }
}
