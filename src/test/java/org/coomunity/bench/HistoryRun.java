package org.coomunity.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.coomunity.analytics.journeys.Figures.Cohort;
import org.coomunity.analytics.journeys.Figures.StepResult;
import org.coomunity.analytics.journeys.Journeys;
import org.coomunity.base.platform.db.CopyRows;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/// A funnel of three steps within an hour, and retention by weeks, over the same events: from our
/// own store by a server that knows nothing yet, maintained while events come in, in SQL on
/// PostgreSQL, and in SQL on DuckDB over a Parquet file. All must say the same.
final class HistoryRun {
  private static final int PART = 250_000;
  private static final int ROUNDS = 5;
  private static final long DAY = 86_400_000;
  private static final String NAME = "way";
  private static final String COPY =
      """
      copy journeys.event (community_id, day, id, at, got, person, visitor, visit, type, about,
        properties, consent, said) from stdin (format binary)
      """;

  /// The newest beginning wins, and ties go by arrival, as in our funnels.
  private static final String FUNNEL =
      """
      with a as (
        select person, t, seq, type, max(case when type = 33 then t end)
            over (partition by person order by t, seq rows unbounded preceding) as s1
        from %1$s where type in (33, 34, 35)),
      b as (
        select person, t, type, s1,
          max(case when type = 34 and t <= s1 + 3600000 then s1 end)
            over (partition by person order by t, seq rows unbounded preceding) as s2
        from a),
      c as (
        select person,
          max(case when s1 is null then 0
            when type = 35 and t <= s2 + 3600000 then 3
            when type = 34 and t <= s1 + 3600000 then 2 else 1 end) as level
        from b group by person)
      select count(case when level >= 1 then 1 end), count(case when level >= 2 then 1 end),
        count(case when level >= 3 then 1 end) from c
      """;

  /// Weeks begin on Monday; acts alone count.
  private static final String RETENTION =
      """
      with w as (
        select distinct person, t - (t + 259200000) % 604800000 as monday from events_here
        where type in (33, 35, 36)),
      f as (select person, min(monday) as began from w group by person)
      select f.began, w.monday - f.began as age, count(*) as people
      from w join f on f.person = w.person
      where w.monday - f.began <= 7257600000 group by 1, 2 order by 1, 2
      """;

  private final History history;
  private final int events;
  private final Village village = new Village();
  private final Path parquet;

  HistoryRun(int events, int people) throws Exception {
    this.events = events;
    this.history = new History(events, people);
    this.parquet = Files.createTempDirectory("bench").resolve("events.parquet");
  }

  void run(Figures figures, Map<String, Object> json) throws Exception {
    try (village;
        Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      fill(duck);
      long packing = System.nanoTime();
      village.journeys.pack(Integer.MAX_VALUE);
      figures.rate("events packed", events / ((System.nanoTime() - packing) / 1e9));
      village.journeys.funnel(village.steward, NAME, Village.way(3_600));
      String own = own(figures);
      compare(own, duck, figures, json);
      Files.delete(parquet);
    }
  }

  /// The same events into our store and into a Parquet file.
  private void fill(Connection duck) throws Exception {
    for (int day = -1; day <= History.DAYS; day++) {
      LocalDate open = LocalDate.ofEpochDay(History.START / 86_400_000 + day);
      village.database.write(tx ->
          tx.query("select journeys.open_day(:day) is null")
              .bind("day", open)
              .mapTo(Boolean.class)
              .one());
    }
    run(duck, "create table event (seq bigint, person bigint, t bigint, type smallint)");
    List<long[]> part = new ArrayList<>();
    try (DuckDBAppender appender =
        duck.unwrap(DuckDBConnection.class).createAppender("main", "event")) {
      history.read((seq, person, at, type) -> {
        appender.beginRow();
        appender.append((long) seq);
        appender.append((long) person + 1);
        appender.append(at);
        appender.append((short) type);
        appender.endRow();
        part.add(new long[] {seq, person + 1L, at, type});
        if (part.size() == PART) {
          store(part);
          part.clear();
        }
      });
    }
    store(part);
    run(duck, "copy event to '" + parquet + "' (format parquet)");
    run(duck, "drop table event");
    village.database.write(tx -> {
      tx.update(
              """
              insert into journeys.person (community_id, pseudonym, since)
              values (:community, :pseudonym, now())
              """)
          .bind("community", Village.HERE)
          .bind("pseudonym", "somebody".getBytes(StandardCharsets.UTF_8))
          .execute();
      return 0;
    });
    try (Connection connection = village.database.dataSource().getConnection()) {
      run(
          connection,
          "insert into journeys.head select community_id, max(seq) from journeys.event group by 1");
      run(connection, "vacuum analyze journeys.event");
    }
  }

  private void store(List<long[]> part) {
    village.database.write(tx -> tx.copy(COPY, into -> part.forEach(row -> put(into, row))));
  }

  private static void put(CopyRows into, long[] row) {
    Instant at = Instant.ofEpochMilli(row[2]);
    try {
      into.row(13)
          .id(Village.HERE.value())
          .date(LocalDate.ofEpochDay(Math.floorDiv(row[2], 86_400_000L)))
          .id(new UUID(row[0] * 0x9E3779B97F4A7C15L, row[0]))
          .instant(at)
          .instant(at)
          .large(row[1])
          .large(null)
          .large(1L)
          .small((int) row[3])
          .text(null)
          .json("{}")
          .small(2)
          .large(row[0]);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Both from our store, by servers that know nothing yet, and by one that keeps up.
  private String own(Figures figures) {
    String said = "";
    for (int round = 0; round < ROUNDS; round++) {
      Journeys cold = village.another();
      figures.millis("funnel, rebuilt from our store", millis(() -> funnel(cold)));
      Journeys other = village.another();
      figures.millis("retention, rebuilt from our store", millis(() -> retention(other)));
      said = funnel(cold) + retention(other);
    }
    Journeys kept = village.another();
    String before = funnel(kept);
    for (int round = 0; round < ROUNDS; round++) {
      figures.millis("funnel, maintained", millis(() -> funnel(kept)));
      figures.millis("retention, maintained", millis(() -> retention(kept)));
    }
    if (!said.equals(before + retention(kept))) {
      throw new IllegalStateException(said + " is not what was maintained");
    }
    return said;
  }

  private void compare(String own, Connection duck, Figures figures, Map<String, Object> json)
      throws Exception {
    String file = "read_parquet('" + parquet + "')";
    String table =
        "(select seq, person, cast(extract(epoch from at) * 1000 as bigint) as t, type"
            + " from journeys.event where community_id = '"
            + Village.HERE.value()
            + "') e";
    for (int round = 0; round < ROUNDS; round++) {
      figures.millis("funnel, DuckDB over Parquet", millis(() -> text(duck, FUNNEL, file)));
      figures.millis("retention, DuckDB over Parquet", millis(() -> weeks(duck, file)));
    }
    same(own, text(duck, FUNNEL, file) + weeks(duck, file), "DuckDB");
    try (Connection sql = village.database.dataSource().getConnection()) {
      run(sql, "set work_mem = '1GB'");
      figures.millis("funnel, SQL on PostgreSQL", millis(() -> text(sql, FUNNEL, table)));
      figures.millis("retention, SQL on PostgreSQL", millis(() -> weeks(sql, table)));
      same(own, text(sql, FUNNEL, table) + weeks(sql, table), "PostgreSQL");
    }
    for (String what : List.of("funnel", "retention")) {
      double maintained = figures.median(what + ", maintained");
      double duckdb = figures.median(what + ", DuckDB over Parquet");
      json.put(what + "MaintainedMs", maintained);
      json.put(what + "RebuiltMs", figures.median(what + ", rebuilt from our store"));
      json.put(what + "DuckDbMs", duckdb);
      json.put(what + "PostgresMs", figures.median(what + ", SQL on PostgreSQL"));
      json.put(what + "DuckDbOverMaintained", duckdb / maintained);
      figures.value(what + ", times DuckDB, maintained", duckdb / maintained);
    }
  }

  private static void same(String own, String other, String who) {
    if (!own.equals(other)) {
      throw new IllegalStateException(who + " says " + other + "\nand we say " + own);
    }
  }

  private String funnel(Journeys journeys) {
    return journeys.funnel(village.steward, NAME).steps().stream().map(StepResult::reached).toList()
        + "\n";
  }

  /// What is withheld of few is not compared.
  private String retention(Journeys journeys) {
    StringBuilder text = new StringBuilder();
    for (Cohort cohort : journeys.retention(village.steward).rows()) {
      long first = cohort.counts().getFirst() == null ? 0 : cohort.counts().getFirst();
      for (int age = 0; age < cohort.counts().size(); age++) {
        line(text, cohort.week().toEpochDay(), age, cohort.counts().get(age), first);
      }
    }
    return text.toString();
  }

  private static void line(StringBuilder text, long monday, int age, Long people, long first) {
    if (people != null && people > 0 && shown(people, first)) {
      text.append(monday).append(' ').append(age).append(' ').append(people).append('\n');
    }
  }

  private static boolean shown(long people, long first) {
    return people >= 10 && first >= 10 && (people == first || first - people >= 10);
  }

  private static String text(Connection connection, String sql, String from) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql.formatted(from))) {
      rows.next();
      return List.of(rows.getLong(1), rows.getLong(2), rows.getLong(3)) + "\n";
    }
  }

  private static String weeks(Connection connection, String from) throws SQLException {
    List<long[]> cells = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(RETENTION.replace("events_here", from))) {
      while (rows.next()) {
        long monday = rows.getLong(1) / DAY;
        cells.add(new long[] {monday, rows.getLong(2) / (7 * DAY), rows.getLong(3)});
      }
    }
    StringBuilder text = new StringBuilder();
    long first = 0;
    for (long[] cell : cells) {
      first = cell[1] == 0 ? cell[2] : first;
      line(text, cell[0], (int) cell[1], cell[2], first);
    }
    return text.toString();
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static double millis(Callable<?> work) {
    long start = System.nanoTime();
    try {
      work.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return (System.nanoTime() - start) / 1e6;
  }
}
