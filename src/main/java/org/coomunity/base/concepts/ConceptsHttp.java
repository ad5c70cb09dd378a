package org.coomunity.base.concepts;

import java.util.List;
import java.util.Optional;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.Route;

/// `/concepts`: open, with an ETag, in the language of `?lang=` or of who asks.
final class ConceptsHttp {
  private static final String LANG = "lang";

  private ConceptsHttp() {}

  static List<Route> routes(Concepts concepts) {
    return List.of(
        Route.get("/concepts")
            .by(Access.PUBLIC)
            .doc("Every concept of CoomÜnity with its form, gloss and context in one language.")
            .queries(LANG)
            .answers(Explained.Register.class)
            .to(exchange -> {
              Language language = language(exchange);
              return in(language, Answer.ok(concepts.register(language)));
            }),
        Route.get("/concepts/{key}")
            .by(Access.PUBLIC)
            .doc("One concept: how a language writes it, what it means, what it is never called.")
            .queries(LANG)
            .answers(Explained.class)
            .to(exchange -> {
              Language language = language(exchange);
              return in(language, Answer.ok(concepts.explained(exchange.path("key"), language)));
            }));
  }

  private static Answer in(Language language, Answer answer) {
    return answer.header("Content-Language", language.tag());
  }

  private static Language language(Exchange exchange) {
    Optional<String> said = exchange.query(LANG);
    return said.isEmpty()
        ? exchange.language()
        : said.filter(tag -> tag.length() <= 35)
            .flatMap(Language::of)
            .orElseThrow(() -> Refused.field(Refusal.LANGUAGE_UNKNOWN, LANG));
  }
}
