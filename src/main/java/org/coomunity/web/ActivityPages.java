package org.coomunity.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.coomunity.analytics.journeys.EventType;
import org.coomunity.analytics.journeys.Figures;
import org.coomunity.analytics.journeys.Journeys;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Route;
import org.jspecify.annotations.Nullable;

/// Who is active and comes back, and where ways to a goal end, for stewards. Nothing is about fewer
/// than ten people.
final class ActivityPages {
  private static final String HERE = "/c/{slug}/seeing";
  private static final String PLACE = "community";
  private static final int PLACES = 20;
  private static final int SHADES = 9;
  private static final double HUNDRED = 100;
  private static final List<Integer> DAYS = List.of(30, 90, 365);

  private final Pages pages;
  private final Journeys journeys;

  ActivityPages(Pages pages, Journeys journeys) {
    this.pages = pages;
    this.journeys = journeys;
  }

  List<Route> routes() {
    return List.of(
        pages.get(HERE + "/activity", visit -> activity(visit.at(PLACE))),
        pages.get(HERE + "/retention", visit -> retention(visit.at(PLACE))),
        pages.get(HERE + "/ways", visit -> ways(visit.at(PLACE))));
  }

  private static String at(Standing standing) {
    return "/c/" + standing.slug() + "/seeing";
  }

  private static Answer sheet(Visit visit, List<Sheet> sheets) {
    return sheets.stream()
        .filter(sheet -> sheet.name().equals(visit.query("sheet", sheets.getFirst().name())))
        .findFirst()
        .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND))
        .csv();
  }

  private static boolean csv(Visit visit) {
    return visit.query("format", "").equals("csv");
  }

  private Answer activity(Visit visit) {
    Standing standing = visit.standing(Role.STEWARD);
    String asked = visit.query("days", "90");
    int days =
        DAYS.stream()
            .filter(one -> Integer.toString(one).equals(asked))
            .findFirst()
            .orElseThrow(() -> Refused.field(Refusal.FIELD_FORMAT, "days"));
    Chart people = people(visit, journeys.active(standing, days).rows());
    Chart often = often(visit, journeys.stickiness(standing, days).rows());
    Chart life = life(visit, journeys.lifecycle(standing, days).rows());
    List<Chart> charts = List.of(people, often, life);
    if (csv(visit)) {
      return sheet(visit, charts.stream().map(Chart::sheet).toList());
    }
    return visit.show(
        "seeing-activity", visit.t("activity.title"), new ActivityPage(at(standing), days, charts));
  }

  /// A line of a drawing, and a column of its table.
  private record Column<T>(String words, Function<T, @Nullable Double> value) {}

  private static Chart people(Visit visit, List<Figures.Active> rows) {
    return drawn(
        visit,
        "activity",
        "count",
        rows,
        Figures.Active::day,
        List.of(
            new Column<>(visit.t("activity.all"), row -> number(row.all())),
            new Column<>(visit.t("activity.day"), row -> number(row.dau())),
            new Column<>(visit.t("activity.week"), row -> number(row.wau())),
            new Column<>(visit.t("activity.month"), row -> number(row.mau()))));
  }

  private static Chart often(Visit visit, List<Figures.Stickiness> rows) {
    return drawn(
        visit,
        "stickiness",
        "share",
        rows,
        Figures.Stickiness::day,
        List.of(
            new Column<>(visit.t("activity.stickiness.share"), Figures.Stickiness::stickiness)));
  }

  private static Chart life(Visit visit, List<Figures.Lifecycle> rows) {
    return drawn(
        visit,
        "lifecycle",
        "count",
        rows,
        Figures.Lifecycle::day,
        List.of(
            new Column<>(visit.t("activity.fresh"), row -> number(row.fresh())),
            new Column<>(visit.t("activity.retained"), row -> number(row.retained())),
            new Column<>(visit.t("activity.resurrected"), row -> number(row.resurrected())),
            new Column<>(visit.t("activity.dormant"), row -> number(row.dormant()))));
  }

  private static @Nullable Double number(@Nullable Long value) {
    return value == null ? null : Double.valueOf(value);
  }

  private static <T> Chart drawn(
      Visit visit,
      String name,
      String kind,
      List<T> rows,
      Function<T, LocalDate> day,
      List<Column<T>> columns) {
    List<String> titles = new ArrayList<>(List.of(visit.t("seeing.when")));
    List<Chart.Series> series = new ArrayList<>();
    for (Column<T> column : columns) {
      titles.add(column.words());
      SortedMap<Instant, Double> values = new TreeMap<>();
      for (T row : rows) {
        Double value = column.value().apply(row);
        if (value != null) {
          values.put(instant(day.apply(row)), value);
        }
      }
      series.add(new Chart.Series(column.words(), values));
    }
    List<List<Sheet.Cell>> cells = new ArrayList<>();
    for (T row : rows) {
      List<Sheet.Cell> line = new ArrayList<>();
      Instant at = instant(day.apply(row));
      line.add(
          new Sheet.Cell(
              visit.messages().date(visit.language(), at), day.apply(row).toString(), false));
      columns.forEach(column -> line.add(cell(visit, kind, column.value().apply(row))));
      cells.add(line);
    }
    String title = visit.t("activity." + name);
    return Chart.of("chart-" + name, title, kind, series, new Sheet(name, titles, cells));
  }

  private static Instant instant(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /// A figure; one about too few says so.
  private static Sheet.Cell cell(Visit visit, String kind, @Nullable Double value) {
    return value == null
        ? new Sheet.Cell(visit.t("seeing.few"), "", true)
        : new Sheet.Cell(
            MeasureCard.figure(visit.messages(), visit.language(), kind, value),
            Sheet.plain(value),
            true);
  }

  private Answer retention(Visit visit) {
    Standing standing = visit.standing(Role.STEWARD);
    List<Figures.Cohort> rows =
        journeys.retention(standing).rows().stream()
            .sorted(Comparator.comparing(Figures.Cohort::week).reversed())
            .toList();
    int weeks = rows.stream().mapToInt(row -> row.counts().size()).max().orElse(0);
    Sheet sheet = cohorts(visit, rows, weeks);
    if (csv(visit)) {
      return sheet.csv();
    }
    return visit.show(
        "seeing-retention",
        visit.t("retention.title"),
        new ActivityPage.Retention(
            at(standing), weeks, rows.stream().map(row -> cohort(visit, row)).toList(), sheet));
  }

  private static ActivityPage.Cohort cohort(Visit visit, Figures.Cohort row) {
    Long size = row.counts().isEmpty() ? null : row.counts().getFirst();
    List<ActivityPage.Cell> cells = new ArrayList<>();
    for (int week = 1; week < row.counts().size(); week++) {
      Long count = row.counts().get(week);
      if (count == null || size == null) {
        cells.add(new ActivityPage.Cell(null, null, 0));
      } else {
        double share = size == 0 ? 0 : (double) count / size;
        cells.add(
            new ActivityPage.Cell(
                visit.messages().percent(visit.language(), Math.round(share * HUNDRED) / HUNDRED),
                visit.messages().number(visit.language(), count, 0),
                (int) Math.round(share * SHADES)));
      }
    }
    return new ActivityPage.Cohort(
        visit.messages().date(visit.language(), instant(row.week())),
        size == null ? null : visit.messages().number(visit.language(), size, 0),
        cells);
  }

  private static Sheet cohorts(Visit visit, List<Figures.Cohort> rows, int weeks) {
    List<String> columns = new ArrayList<>();
    columns.add(visit.t("retention.week"));
    columns.add(visit.t("retention.size"));
    for (int week = 1; week < weeks; week++) {
      columns.add("+" + week);
    }
    List<List<Sheet.Cell>> cells = new ArrayList<>();
    for (Figures.Cohort row : rows) {
      List<Sheet.Cell> line = new ArrayList<>();
      line.add(Sheet.Cell.of(row.week().toString()));
      row.counts().forEach(count -> line.add(cell(visit, "count", number(count))));
      cells.add(line);
    }
    return new Sheet("retention", columns, cells);
  }

  private Answer ways(Visit visit) {
    Standing standing = visit.standing(Role.STEWARD);
    String goal = visit.query("goal", EventType.TRADE_COMPLETED.word());
    Figures.Ways ways = journeys.ways(standing, goal);
    if (csv(visit)) {
      return sheet(visit, List.of(places(visit, ways), paths(visit, ways)));
    }
    double most = ways.dropOffs().rows().stream().mapToDouble(Figures.Place::loss).max().orElse(1);
    List<ActivityPage.Place> places =
        ways.dropOffs().rows().stream()
            .filter(place -> place.loss() > 0)
            .limit(PLACES)
            .map(place ->
                new ActivityPage.Place(
                    place,
                    visit.messages().number(visit.language(), place.loss(), 0),
                    HUNDRED * place.loss() / most))
            .toList();
    List<ActivityPage.Path> paths =
        ways.paths().rows().stream().limit(PLACES).map(path -> path(visit, path)).toList();
    List<String> goals =
        ActivityPage.Ways.sorted(
            visit, Arrays.stream(EventType.values()).map(EventType::word).toList());
    return visit.show(
        "seeing-ways",
        visit.t("ways.title"),
        new ActivityPage.Ways(at(standing), goal, goals, places, paths));
  }

  private static ActivityPage.Path path(Visit visit, Figures.Path path) {
    return new ActivityPage.Path(
        path,
        times(visit, path.lift()),
        times(visit, path.interval()[0]),
        times(visit, path.interval()[1]));
  }

  private static String times(Visit visit, double lift) {
    return visit.messages().number(visit.language(), Math.exp(lift), 1);
  }

  private static Sheet places(Visit visit, Figures.Ways ways) {
    return new Sheet(
        "dropoff",
        List.of("event", "visits", "goal", "loss", "p", "significant", "removal"),
        ways.dropOffs().rows().stream()
            .map(place ->
                List.of(
                    Sheet.Cell.of(visit.t("event." + place.event())),
                    Sheet.Cell.of(Long.toString(place.visits())),
                    Sheet.Cell.of(Sheet.plain(place.goal())),
                    Sheet.Cell.of(Sheet.plain(place.loss())),
                    Sheet.Cell.of(Sheet.plain(place.pValue())),
                    Sheet.Cell.of(Boolean.toString(place.significant())),
                    Sheet.Cell.of(Sheet.plain(place.removal()))))
            .toList());
  }

  private static Sheet paths(Visit visit, Figures.Ways ways) {
    return new Sheet(
        "paths",
        List.of("path", "times", "from", "to", "visits"),
        ways.paths().rows().stream()
            .map(path ->
                List.of(
                    Sheet.Cell.of(
                        String.join(
                            " > ",
                            path.events().stream().map(word -> visit.t("event." + word)).toList())),
                    Sheet.Cell.of(Sheet.plain(Math.exp(path.lift()))),
                    Sheet.Cell.of(Sheet.plain(Math.exp(path.interval()[0]))),
                    Sheet.Cell.of(Sheet.plain(Math.exp(path.interval()[1]))),
                    Sheet.Cell.of(Long.toString(path.support()))))
            .toList());
  }
}
