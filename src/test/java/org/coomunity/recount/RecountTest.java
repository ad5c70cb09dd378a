package org.coomunity.recount;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.coomunity.decisions.voting.BallotLine;
import org.coomunity.decisions.voting.Chain;
import org.coomunity.decisions.voting.Course;
import org.coomunity.decisions.voting.DecisionClass;
import org.coomunity.decisions.voting.Merkle;
import org.coomunity.decisions.voting.Method;
import org.coomunity.decisions.voting.Opened;
import org.coomunity.decisions.voting.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The recount program comes to the same result as the platform, and finds what was changed.
class RecountTest {
  private static final List<String> OPTIONS = List.of("o1", "o2", "ö\"3", "o4");

  private static final List<DecisionClass> CLASSES = List.of(DecisionClass.values());

  @TempDir Path folder;

  private record Answer(int code, String words) {}

  private static Answer recount(Path file) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code = Recount.run(file, new PrintStream(out, true, StandardCharsets.UTF_8));
    return new Answer(code, out.toString(StandardCharsets.UTF_8));
  }

  private Answer recount(List<String> lines) throws IOException {
    return recount(Files.writeString(folder.resolve("changed"), String.join("\n", lines) + "\n"));
  }

  @ParameterizedTest
  @EnumSource(value = Method.class, mode = EnumSource.Mode.EXCLUDE, names = "CONVICTION")
  void every_method_is_counted_to_the_same_result(Method method) throws IOException {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      DecisionClass weight = CLASSES.get(seed % 3);
      List<String> ids = seed % 4 == 0 && !method.orders() ? List.of("for", "against") : OPTIONS;
      Opened opened = RecordOfTest.opened(seed, method, weight, ids, random);
      RecordOfTest record =
          new RecordOfTest()
              .question(opened, RecordOfTest.ballots(opened, random.nextInt(30), random));
      Answer answer = recount(record.write(folder));
      assertThat(answer.words()).as("seed %d", seed).contains("agrees").contains("ballots counted");
      assertThat(answer.code()).isZero();
    }
  }

  /// A request with these points, and an end that says something else about itself.
  private List<String> request(List<Course.Held> held, Map<String, Object> otherwise) {
    Request request =
        new Request(
            new UUID(9, 7),
            new UUID(1, 1),
            "huerta",
            DecisionClass.TREASURY,
            "5e".repeat(32),
            500,
            12,
            14,
            Instant.parse("2026-06-01T09:00:00Z"));
    Map<String, Object> end = new TreeMap<>(request.body(Course.of(held), 61, 10_000, 3));
    end.putAll(otherwise);
    Chain.Entry opened =
        new Chain.Entry(
            1, request.opens(), "proposal.opened", nullable(request.body()), Chain.BEGINNING);
    Chain.Entry closed =
        new Chain.Entry(2, request.opens(), "proposal.closed", nullable(end), opened.hash());
    return List.of(opened.line(), closed.line());
  }

  private static Map<String, @Nullable Object> nullable(Map<String, Object> body) {
    return new TreeMap<>(body);
  }

  @Test
  void the_points_of_a_request_are_reckoned_again_and_nothing_else_agrees() throws IOException {
    List<Course.Held> held =
        List.of(new Course.Held(1, 300), new Course.Held(20, 0), new Course.Held(21, 1_100));
    Answer answer = recount(request(held, Map.of()));
    assertThat(answer.words()).contains("3 changes of its points", "hour 61: succeeded");
    assertThat(answer.code()).isZero();
    assertThat(recount(request(List.of(), Map.of())).words()).contains("hour 61: defeated");
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("conviction", "1"),
            Map.of("threshold", "1"),
            Map.of("fund", 10_001L),
            Map.of("hour", 60),
            Map.of("held", List.of(List.of(1, 301L))),
            Map.of("held", List.of(List.of(5, 3L), List.of(5, 4L))),
            Map.of("outcome", Map.of("result", "defeated")))) {
      Answer forged = recount(request(held, wrong));
      assertThat(forged.code()).as("%s", wrong).isEqualTo(1);
      assertThat(forged.words()).contains("Line 2 does not fit");
    }
  }

  @Test
  void a_record_of_several_questions_is_told_in_plain_words() throws IOException {
    RecordOfTest record = two();
    Answer answer = recount(record.write(folder));
    assertThat(answer.code()).isZero();
    assertThat(answer.words())
        .contains("7 entries: each has its own hash, 6 follow the one before.")
        .contains("(quadratic): 20 ballots counted again.")
        .contains("quorum: 20 took part, 4 were needed")
        .contains("outcome: succeeded");
    List<String> without = record.lines().subList(0, 7);
    assertThat(recount(without).words()).contains("its ballots are not in this file");
    assertThat(recount(without.subList(0, 3)).words()).contains("not closed in this file");
  }

  private static RecordOfTest two() {
    Random random = new Random(7);
    RecordOfTest record = new RecordOfTest().entry("rules.changed", Map.of("version", 1));
    for (int i = 1; i <= 2; i++) {
      Method method = i == 1 ? Method.QUADRATIC : Method.RANKED;
      Opened opened = RecordOfTest.opened(i, method, DecisionClass.ORDINARY, OPTIONS, random);
      record.question(opened, RecordOfTest.ballots(opened, 20, random));
    }
    return record;
  }

  @Test
  void one_byte_changed_is_found_in_its_line() throws IOException {
    byte[] record = String.join("\n", two().lines()).concat("\n").getBytes(StandardCharsets.UTF_8);
    Random random = new Random(11);
    for (int i = 0; i < 600; i++) {
      byte[] changed = record.clone();
      int at = random.nextInt(changed.length - 1);
      changed[at] =
          (byte) (i % 3 == 0 ? changed[at] ^ 1 << random.nextInt(7) : ' ' + random.nextInt(95));
      if (changed[at] == record[at]) {
        continue;
      }
      long line =
          new String(record, 0, at, StandardCharsets.UTF_8).chars().filter(c -> c == '\n').count()
              + 1;
      Answer answer = recount(Files.write(folder.resolve("changed"), changed));
      assertThat(answer.code()).as(answer.words()).isNotZero();
      assertThat(answer.words()).containsIgnoringCase("line %d ".formatted(line));
    }
  }

  @Test
  void a_line_left_out_repeated_or_moved_is_found() throws IOException {
    List<String> lines = two().lines();
    for (int i = 0; i < lines.size(); i++) {
      List<String> without = new ArrayList<>(lines);
      without.remove(i);
      boolean gapShows = i > 0 && i != 1 && i != 4;
      assertThat(recount(without).code())
          .as("without line %d", i + 1)
          .isEqualTo(gapShows && i != 3 && i != 6 ? 1 : 0);
      List<String> twice = new ArrayList<>(lines);
      twice.add(i, lines.get(i));
      Answer answer = recount(twice);
      assertThat(answer.code()).isEqualTo(1);
      assertThat(answer.words()).contains("Line %d ".formatted(i + 2));
    }
    List<String> moved = new ArrayList<>(lines);
    moved.add(10, moved.remove(9));
    assertThat(recount(moved).words()).contains("Line 11 does not fit", "not after the one before");
  }

  /// Whoever makes all hashes anew can change what a close says, but not what the ballots say.
  @Test
  void a_close_that_says_something_else_is_found_even_with_good_hashes() throws IOException {
    Random random = new Random(5);
    Opened opened = RecordOfTest.opened(1, Method.SCORE, DecisionClass.ORDINARY, OPTIONS, random);
    List<BallotLine> cast = RecordOfTest.ballots(opened, 12, random);
    List<String> honest = new RecordOfTest().question(opened, cast).lines();
    RecordOfTest forged = new RecordOfTest().entry("proposal.opened", opened.body());
    Map<String, Object> body = new HashMap<>();
    body.put("proposal", opened.proposal().toString());
    body.put("ballots", 12);
    body.put("root", new Merkle().root());
    List<String> lines = new ArrayList<>(forged.entry("proposal.closed", body).lines());
    lines.addAll(honest.subList(3, honest.size()));
    Answer answer = recount(lines);
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.words()).contains("Line 2 does not fit: the close of");
  }

  @Test
  void two_exports_at_different_times_agree_as_far_as_both_go() {
    Random random = new Random(3);
    Opened opened =
        RecordOfTest.opened(1, Method.APPROVAL, DecisionClass.ORDINARY, OPTIONS, random);
    List<BallotLine> cast = RecordOfTest.ballots(opened, 5, random);
    RecordOfTest earlier = new RecordOfTest().entry("proposal.opened", opened.body());
    List<String> before = earlier.lines();
    List<String> after = earlier.entry("proposal.withdrawn", Map.of("reason", "—")).lines();
    assertThat(after.subList(0, before.size())).isEqualTo(before);
    assertThat(new RecordOfTest().question(opened, cast).lines())
        .isEqualTo(new RecordOfTest().question(opened, cast.reversed()).lines());
  }

  /// `docs/record.md` shows a record; it is one.
  @Test
  void the_record_in_the_documentation_agrees() throws IOException {
    String page = Files.readString(Path.of("docs", "record.md"));
    String shown = page.substring(page.indexOf("```ndjson\n") + 10);
    List<String> lines = shown.substring(0, shown.indexOf("```")).lines().toList();
    assertThat(lines).isEqualTo(RecordOfTest.example().lines());
    assertThat(recount(lines).code()).isZero();
    String told = page.substring(page.indexOf("```text\n") + 8);
    assertThat(recount(lines).words()).isEqualTo(told.substring(0, told.indexOf("```")));
  }

  @Test
  void what_cannot_be_read_is_said() throws IOException {
    assertThat(recount(folder.resolve("none")).code()).isEqualTo(2);
    assertThat(recount(Files.writeString(folder.resolve("empty"), "")).code()).isEqualTo(2);
    Answer answer = recount(List.of("{\"at\":"));
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.words()).contains("line 1");
    assertThat(recount(List.of("[]")).code()).isEqualTo(1);
    Answer entriesAlone = recount(List.of("{\"counted\":true,\"entries\":[]}"));
    assertThat(entriesAlone.code()).isEqualTo(2);
    assertThat(entriesAlone.words()).contains("application/x-ndjson");
    String fraction =
        new Chain.Entry(1, RecordOfTest.AT, "x", Map.of("a", 1), Chain.BEGINNING).line();
    assertThat(recount(List.of(fraction.replace(":1}", ":1.5}"))).words()).contains("not whole");
  }
}
