package org.coomunity.analytics.findings;

import java.util.List;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.Route;

/// The routes of insights and of what everybody may read.
final class FindingsHttp {
  private static final String IN = "/communities/{slug}";
  private static final String CSV = "text/csv; charset=utf-8";
  private static final String FORMAT = "format";
  private static final String LANG = "lang";

  private final Findings findings;

  FindingsHttp(Findings findings) {
    this.findings = findings;
  }

  List<Route> routes() {
    return List.of(
        Route.get(IN + "/insights")
            .by(Access.STEWARD)
            .doc(
                "What is found about the community, in nine parts, reckoned at most every ten"
                    + " minutes; `format` json or csv, `lang` for the sentences.")
            .queries(FORMAT, LANG)
            .answers(Insights.class)
            .to(this::insights),
        Route.get(IN + "/transparency")
            .by(Access.PUBLIC)
            .doc(
                "What everybody may read of the community: fund, missions, balance, decisions,"
                    + " rules; `format` json or csv.")
            .queries(FORMAT)
            .answers(OpenBook.class)
            .to(this::open));
  }

  private Answer insights(Exchange exchange) {
    Language reader =
        exchange
            .query(LANG)
            .map(tag ->
                Language.of(tag).orElseThrow(() -> Refused.field(Refusal.LANGUAGE_UNKNOWN, LANG)))
            .orElse(exchange.language());
    return csv(exchange)
        ? file(findings.csv(exchange.standing(), reader), "insights-" + exchange.standing().slug())
        : Answer.ok(findings.insights(exchange.standing(), reader))
            .header("Content-Language", reader.tag());
  }

  private Answer open(Exchange exchange) {
    String slug = exchange.path("slug");
    return csv(exchange)
        ? file(findings.openCsv(slug), "transparency-" + findings.open(slug).slug())
        : Answer.ok(findings.open(slug));
  }

  private static boolean csv(Exchange exchange) {
    String format = exchange.query(FORMAT).orElse("json");
    if (!format.equals("json") && !format.equals("csv")) {
      throw Refused.field(Refusal.FIELD_FORMAT, FORMAT);
    }
    return format.equals("csv");
  }

  private static Answer file(Answer.Stream table, String name) {
    return Answer.stream(CSV, table)
        .header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
  }
}
