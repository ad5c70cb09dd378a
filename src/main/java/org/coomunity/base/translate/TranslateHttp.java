package org.coomunity.base.translate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.json.Json;

/// `/translations`, and the queue of a community for its stewards.
final class TranslateHttp {
  private static final int REF_PARTS = 3;
  private static final Set<String> KINDS = Set.of("listing", "announcement");

  /// A person's translation.
  record Draft(String body) {}

  private TranslateHttp() {}

  static List<Route> routes(Translate translate, RateLimits limits) {
    return List.of(
        Route.post("/translations")
            .doc("A text in another language: one of the platform by ref, or one's own.")
            .takes(TranslationAsk.class)
            .answers(Translation.class)
            .to(exchange -> {
              limits.take(RateLimits.Limit.TRANSLATIONS, exchange.caller().member().toString());
              return answer(wished(translate, exchange));
            }),
        Route.get("/communities/{slug}/translations/queue")
            .by(Access.STEWARD)
            .doc("Texts that no provider translated by the rules, oldest first.")
            .queries("state")
            .lists(QueuedText.class)
            .to(exchange ->
                Answer.ok(
                    translate.queue(
                        exchange.standing(),
                        exchange.query("state").orElse("NEEDS_PERSON"),
                        exchange.limit(),
                        exchange.cursor()))),
        Route.post("/communities/{slug}/translations/queue/{id}")
            .by(Access.STEWARD)
            .doc("A person's translation of a queued text; the same rules prove it.")
            .takes(Draft.class)
            .to(exchange -> written(translate, exchange)));
  }

  private static Translate.Answered wished(Translate translate, Exchange exchange) {
    TranslationAsk ask = exchange.body(TranslationAsk.class);
    Language to = language(ask.to(), "to");
    if (ask.ref() != null) {
      String[] parts = ask.ref().split(":", -1);
      if (parts.length != REF_PARTS || !KINDS.contains(parts[0])) {
        throw Refused.field(Refusal.FIELD_FORMAT, "ref");
      }
      if (ask.field() == null) {
        throw Refused.field(Refusal.FIELD_MISSING, "field");
      }
      TranslateDoors.Ref ref = new TranslateDoors.Ref(parts[0], parts[1], id(parts[2]));
      return translate.stored(exchange.caller(), ref, ask.field(), to);
    }
    if (ask.text() == null || ask.from() == null) {
      throw Refused.field(Refusal.FIELD_MISSING, ask.text() == null ? "text" : "from");
    }
    if (ask.text().length() > Translate.TEXT_MOST) {
      throw Refused.field(Refusal.FIELD_LENGTH, "text");
    }
    return translate.own(exchange.caller(), ask.text(), language(ask.from(), "from"), to);
  }

  private static UUID id(String text) {
    try {
      return Json.uuid(text);
    } catch (IllegalArgumentException broken) {
      throw Refused.field(Refusal.FIELD_FORMAT, "ref");
    }
  }

  private static Language language(String tag, String field) {
    return Language.of(tag.length() <= 35 ? tag : "")
        .orElseThrow(() -> Refused.field(Refusal.LANGUAGE_UNKNOWN, field));
  }

  private static Answer answer(Translate.Answered answered) {
    return answered
        .translation()
        .map(Answer::ok)
        .orElseGet(() -> Answer.ok(Map.of("job", answered.job().orElseThrow())).status(202));
  }

  private static Answer written(Translate translate, Exchange exchange) {
    String body = exchange.body(Draft.class).body();
    if (body.length() > 2 * Translate.TEXT_MOST) {
      throw Refused.field(Refusal.FIELD_LENGTH, "body");
    }
    List<Fault> faults = translate.write(exchange.standing(), exchange.pathId("id"), body);

    if (!faults.isEmpty()) {
      throw Refused.because(Refusal.TRANSLATION_RULES, "errors", faults);
    }
    return Answer.ok(Map.of("state", "REVIEWED"));
  }
}
