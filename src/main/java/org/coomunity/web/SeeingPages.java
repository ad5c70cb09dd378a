package org.coomunity.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import org.coomunity.analytics.pulse.Collective;
import org.coomunity.analytics.pulse.Measure;
import org.coomunity.analytics.pulse.Pulse;
import org.coomunity.analytics.pulse.Realtime;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Route;
import org.coomunity.exchange.ayni.Ayni;
import org.coomunity.exchange.commons.Commons;
import org.coomunity.exchange.lets.Exchange;
import org.jspecify.annotations.Nullable;

/// How a community is doing for its stewards, and the platform for operators: now, over a period,
/// and against the time before.
final class SeeingPages {
  private static final String HERE = "/c/{slug}/seeing";
  private static final String WHOLE = "/operator/seeing";
  private static final String PLACE = "community";
  private static final int MISSIONS = 3;
  private static final int LOOKED = 20;
  private static final Duration MONTH = Duration.ofDays(30);
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");

  private final Pages pages;
  private final Pulse pulse;
  private final Commons commons;
  private final Ayni ayni;
  private final People people;
  private final Money money;

  SeeingPages(Pages pages, Web.Modules modules, Pulse pulse, People people, Money money) {
    this.pages = pages;
    this.pulse = pulse;
    this.commons = modules.commons();
    this.ayni = modules.ayni();
    this.people = people;
    this.money = money;
  }

  List<Route> routes() {
    return List.of(
        pages.get(HERE, visit -> community(visit.at(PLACE))),
        pages.get(
            HERE + "/measures/{name}",
            visit -> measure(visit, scope(visit.at(PLACE), visit.standing(Role.STEWARD)))),
        pages.get(WHOLE, this::platform),
        pages.get(WHOLE + "/measures/{name}", visit -> measure(visit, scope(visit))));
  }

  /// Whose figures are looked at.
  ///
  /// @param at where the pages are, after the language
  record Scope(
      CommunityId id, String at, ZoneId zone, String country, Realtime now, String source) {}

  private Scope scope(Visit visit, Standing standing) {
    visit.hear("metrics:" + standing.slug());
    String country = people.community(standing.community()).map(c -> c.country()).orElse("");
    return new Scope(
        standing.community(),
        "/c/" + standing.slug() + "/seeing",
        visit.messages().zone(country),
        country,
        pulse.realtime(standing.community(), standing.slug()),
        "/api/v1/communities/" + standing.slug() + "/metrics/realtime");
  }

  private Scope scope(Visit visit) {
    visit.operator();
    visit.hear("metrics:platform");
    return new Scope(
        Pulse.PLATFORM, WHOLE, ZoneOffset.UTC, "", pulse.realtime(), "/api/v1/metrics/realtime");
  }

  private Answer community(Visit visit) {
    Standing standing = visit.standing(Role.STEWARD);
    Scope scope = scope(visit, standing);
    Double month = scope.now().monthlyActiveUsers();
    WorldMap map =
        WorldMap.of(
            visit,
            month == null || month < 1 ? Map.of() : Map.of(scope.country(), Math.round(month)),
            month == null);
    Exchange exchange = money.exchange(standing.community());
    SeeingPage.Common common =
        new SeeingPage.Common(
            exchange.unit(),
            exchange.policy().fundRatePpm() / 1_000_000.0,
            commons.figures(standing.community()),
            commons.missions(standing, LOOKED, Optional.empty()).items().stream()
                .filter(mission -> mission.state().equals("open"))
                .limit(MISSIONS)
                .toList(),
            ayni.community(standing.community()));
    return dashboard(visit, scope, map, common, null);
  }

  private Answer platform(Visit visit) {
    Scope scope = scope(visit);
    Collective all = pulse.collective();
    WorldMap map = WorldMap.of(visit, all.countries(), all.elsewhere());
    return dashboard(visit, scope, map, null, whole(scope.now(), all));
  }

  private Answer dashboard(
      Visit visit,
      Scope scope,
      WorldMap map,
      SeeingPage.@Nullable Common common,
      SeeingPage.@Nullable Whole whole) {
    Period period = Period.of(visit);
    Period.Span span = period.span(pulse, scope.id(), pages.clock().instant());
    if (visit.query("format", "").equals("csv")) {
      return visit.query("sheet", "").equals("countries")
          ? map.sheet().csv()
          : all(visit, scope, span).csv();
    }
    List<MeasureCard> cards =
        Arrays.stream(Measure.values()).map(one -> card(visit, scope, span, one)).toList();
    SeeingPage page = new SeeingPage(scope.at(), period, fresh(scope), common, whole, map, cards);
    return visit.show("seeing", visit.t(title(scope)), page);
  }

  private static String title(Scope scope) {
    return scope.id().equals(Pulse.PLATFORM) ? "seeing.platform" : "seeing.title";
  }

  private SeeingPage.Whole whole(Realtime now, Collective all) {
    return new SeeingPage.Whole(
        all.communities(),
        now.revenue(),
        commons.missions(pages.clock().instant().minus(MONTH)),
        all.ayniScore(),
        all.reciprocity());
  }

  private SeeingPage.Fresh fresh(Scope scope) {
    return SeeingPage.Fresh.of(
        scope.now().at(), pages.clock().instant(), scope.zone(), scope.source());
  }

  private static MeasureCard card(Visit visit, Scope scope, Period.Span span, Measure measure) {
    String words = visit.t("measure." + measure.key());
    Chart line =
        Chart.small(
            "line-" + measure.key(),
            words,
            MeasureCard.kind(measure),
            new Chart.Series(words, span.values(measure)));
    return MeasureCard.of(visit, measure, scope.now().value(measure), span, line);
  }

  private Answer measure(Visit visit, Scope scope) {
    Measure measure =
        Measure.of(visit.exchange().path("name"))
            .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
    Period period = Period.of(visit);
    Period.Span span = period.span(pulse, scope.id(), pages.clock().instant());
    Chart chart = chart(visit, scope.zone(), span, measure);
    if (visit.query("format", "").equals("csv")) {
      return chart.sheet().csv();
    }
    return visit.show(
        "seeing-measure",
        visit.t("measure." + measure.key()),
        new SeeingPage.One(
            scope.at(),
            period,
            fresh(scope),
            card(visit, scope, span, measure),
            chart,
            span.now().step().equals("day"),
            scope.at() + "/measures/" + measure.key() + "?format=csv&days=" + period.days()));
  }

  /// A measure with the time before beside it, as a drawing and as a table.
  static Chart chart(Visit visit, ZoneId zone, Period.Span span, Measure measure) {
    String kind = MeasureCard.kind(measure);
    SortedMap<Instant, Double> now = span.values(measure);
    SortedMap<Instant, Double> before = span.earlier(measure);
    TreeSet<Instant> moments = new TreeSet<>(now.keySet());
    moments.addAll(before.keySet());
    List<List<Sheet.Cell>> rows = new ArrayList<>();
    for (Instant at : moments) {
      rows.add(
          List.of(
              moment(visit, zone, span.now().step(), at),
              cell(visit, kind, now.get(at)),
              cell(visit, kind, before.get(at))));
    }
    String title = visit.t("measure." + measure.key());
    String then = visit.t("seeing.before");
    Sheet sheet =
        new Sheet(
            measure.key(), List.of(visit.t("seeing.when"), visit.t("seeing.now"), then), rows);
    List<Chart.Series> series = new ArrayList<>();
    series.add(new Chart.Series(visit.t("seeing.now"), now));
    series.add(new Chart.Series(then, before));
    return Chart.of("chart-" + measure.key(), title, kind, series, sheet);
  }

  /// All measures, a column each.
  private static Sheet all(Visit visit, Scope scope, Period.Span span) {
    List<String> columns = new ArrayList<>(List.of(visit.t("seeing.when")));
    Arrays.stream(Measure.values()).forEach(one -> columns.add(visit.t("measure." + one.key())));
    List<List<Sheet.Cell>> rows = new ArrayList<>();
    for (var each : span.now().moments()) {
      List<Sheet.Cell> row = new ArrayList<>();
      row.add(moment(visit, scope.zone(), span.now().step(), each.at()));
      for (Measure measure : Measure.values()) {
        row.add(cell(visit, MeasureCard.kind(measure), each.values().get(measure)));
      }
      rows.add(row);
    }
    return new Sheet("measures", columns, rows);
  }

  /// A moment: its day, and the time where days are not all.
  private static Sheet.Cell moment(Visit visit, ZoneId zone, String step, Instant at) {
    String day = visit.messages().date(visit.language(), at);
    if (!step.equals("day")) {
      // the date is written in UTC: move the moment so that it reads as the clock of the zone
      Instant local = at.plusSeconds(zone.getRules().getOffset(at).getTotalSeconds());
      day = visit.messages().date(visit.language(), local) + " " + HOUR.format(at.atZone(zone));
    }
    return new Sheet.Cell(day, at.toString(), false);
  }

  /// A figure, or an empty place where it was about too few or not counted.
  private static Sheet.Cell cell(Visit visit, String kind, @Nullable Double value) {
    return value == null
        ? new Sheet.Cell("–", "", true)
        : new Sheet.Cell(
            MeasureCard.figure(visit.messages(), visit.language(), kind, value),
            Sheet.plain(value),
            true);
  }
}
