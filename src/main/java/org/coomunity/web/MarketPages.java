package org.coomunity.web;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange.FormFile;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.json.Json;
import org.coomunity.exchange.lets.Exchange;
import org.coomunity.exchange.market.Listing;
import org.coomunity.exchange.market.ListingChange;
import org.coomunity.exchange.market.ListingDraft;
import org.coomunity.exchange.market.ListingKind;
import org.coomunity.exchange.market.ListingQuery;
import org.coomunity.exchange.market.Market;
import org.coomunity.exchange.market.Question;
import org.coomunity.exchange.trades.TradeDraft;

/// ÜMarket: looking, publishing, asking, proposing.
final class MarketPages {
  private static final int PAGE = 18;
  private static final int PHOTOS = 4;
  private static final int UPLOAD = 17 * 1024 * 1024;

  private final Pages pages;
  private final Web.Modules modules;
  private final Market market;
  private final Money money;
  private final RateLimits limits;

  MarketPages(Pages pages, Web.Modules modules, Money money, RateLimits limits) {
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
            "/c/{slug}/market/new",
            visit -> form(visit.at("market"), Form.with("side", visit.query("side", "offer")))),
        pages.upload("/c/{slug}/market/new", UPLOAD, visit -> publish(visit.at("market"))),
        pages.get(
            "/c/{slug}/market/{id}", visit -> one(visit.at("market"), Form.EMPTY, Form.EMPTY)),
        pages.post("/c/{slug}/market/{id}/propose", visit -> propose(visit.at("market"))),
        pages.post("/c/{slug}/market/{id}/keep", this::keep),
        pages.post("/c/{slug}/market/{id}/state", this::state),
        pages.post("/c/{slug}/market/{id}/ask", visit -> ask(visit.at("market"))),
        pages.post("/c/{slug}/market/{id}/questions/{question}", this::answer));
  }

  private Answer list(Visit visit) {
    Standing standing = visit.standing();
    String only = visit.query("only", "");
    ListingQuery query =
        new ListingQuery(
            visit.exchange().query("q").orElse(null),
            visit.exchange().query("side").orElse(null),
            null,
            visit.exchange().query("category").orElse(null),
            null,
            null,
            null,
            only.equals("mine") ? standing.handle() : null,
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
            only,
            Market.categories(),
            found.next()));
  }

  private Answer form(Visit visit, Form form) {
    Exchange exchange = money.exchange(visit.standing().community());
    NewListingPage page =
        new NewListingPage(
            form,
            exchange.unit(),
            exchange.policy().giftMode(),
            Arrays.stream(ListingKind.values()).map(Enum::name).toList(),
            Market.categories());
    String title = visit.t("new.title");
    return form.faulty()
        ? visit.again("market-new", title, page)
        : visit.show("market-new", title, page);
  }

  private Answer publish(Visit visit) {
    Form form = visit.form();
    Standing standing = visit.standing();
    try {
      limits.take(RateLimits.Limit.LISTINGS, standing.handle());
      Listing made = market.publish(standing, draft(form, visit), visit.language()).value();
      photos(visit, made);
      return visit.seeOtherIn("/market/" + made.id() + "?said=published");
    } catch (Refused no) {
      return form(visit, form.refused(no, visit));
    }
  }

  private void photos(Visit visit, Listing listing) {
    List<FormFile> files =
        visit.exchange().files().stream().filter(file -> file.bytes().length > 0).toList();
    for (int n = 0; n < Math.min(PHOTOS, files.size()); n++) {
      limits.take(RateLimits.Limit.PHOTOS, visit.standing().handle());
      market.putPhoto(visit.standing(), listing.id(), n, files.get(n).bytes());
    }
  }

  private static ListingDraft draft(Form form, Visit visit) {
    ListingKind kind;
    try {
      kind = ListingKind.valueOf(form.text("kind"));
    } catch (IllegalArgumentException unknown) {
      throw Refused.field(Refusal.FIELD_MISSING, "kind");
    }
    return new ListingDraft(
        id(form),
        form.text("side"),
        kind,
        form.text("category"),
        form.text("title"),
        form.text("text"),
        kind == ListingKind.GIFT ? null : form.maybe("price").map(Numbers::plain).orElse(null),
        form.maybe("quantity").map(text -> Numbers.whole(text, "quantity")).orElse(null),
        null,
        Arrays.stream(form.text("tags").split(",", -1))
            .map(String::strip)
            .filter(tag -> !tag.isEmpty())
            .toList(),
        visit.language().tag(),
        null);
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
            exchange.unit(),
            exchange.policy().giftMode() || listing.price() == null,
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

  private Answer state(Visit visit) {
    String wish = visit.form().text("wish");
    ListingChange change =
        new ListingChange(
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            wish.equals("renew") ? null : wish,
            wish.equals("renew") ? Boolean.TRUE : null);
    market.change(visit.standing(), visit.id("id"), change);
    return visit.seeOtherIn("/market/" + visit.id("id") + "?said=saved");
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
