package org.coomunity.analytics.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.coomunity.analytics.folds.Activity;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `evaluate activity …`
@Command(
    name = "activity",
    mixinStandardHelpOptions = true,
    description = "Who was there day by day, and who came back, over a file of events.",
    footer = {
      "",
      "Rows: user, time, event and, where there is one, id (repeats are ignored).",
      "retention: of those who came first on a day, how many were there exactly so",
      "many days later; unbounded: then or later; weekly: by weeks from Monday on.",
      "Ages that are not over yet are left out."
    })
final class ActivityCall implements Callable<Integer> {
  private static final int AGE_MOST = 3_650;
  private static final int DAYS_MOST = 36_600;

  private final Evaluate evaluate;

  @Mixin final TableOptions table = new TableOptions();

  @Option(names = "--events", paramLabel = "FILE", required = true, description = "- is stdin")
  String events = "";

  @Option(
      names = "--as-of",
      paramLabel = "DAY",
      description = "what is later is not heard; else the last day of the file")
  @Nullable String asOf;

  @Option(names = "--timezone", paramLabel = "ZONE", defaultValue = "UTC", description = "of days")
  String timezone = "UTC";

  @Option(
      names = "--erase",
      paramLabel = "FILE",
      description = "ids, one a line: these people are taken out at the end")
  @Nullable String erase;

  @Option(names = "--max-age", paramLabel = "DAYS", defaultValue = "30")
  int maxAge;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "of any lots")
  long seed;

  ActivityCall(Evaluate evaluate) {
    this.evaluate = evaluate;
  }

  @Override
  public Integer call() {
    return evaluate.run(this::answer);
  }

  private Object answer() throws IOException {
    if (maxAge < 0 || maxAge > AGE_MOST) {
      throw new Unusable("--max-age is 0 to " + AGE_MOST);
    }
    if ("-".equals(erase) && events.equals("-")) {
      throw new Unusable("--erase and --events cannot both be standard input");
    }
    ZoneId zone = zone();
    int until = until();
    EventLog log = EventLog.read(events, evaluate.in(), table);
    Activity activity = new Activity(maxAge);
    int earliest = Integer.MAX_VALUE;
    int latest = Integer.MIN_VALUE;
    for (int row = 0; row < log.size(); row++) {
      int day = day(log, row, zone);
      if (day <= until) {
        earliest = Math.min(earliest, day);
        latest = Math.max(latest, day);
        if ((long) latest - earliest > DAYS_MOST) {
          throw new Unusable(
              events
                  + ": from "
                  + date(earliest)
                  + " to "
                  + date(latest)
                  + " is too long; "
                  + "is --time-unit right?");
        }
        activity.act(log.user(row), day);
      }
    }
    if (erase != null) {
      eraseAll(erase, log, activity);
    }
    int last = asOf == null ? activity.lastDay() : until;
    return answer(activity, zone, last);
  }

  private Map<String, Object> answer(Activity activity, ZoneId zone, int last) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("task", "activity");
    answer.put("users", activity.people());
    answer.put("timezone", zone.getId());
    boolean nobody = activity.people() == 0;
    if (!nobody && (long) last - activity.firstDay() > DAYS_MOST) {
      throw new Unusable("--as-of is too long after the first event");
    }
    answer.put("asOf", nobody && asOf == null ? null : date(last));
    List<Map<String, Object>> days = new ArrayList<>();
    if (!nobody) {
      activity.days(activity.firstDay(), last).forEach(day -> days.add(line(day)));
    }
    answer.put("days", days);
    answer.put("retention", byDate(nobody ? Map.of() : activity.retention(last)));
    answer.put("unbounded", byDate(nobody ? Map.of() : activity.unbounded(last)));
    answer.put("weekly", byDate(nobody ? Map.of() : activity.weekly(last)));
    return answer;
  }

  private static Map<String, Object> line(Activity.Day day) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("day", date(day.day()));
    line.put("dau", day.dau());
    line.put("wau", day.wau());
    line.put("mau", day.mau());
    line.put("stickiness", day.stickiness());
    line.put("new", day.fresh());
    line.put("retained", day.retained());
    line.put("resurrected", day.resurrected());
    line.put("dormant", day.dormant());
    return line;
  }

  private static Map<String, long[]> byDate(Map<Integer, long[]> cohorts) {
    Map<String, long[]> dated = new LinkedHashMap<>();
    cohorts.forEach((day, ages) -> dated.put(date(day), ages));
    return dated;
  }

  private static String date(int day) {
    return LocalDate.ofEpochDay(day).toString();
  }

  private int day(EventLog log, int row, ZoneId zone) {
    try {
      return Math.toIntExact(
          log.times().moment(log.time(row)).atZone(zone).toLocalDate().toEpochDay());
    } catch (DateTimeException | ArithmeticException e) {
      throw new Unusable(events + ": a time is on no calendar; is --time-unit right?");
    }
  }

  private void eraseAll(String file, EventLog log, Activity activity) throws IOException {
    try (BufferedReader lines = new BufferedReader(Table.text(file, evaluate.in()))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String id = line.startsWith("\uFEFF") ? line.substring(1).strip() : line.strip();
        int user = log.users().find(id);
        if (user >= 0) {
          activity.erase(user);
        }
      }
    }
  }

  private ZoneId zone() {
    try {
      return ZoneId.of(timezone);
    } catch (DateTimeException wrong) {
      throw new Unusable("--timezone: there is no " + timezone);
    }
  }

  private int until() {
    if (asOf == null) {
      return Integer.MAX_VALUE;
    }
    try {
      return Math.toIntExact(LocalDate.parse(asOf).toEpochDay());
    } catch (DateTimeException | ArithmeticException wrong) {
      throw new Unusable("--as-of is a day like 2026-01-31, and not " + asOf);
    }
  }
}
