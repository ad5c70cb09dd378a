package org.coomunity.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Place;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange.FormFile;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.exchange.lets.Exchange;
import org.coomunity.exchange.market.Listing;
import org.coomunity.exchange.market.ListingChange;
import org.coomunity.exchange.market.ListingDraft;
import org.coomunity.exchange.market.ListingKind;
import org.coomunity.exchange.market.Market;
import org.coomunity.exchange.market.Photo;
import org.coomunity.people.members.Members;
import org.coomunity.people.members.Profile;
import org.jspecify.annotations.Nullable;

/// One's own listings: publishing, changing, photos, pausing, renewing, deleting.
final class ListingPages {
  private static final int PHOTOS_AT_ONCE = 4;
  private static final int PHOTOS_MOST = 8;
  private static final int UPLOAD = 17 * 1024 * 1024;

  private final Pages pages;
  private final Members members;
  private final Market market;
  private final Money money;
  private final RateLimits limits;

  ListingPages(Pages pages, Web.Modules modules, Money money, RateLimits limits) {
    this.pages = pages;
    this.members = modules.members();
    this.market = modules.market();
    this.money = money;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        pages.get("/c/{slug}/market/new", visit -> fresh(visit.at("market"))),
        pages.upload("/c/{slug}/market/new", UPLOAD, visit -> publish(visit.at("market"))),
        pages.get("/c/{slug}/market/{id}/edit", visit -> edit(visit.at("market"))),
        pages.upload("/c/{slug}/market/{id}/edit", UPLOAD, visit -> change(visit.at("market"))),
        pages.post("/c/{slug}/market/{id}/state", this::state),
        pages.post("/c/{slug}/market/{id}/remove", this::remove));
  }

  private Answer fresh(Visit visit) {
    return form(visit, Form.with("side", visit.query("side", "offer")), null);
  }

  private Answer form(Visit visit, Form form, @Nullable Listing listing) {
    Standing standing = visit.standing();
    Exchange exchange = money.exchange(standing.community());
    NewListingPage page =
        new NewListingPage(
            form,
            exchange.unit(),
            exchange.policy().giftMode(),
            Arrays.stream(ListingKind.values()).map(Enum::name).toList(),
            Market.categories(),
            place(standing).isPresent(),
            listing);
    return visit.form(
        "market-new", visit.t(listing == null ? "new.title" : "edit.title"), form, page);
  }

  private Optional<Place> place(Standing standing) {
    return members.profile(standing.member()).map(Profile::place);
  }

  private Answer publish(Visit visit) {
    Form form = visit.form();
    Standing standing = visit.standing();
    Made<Listing> made;
    try {
      limits.take(RateLimits.Limit.LISTINGS, standing.handle());
      made = market.publish(standing, draft(form, visit), visit.language());
    } catch (Refused no) {
      return form(visit, form.refused(no, visit), null);
    }
    // sent once more, its photos take the places they have
    Set<Integer> taken = made.replay() ? Set.of() : taken(made.value());
    return photographed(visit, made.value(), taken, "published");
  }

  private ListingDraft draft(Form form, Visit visit) {
    ListingKind kind = kind(form);
    return new ListingDraft(
        MarketPages.id(form),
        form.text("side"),
        kind,
        form.text("category"),
        form.text("title"),
        form.text("text"),
        kind == ListingKind.GIFT ? null : form.maybe("price").map(Numbers::plain).orElse(null),
        form.maybe("quantity").map(text -> Numbers.whole(text, "quantity")).orElse(null),
        form.ticked("place") ? place(visit.standing()).orElse(null) : null,
        tags(form),
        visit.language().tag(),
        null);
  }

  private static ListingKind kind(Form form) {
    try {
      return ListingKind.valueOf(form.text("kind"));
    } catch (IllegalArgumentException unknown) {
      throw Refused.field(Refusal.FIELD_MISSING, "kind");
    }
  }

  private static List<String> tags(Form form) {
    return Arrays.stream(form.text("tags").split(Form.COMMAS, -1))
        .map(String::strip)
        .filter(tag -> !tag.isEmpty())
        .toList();
  }

  /// Puts the photos of a form where there is room. What was written is kept when one of them
  /// cannot be read: the page to change it says why.
  private Answer photographed(Visit visit, Listing listing, Set<Integer> taken, String said) {
    Standing standing = visit.standing();
    String at = "/market/" + listing.id();
    List<FormFile> files =
        visit.exchange().files().stream().filter(file -> file.bytes().length > 0).toList();
    try {
      int n = 0;
      for (FormFile file : files.subList(0, Math.min(PHOTOS_AT_ONCE, files.size()))) {
        while (taken.contains(n)) {
          n++;
        }
        if (n < PHOTOS_MOST) {
          limits.take(RateLimits.Limit.PHOTOS, standing.handle());
          market.putPhoto(standing, listing.id(), n, file.bytes());
          n++;
        }
      }
    } catch (Refused no) {
      return visit.seeOtherIn(at + "/edit?photo=" + no.refusal().code());
    }
    return visit.seeOtherIn(at + "?said=" + said);
  }

  private static Set<Integer> taken(Listing listing) {
    return listing.photos().stream().map(Photo::n).collect(Collectors.toSet());
  }

  private Listing own(Visit visit) {
    Listing listing = market.listing(visit.standing(), visit.id("id"));
    if (!listing.mine()) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    return listing;
  }

  private Answer edit(Visit visit) {
    Listing listing = own(visit);
    Form form =
        Form.with(
            "title", listing.title(),
            "kind", listing.kind().name(),
            "category", listing.category(),
            "text", listing.text(),
            "price", listing.price() == null ? "" : listing.price(),
            "quantity", listing.quantity() == null ? "" : listing.quantity().toString(),
            "tags", String.join(", ", listing.tags()));
    String code = visit.query("photo", "");
    for (Refusal refusal : Refusal.values()) {
      if (refusal.code().equals(code)) {
        form = form.wrong("photos", visit.t("refusal." + code));
      }
    }
    return form(visit, form, listing);
  }

  private Answer change(Visit visit) {
    Form form = visit.form();
    Standing standing = visit.standing();
    Listing listing = own(visit);
    try {
      ListingKind kind = kind(form);
      market.change(
          standing,
          listing.id(),
          new ListingChange(
              kind,
              form.text("category"),
              form.text("title"),
              form.text("text"),
              kind == ListingKind.GIFT ? "0" : form.maybe("price").map(Numbers::plain).orElse("0"),
              form.maybe("quantity").map(text -> Numbers.whole(text, "quantity")).orElse(null),
              form.ticked("place") ? place(standing).orElse(null) : null,
              tags(form),
              null,
              null,
              null,
              dropped(form)));
      for (Photo photo : listing.photos()) {
        if (form.ticked("drop" + photo.n())) {
          market.removePhoto(standing, listing.id(), photo.n());
        }
      }
    } catch (Refused no) {
      return form(visit, form.refused(no, visit), listing);
    }
    Listing changed = market.listing(standing, listing.id());
    return photographed(visit, changed, taken(changed), "saved");
  }

  /// What the form was sent without, and the listing may have had.
  private static List<String> dropped(Form form) {
    return Stream.of(
            form.ticked("place") ? "" : "place",
            form.maybe("quantity").map(q -> "").orElse("quantity"))
        .filter(field -> !field.isEmpty())
        .toList();
  }

  private Answer state(Visit visit) {
    String wish = visit.form().text("wish");
    boolean renew = wish.equals("renew");
    ListingChange change = ListingChange.state(renew ? null : wish, renew ? Boolean.TRUE : null);
    market.change(visit.standing(), visit.id("id"), change);
    return visit.seeOtherIn("/market/" + visit.id("id") + "?said=saved");
  }

  /// The owner, or a moderator; the module decides.
  private Answer remove(Visit visit) {
    market.remove(visit.standing(), visit.id("id"));
    return visit.seeOtherIn("/market?said=removed");
  }
}
