package org.coomunity.web;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.translate.Translate;
import org.coomunity.base.translate.Translation;
import org.coomunity.exchange.market.Listing;
import org.jspecify.annotations.Nullable;

/// A listing in the language of its reader: translated when they ask, the original one tap away.
final class ListingTongue {
  private static final String SHOWN = "translated";
  private static final String WHY = "why";

  /// Why there is no translation, by the code of the refusal, as a sentence for the reader.
  private static final Map<String, String> NOTES =
      Map.of(
          "no_provider", "translate.off",
          "consent_missing", "translate.consent",
          "budget_spent", "refusal.budget_spent",
          "busy", "refusal.busy",
          "too_many", "refusal.too_many",
          "waits", "translate.waits");

  private final Translate translate;
  private final @Nullable RateLimits limits;

  ListingTongue(Translate translate, @Nullable RateLimits limits) {
    this.translate = translate;
    this.limits = limits;
  }

  Route route(Pages pages) {
    return pages.post("/c/{slug}/market/{id}/translate", this::ask);
  }

  private Answer ask(Visit visit) {
    String back = "/market/" + visit.id("id") + "?";
    Caller caller = visit.caller();
    String slug = visit.standing().slug();
    try {
      if (limits != null) {
        limits.take(RateLimits.Limit.TRANSLATIONS, caller.member().toString());
      }
      for (String field : new String[] {"title", "text"}) {
        Translate.Answered answered =
            translate.listing(caller, slug, visit.id("id"), field, visit.language());
        if (answered.translation().isEmpty()) {
          return visit.seeOtherIn(back + WHY + "=waits");
        }
      }
      return visit.seeOtherIn(back + SHOWN + "=yes");
    } catch (Refused no) {
      if (!NOTES.containsKey(no.refusal().code())) {
        throw no;
      }
      return visit.seeOtherIn(back + WHY + "=" + no.refusal().code());
    }
  }

  /// What the page of a listing says about its language; null when it is the reader's own.
  @Nullable TongueView view(Visit visit, Listing listing) {
    Language reader = visit.language();
    Language language = Language.of(listing.language()).orElse(Language.ES);
    if (language == reader) {
      return null;
    }
    boolean shown = visit.query(SHOWN, "").equals("yes") && translate.available();
    return new TongueView(
        name(language.tag(), visit),
        translate.available(),
        shown ? known(visit, listing, "title", listing.title()).orElse(null) : null,
        shown ? known(visit, listing, "text", listing.text()).orElse(null) : null,
        NOTES.getOrDefault(visit.query(WHY, ""), ""));
  }

  /// A language in words of the reader's.
  static String name(String tag, Visit visit) {
    return Locale.of(tag).getDisplayLanguage(visit.language().locale());
  }

  private Optional<Translation> known(Visit visit, Listing listing, String field, String body) {
    UUID id = listing.id();
    String slug = visit.standing().slug();
    if (body.isBlank()) {
      String tag = visit.language().tag();
      return Optional.of(
          new Translation("", "", true, listing.language(), tag, java.util.List.of()));
    }
    return translate.knownListing(visit.caller(), slug, id, field, visit.language());
  }
}
