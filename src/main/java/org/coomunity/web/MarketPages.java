package org.coomunity.web;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Place;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.json.Json;
import org.coomunity.base.translate.TranslateDoors;
import org.coomunity.exchange.lets.Exchange;
import org.coomunity.exchange.market.Listing;
import org.coomunity.exchange.market.ListingQuery;
import org.coomunity.exchange.market.Market;
import org.coomunity.exchange.market.Question;
import org.coomunity.exchange.trades.TradeDraft;
import org.coomunity.people.members.Profile;

/// ÜMarket: looking, keeping, asking, proposing.
final class MarketPages {
  private static final String KIND = "listing";
  private static final String FOLDER = "/market";
  private static final int PAGE = 18;
  private static final Set<String> RADII = Set.of("5", "10", "25", "50", "100");

  private final Pages pages;
  private final Web.Modules modules;
  private final Market market;
  private final Money money;
  private final Tongue tongue;
  private final RateLimits limits;

  MarketPages(Pages pages, Web.Modules modules, Money money, Tongue tongue, RateLimits limits) {
    this.tongue = tongue;
    this.pages = pages;
    this.modules = modules;
    this.market = modules.market();
    this.money = money;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        pages.get("/c/{slug}/market", visit -> list(visit.at("market"))),
        pages.get(
            "/c/{slug}/market/{id}", visit -> one(visit.at("market"), Form.EMPTY, Form.EMPTY)),
        pages.post("/c/{slug}/market/{id}/propose", visit -> propose(visit.at("market"))),
        tongue.route(pages, KIND, FOLDER),
        pages.post("/c/{slug}/market/{id}/keep", this::keep),
        pages.post("/c/{slug}/market/{id}/ask", visit -> ask(visit.at("market"))),
        pages.post("/c/{slug}/market/{id}/questions/{question}", this::answer));
  }

  private Answer list(Visit visit) {
    Standing standing = visit.standing();
    String only = visit.query("only", "");
    String by = visit.exchange().query("by").filter(handle -> !handle.isEmpty()).orElse(null);
    Place here = modules.members().profile(standing.member()).map(Profile::place).orElse(null);
    String radius = visit.query("radius", "");
    boolean near = here != null && RADII.contains(radius);
    ListingQuery query =
        new ListingQuery(
            visit.exchange().query("q").orElse(null),
            visit.exchange().query("side").orElse(null),
            null,
            visit.exchange().query("category").orElse(null),
            here,
            near ? Double.valueOf(radius) : null,
            visit
                .exchange()
                .query("sort")
                .filter(sort -> here != null || !sort.equals("near"))
                .orElse(null),
            only.equals("mine") ? standing.handle() : by,
            only.equals("kept"),
            visit.language());
    Page<Listing> found = market.listings(standing, query, PAGE, visit.exchange().cursor());
    return visit.show(
        "market",
        "ÜMarket",
        new MarketListPage(
            found.items(),
            money.exchange(standing.community()).unit(),
            visit.query("q", ""),
            visit.query("side", ""),
            visit.query("category", ""),
            near ? radius : "",
            visit.query("sort", ""),
            only,
            by == null ? "" : by,
            here != null,
            Market.categories(),
            found.next()));
  }

  /// The identifier the form was given, so that sending it twice makes one thing.
  static UUID id(Form form) {
    try {
      return Json.uuid(form.text("id"));
    } catch (IllegalArgumentException broken) {
      throw Refused.because(Refusal.STALE_PAGE);
    }
  }

  private Answer one(Visit visit, Form proposing, Form asking) {
    Standing standing = visit.standing();
    Listing listing = market.listing(standing, visit.id("id"));
    Exchange exchange = money.exchange(standing.community());
    int owner =
        modules
            .communities()
            .membership(standing.community(), listing.owner())
            .map(membership -> membership.no())
            .orElse(0);
    ListingPage page =
        new ListingPage(
            listing,
            tongue.view(
                visit,
                new TranslateDoors.Ref(KIND, standing.slug(), listing.id()),
                new TongueView.Original(
                    listing.title(),
                    listing.text(),
                    listing.language(),
                    FOLDER + "/" + listing.id())),
            exchange.unit(),
            exchange.policy().giftMode() || listing.price() == null,
            standing.role().includes(Role.MODERATOR),
            modules.trades().reputation(standing.community(), owner),
            market.questions(standing, listing.id()),
            proposing,
            asking);
    visit.hear("community:" + standing.slug());
    return proposing.faulty() || asking.faulty()
        ? visit.again("listing", listing.title(), page)
        : visit.show("listing", listing.title(), page);
  }

  private Answer propose(Visit visit) {
    Form form = visit.form();
    Standing standing = visit.standing();
    Listing listing = market.listing(standing, visit.id("id"));
    boolean offer = listing.side().equals("offer");
    try {
      TradeDraft draft =
          new TradeDraft(
              id(form),
              listing.id(),
              offer ? standing.handle() : listing.owner(),
              offer ? listing.owner() : standing.handle(),
              form.maybe("amount").map(Numbers::plain).orElse(null),
              form.maybe("quantity").map(text -> Numbers.whole(text, "quantity")).orElse(null),
              form.maybe("concept").orElse(listing.title()));
      UUID trade = modules.trades().propose(standing, draft).value().id();
      return visit.seeOtherIn("/trades/" + trade + "?said=proposed");
    } catch (Refused no) {
      return one(visit, form.refused(no, visit), Form.EMPTY);
    }
  }

  private Answer keep(Visit visit) {
    market.favour(visit.standing(), visit.id("id"), visit.form().text("keep").equals("yes"));
    return visit.seeOtherIn("/market/" + visit.id("id"));
  }

  private Answer ask(Visit visit) {
    Form form = visit.form();
    try {
      limits.take(RateLimits.Limit.MESSAGES, visit.standing().handle());
      market.ask(visit.standing(), visit.id("id"), new Question.Draft(id(form), form.text("text")));
      return visit.seeOtherIn("/market/" + visit.id("id") + "?said=asked#questions");
    } catch (Refused no) {
      return one(visit, Form.EMPTY, form.refused(no, visit));
    }
  }

  private Answer answer(Visit visit) {
    market.answer(
        visit.standing(),
        visit.id("id"),
        visit.id("question"),
        new Question.Reply(visit.form().text("text")));
    return visit.seeOtherIn("/market/" + visit.id("id") + "?said=answered#questions");
  }
}
