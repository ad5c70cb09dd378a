package org.coomunity.analytics.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.coomunity.base.platform.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Measures over files: what a file may look like, what is answered, and what is said wrongly.
class EvaluateTest {
  @Command(name = "evaluate")
  private static final class All {}

  private record Said(int code, String out, String err) {
    JsonNode json() {
      try {
        return Json.MAPPER.readTree(out);
      } catch (IOException e) {
        throw new IllegalStateException(err, e);
      }
    }
  }

  @TempDir Path folder = Path.of("");

  private Said run(byte[] in, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Evaluate evaluate =
        new Evaluate(
            new ByteArrayInputStream(in),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    CommandLine line = new CommandLine(new All());
    evaluate.calls().forEach(line::addSubcommand);
    StringWriter words = new StringWriter();
    line.setErr(new PrintWriter(words, true));
    int code = line.execute(args);
    return new Said(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8) + words);
  }

  private Said funnel(String file, String... more) {
    List<String> args =
        new ArrayList<>(List.of("funnel", "--events", "-", "--steps", "a,b", "--window", "10"));
    args.addAll(List.of(more));
    return run(file.getBytes(StandardCharsets.UTF_8), args.toArray(String[]::new));
  }

  private static String levels(Said said) {
    assertThat(said.err()).isEmpty();
    assertThat(said.code()).isZero();
    return said.json().get("levels").toString();
  }

  @Test
  void a_file_may_look_as_it_likes() throws IOException {
    String rows = "u\t1\ta\nu\t2.5\tb\nv\t1\ta\n";
    assertThat(levels(funnel(rows))).isEqualTo("[0,1,1]");
    assertThat(levels(funnel("\uFEFFuser\ttime\tevent\r\n" + rows.replace("\n", "\r\n"))))
        .isEqualTo("[0,1,1]");
    assertThat(levels(funnel(rows.replace('\t', ' ')))).isEqualTo("[0,1,1]");
    assertThat(levels(funnel(rows.replace('\t', ','), "--separator", "comma")))
        .isEqualTo("[0,1,1]");
    String other = "event:token,x,timestamp:float,user_id:token\n\"a\",0,1,u\nb,0,2,u\na,1,3,v\n";
    assertThat(levels(funnel(other, "--separator", "comma"))).isEqualTo("[0,1,1]");
    assertThat(levels(funnel(other, "--separator", "comma", "--where", "x=0")))
        .isEqualTo("[0,0,1]");
    assertThat(levels(funnel("9 a 1 u\n9 b 2 u\n", "--columns", "user=4,time=3,event=2")))
        .isEqualTo("[0,0,1]");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(rows.getBytes(StandardCharsets.UTF_8));
    }
    Path file = Files.write(folder.resolve("events.gz"), packed.toByteArray());
    Said said =
        run(new byte[0], "funnel", "--events", file.toString(), "--steps", "a,b", "--window", "10");
    assertThat(levels(said)).isEqualTo("[0,1,1]");
  }

  @Test
  void times_may_be_written_as_dates_and_repeats_are_ignored() {
    String iso =
        "u\t2026-01-01T00:00:00Z\ta\t1\nu\t2026-01-01 00:00:10\tb\t2\nu\t2026-01-01 00:00:01\tb\t1\n";
    Said said = funnel(iso);
    assertThat(levels(said)).isEqualTo("[0,0,1]");
    assertThat(said.json().get("duplicates").asInt()).isEqualTo(1);
    assertThat(said.json().get("steps").get(1).get("medianTime").asDouble()).isEqualTo(10);
    assertThat(levels(funnel(iso.replace(":10\tb", ":11\tb")))).isEqualTo("[0,1,0]");
  }

  @Test
  void the_funnel_says_levels_of_each_person_and_streams_to_the_same() throws IOException {
    String rows = "u\t5\tb\nu\t1\ta\nv\t1\ta\nw\t1\tb\nu\t3\tx\n";
    Path levels = folder.resolve("levels");
    Said batch = funnel(rows, "--per-user", levels.toString());
    assertThat(levels(batch)).isEqualTo("[1,1,1]");
    assertThat(Files.readString(levels)).isEqualTo("u\t2\nv\t1\nw\t0\n");
    Said streaming = funnel(rows, "--streaming", "--lateness", "0");
    assertThat(levels(streaming)).isEqualTo("[1,1,1]");
    assertThat(streaming.json().get("foldedAgain").asInt()).isEqualTo(2);
    assertThat(levels(funnel(rows, "--exclude", "x@1-2"))).isEqualTo("[1,2,0]");
    assertThat(levels(funnel(rows, "--mode", "strict_order,strict_increase"))).isEqualTo("[1,2,0]");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          u 1 a              | --mode wild            | --mode: there is no mode wild
          u 1 a              | --colour red           | --colour
          u 1 a              | --lateness 3           | --lateness belongs
          u 1 a              | --exclude x@2-1        | --exclude
          u 1 a              | --header perhaps       | --header
          u 1 a              | --columns who=1        | --columns knows
          u 1 a;u 2          | --header no            | -:2:
          u NaN a            | --header no            | -:1:
          u 2026-02-31 a     | --header no            | -:1:
          u 1e99 a           | --header no            | -:1:
          """)
  void what_is_said_wrongly_has_code_2_and_says_where(String rows, String option, String said) {
    Said answer = funnel(rows.replace(';', '\n'), option.split(" "));
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err()).contains(said);
  }

  @Test
  void a_missing_file_a_zero_window_and_too_many_steps_are_said() {
    assertThat(run(new byte[0], "funnel", "--events", "/no/where", "--steps", "a", "--window", "1"))
        .extracting(Said::code, Said::err)
        .containsExactly(2, "there is no file /no/where\n");
    assertThat(funnel("u 1 a", "--window", "0").code()).isEqualTo(2);
    assertThat(run(new byte[0], "funnel", "--events", "-", "--steps", "a,", "--window", "1").err())
        .contains("--steps");
    assertThat(run(new byte[0], "funnel", "--help").code()).isZero();
  }

  @Test
  void activity_counts_days_of_a_place_and_erased_people_were_never_there() throws IOException {
    String rows =
        """
        u\t2026-01-01T23:30:00Z\ta
        u\t2026-01-03T10:00:00Z\ta
        v\t2026-01-02T10:00:00Z\ta
        """;
    byte[] in = rows.getBytes(StandardCharsets.UTF_8);
    JsonNode utc = run(in, "activity", "--events", "-").json();
    assertThat(utc.get("days").get(2).toString())
        .isEqualTo(
            "{\"day\":\"2026-01-03\",\"dau\":1,\"wau\":2,\"mau\":2,\"stickiness\":0.5,\"new\":0,"
                + "\"retained\":0,\"resurrected\":1,\"dormant\":1}");
    assertThat(utc.get("retention").toString())
        .isEqualTo("{\"2026-01-01\":[1,0,1],\"2026-01-02\":[1,0]}");
    assertThat(utc.get("unbounded").get("2026-01-01").toString()).isEqualTo("[1,1,1]");
    assertThat(utc.get("weekly").toString()).isEqualTo("{\"2025-12-29\":[2]}");
    JsonNode kathmandu =
        run(in, "activity", "--events", "-", "--timezone", "Asia/Kathmandu").json();
    assertThat(kathmandu.get("days").get(0).get("day").asText()).isEqualTo("2026-01-02");
    Path gone = Files.writeString(folder.resolve("gone"), "u\nnobody\n");
    Said erased = run(in, "activity", "--events", "-", "--erase", gone.toString());
    String without = rows.lines().filter(row -> row.startsWith("v")).findFirst().orElseThrow();
    assertThat(erased.out())
        .isEqualTo(
            run(without.getBytes(StandardCharsets.UTF_8), "activity", "--events", "-").out());
    assertThat(run(in, "activity", "--events", "-", "--as-of", "2026-01-02").json().get("users"))
        .hasToString("2");
    assertThat(run(in, "activity", "--events", "-", "--as-of", "2026-02-30").code()).isEqualTo(2);
  }

  @Test
  void a_journey_says_where_visits_leave_and_the_same_twice() {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 80; i++) {
      rows.append("u").append(i).append("\t0\tlook\n");
      rows.append("u").append(i).append("\t5\t").append(i % 2 == 0 ? "ask" : "wait").append('\n');
      if (i % 2 == 0 && i % 8 != 0) {
        rows.append("u").append(i).append("\t9\ttrade\n");
      }
    }
    byte[] in = rows.toString().getBytes(StandardCharsets.UTF_8);
    Said said = run(in, "journey", "--events", "-", "--goal", "trade");
    JsonNode worst = said.json().get("states").get(0);
    assertThat(worst.get("event").asText()).isEqualTo("wait");
    assertThat(worst.get("significant").asBoolean()).isTrue();
    assertThat(said.json().get("paths").get(0).get("events").toString()).isEqualTo("[\"ask\"]");
    assertThat(run(in, "journey", "--events", "-", "--goal", "trade").out()).isEqualTo(said.out());
    assertThat(run(in, "journey", "--events", "-", "--goal", "dance").code()).isEqualTo(2);
  }
}
