package org.coomunity.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coomunity.base.platform.json.Json;

/// Events from end to end: how many a second go in, how long until they are in the figures, what
/// that costs payments, how much memory a person needs, what a funnel and retention over ten
/// million events cost beside PostgreSQL and DuckDB, and how long a scrape of `/metrics` takes.
/// Prints the table, and one JSON object.
///
/// Arguments: `--synthetic N` (events through the intake), or `--events FILE` (those of a file, and
/// nothing else but memory), `--funnels N`, `--history N` (events of the comparison), `--people N`,
/// `--seconds N` of each round under load, `--rounds N`, `--only intake|history|memory|load` (one
/// part, in place of all), `--quick`, `--write` (keeps the table in docs/benchmarks.md).
public final class IngestBench {
  private IngestBench() {}

  public static void main(String[] args) throws Exception {
    List<String> options = Arrays.asList(args);
    boolean quick = options.contains("--quick");
    int only = options.indexOf("--only");
    String part = only < 0 ? "" : options.get(only + 1);
    Figures figures = new Figures();
    Map<String, Object> json = new LinkedHashMap<>();
    int funnels = Math.clamp(Figures.number(options, "--funnels", 20), 1, 50);
    int file = options.indexOf("--events");
    if (file >= 0) {
      FileEvents events = FileEvents.read(Path.of(options.get(file + 1)));
      new IntakeRun(funnels).run(events, figures, json);
      part = "memory";
    }
    if (part.isEmpty() || part.equals("intake")) {
      int events = Figures.number(options, "--synthetic", quick ? 40_000 : 400_000);
      new IntakeRun(funnels).run(events, figures, json);
    }
    if (part.isEmpty() || part.equals("memory")) {
      MemoryRun.run(quick ? 100_000 : 1_000_000, figures, json);
    }
    if (part.isEmpty() || part.equals("history")) {
      int events = Figures.number(options, "--history", quick ? 300_000 : 10_000_000);
      int people = Figures.number(options, "--people", quick ? 5_000 : 100_000);
      new HistoryRun(events, people).run(figures, json);
    }
    if (part.isEmpty() || part.equals("load")) {
      int seconds = Figures.number(options, "--seconds", quick ? 4 : 15);
      int rounds = Figures.number(options, "--rounds", quick ? 1 : 3);
      PaidRun.run(seconds, rounds, figures);
    }
    String table = figures.table("", "");
    System.out.println(table);
    System.out.println(Json.write(json));
    if (options.contains("--write")) {
      Kept.keep("ingest", table);
    }
    System.exit(0);
  }
}
