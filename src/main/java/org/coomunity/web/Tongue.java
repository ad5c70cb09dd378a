package org.coomunity.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.translate.Translate;
import org.coomunity.base.translate.TranslateDoors;
import org.coomunity.base.translate.Translation;
import org.jspecify.annotations.Nullable;

/// What members wrote in the language of its reader: translated when they ask, the original one tap
/// away.
final class Tongue {
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
  private final RateLimits limits;

  Tongue(Translate translate, RateLimits limits) {
    this.translate = translate;
    this.limits = limits;
  }

  /// The form under a text.
  ///
  /// @param kind of the text
  /// @param folder where texts of this kind stand in a community
  Route route(Pages pages, String kind, String folder) {
    return pages.post("/c/{slug}" + folder + "/{id}/translate", visit -> ask(visit, kind, folder));
  }

  private Answer ask(Visit visit, String kind, String folder) {
    String back = folder + "/" + visit.id("id") + "?";
    Caller caller = visit.caller();
    TranslateDoors.Ref ref = new TranslateDoors.Ref(kind, visit.standing().slug(), visit.id("id"));
    try {
      limits.take(RateLimits.Limit.TRANSLATIONS, caller.member().toString());
      for (String field : new String[] {"title", "text"}) {
        Translate.Answered answered = translate.stored(caller, ref, field, visit.language());
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

  /// What the page of a text says about its language; null when it is the reader's own.
  @Nullable TongueView view(Visit visit, TranslateDoors.Ref ref, TongueView.Original original) {
    Language reader = visit.language();
    Language language = Language.of(original.tag()).orElse(Language.ES);
    if (language == reader) {
      return null;
    }
    boolean shown = visit.query(SHOWN, "").equals("yes") && translate.available();
    return new TongueView(
        original,
        name(language.tag(), visit),
        translate.available(),
        shown ? known(visit, ref, "title", original).orElse(null) : null,
        shown ? known(visit, ref, "text", original).orElse(null) : null,
        NOTES.getOrDefault(visit.query(WHY, ""), ""));
  }

  /// A language in words of the reader's.
  static String name(String tag, Visit visit) {
    return Locale.of(tag).getDisplayLanguage(visit.language().locale());
  }

  private Optional<Translation> known(
      Visit visit, TranslateDoors.Ref ref, String field, TongueView.Original original) {
    String body = field.equals("title") ? original.title() : original.text();
    if (body.isBlank()) {
      String tag = visit.language().tag();
      return Optional.of(new Translation("", "", true, original.tag(), tag, List.of()));
    }
    return translate.known(visit.caller(), ref, field, visit.language());
  }
}
