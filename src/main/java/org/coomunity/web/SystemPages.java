package org.coomunity.web;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coomunity.analytics.pulse.Alert;
import org.coomunity.analytics.pulse.Measure;
import org.coomunity.analytics.pulse.Pulse;
import org.coomunity.analytics.pulse.Realtime;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Route;
import org.jspecify.annotations.Nullable;

/// How the machine is doing, what is not as it should be, and what to do about it.
final class SystemPages {
  private static final String HERE = "/operator/system";
  private static final int OPEN = 50;
  private static final int PAST = 20;
  private static final List<Measure> MEASURES =
      List.of(Measure.SYSTEM_LOAD, Measure.RESPONSE_TIME, Measure.ERROR_RATE);
  private static final List<String> SLOW =
      List.of("responseTimeP50", "responseTimeP95", "responseTimeP99");

  private final Pages pages;
  private final Pulse pulse;
  private final People people;

  SystemPages(Pages pages, Pulse pulse, People people) {
    this.pages = pages;
    this.pulse = pulse;
    this.people = people;
  }

  List<Route> routes() {
    return List.of(
        pages.get(HERE, this::show),
        pages.get("/operator/runbooks/{name}", SystemPages::runbook),
        pages.post("/operator/alerts/{id}/acknowledge", this::acknowledge));
  }

  private Answer show(Visit visit) {
    visit.operator();
    visit.hear("metrics:platform");
    Period period = Period.of(visit);
    Period.Span span = period.span(pulse, Pulse.PLATFORM, pages.clock().instant());
    List<Chart> charts =
        MEASURES.stream().map(one -> SeeingPages.chart(visit, ZoneOffset.UTC, span, one)).toList();
    if (visit.query("format", "").equals("csv")) {
      return charts.stream()
          .map(Chart::sheet)
          .filter(sheet -> sheet.name().equals(visit.query("sheet", "systemLoad")))
          .findFirst()
          .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND))
          .csv();
    }
    Realtime now = pulse.realtime();
    Page<Alert> past = pulse.alerts(false, PAST, visit.exchange().cursor());
    List<MeasureCard> cards = new ArrayList<>();
    for (int i = 0; i < charts.size(); i++) {
      cards.add(
          MeasureCard.of(visit, MEASURES.get(i), now.value(MEASURES.get(i)), span, charts.get(i)));
    }
    return visit.show(
        "system",
        visit.t("system.title"),
        new SystemPage(
            HERE,
            period,
            SeeingPage.Fresh.of(
                now.at(), pages.clock().instant(), ZoneOffset.UTC, "/api/v1/metrics/realtime"),
            cards,
            charts,
            span.now().step().equals("day"),
            SLOW.stream().map(name -> millis(visit, now.details().get(name))).toList(),
            pulse.alerts(true, OPEN, Optional.empty()).items().stream()
                .map(alert -> episode(visit, alert))
                .toList(),
            past.items().stream()
                .filter(alert -> alert.clearedAt() != null)
                .map(alert -> episode(visit, alert))
                .toList(),
            past.next(),
            pulse.surroundings(),
            Optional.ofNullable(Web.class.getPackage().getImplementationVersion())
                .orElse("development"),
            "Java " + Runtime.version()));
  }

  private static String millis(Visit visit, @Nullable Double value) {
    return value == null
        ? "–"
        : visit.t(
            "seeing.span.millis", Map.of("n", visit.messages().number(visit.language(), value, 0)));
  }

  private SystemPage.Episode episode(Visit visit, Alert alert) {
    return new SystemPage.Episode(
        alert,
        visit.messages().number(visit.language(), alert.value(), 3),
        visit.messages().number(visit.language(), alert.threshold(), 3),
        alert.acknowledgedAt() == null
            ? null
            : Optional.ofNullable(alert.acknowledgedBy())
                .flatMap(people::member)
                .map(member -> member.displayName())
                .orElse("–"));
  }

  private static Answer runbook(Visit visit) {
    visit.operator();
    String name = visit.exchange().path("name");
    Runbook runbook = Runbook.of(name).orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
    String title =
        visit.messages().knows("alert." + name) ? visit.t("alert." + name) : runbook.title();
    return visit.show("runbook", title, new SystemPage.Guide(title, runbook));
  }

  private Answer acknowledge(Visit visit) {
    pulse.acknowledge(visit.operator(), visit.id("id"));
    return visit.seeOther(HERE + "?said=alert_taken#alerts");
  }
}
