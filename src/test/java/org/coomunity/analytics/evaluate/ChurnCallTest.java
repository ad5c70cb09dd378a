package org.coomunity.analytics.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.coomunity.base.platform.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class ChurnCallTest {
  @TempDir private Path folder;
  private String out = "";
  private String err = "";

  @Command(name = "evaluate")
  private static final class Top {}

  private int run(String... words) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ByteArrayOutputStream wrong = new ByteArrayOutputStream();
    PrintStream to = new PrintStream(said, true, StandardCharsets.UTF_8);
    PrintStream errors = new PrintStream(wrong, true, StandardCharsets.UTF_8);
    CommandLine line = new CommandLine(new Top());
    new Evaluate(new ByteArrayInputStream(new byte[0]), to, errors)
        .calls()
        .forEach(line::addSubcommand);
    line.setOut(new PrintWriter(to, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(errors, true, StandardCharsets.UTF_8));
    int code = line.execute(words);
    out = said.toString(StandardCharsets.UTF_8);
    err = wrong.toString(StandardCharsets.UTF_8);
    return code;
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private JsonNode answer() throws IOException {
    ObjectNode answer = (ObjectNode) Json.MAPPER.readTree(out);
    answer.remove("timing");
    return answer;
  }

  /// People of whom those with a long silence and few partners leave.
  private static String village(int rows, long seed) {
    Random chance = new Random(seed);
    StringBuilder text = new StringBuilder("\uFEFFname,silence,partners,place,note,left\r\n");
    for (int i = 0; i < rows; i++) {
      double silence = chance.nextDouble() * 30;
      int partners = chance.nextInt(9);
      double risk = 1 / (1 + Math.exp(-(silence - 18) / 3 + partners / 3.0));
      text.append(
          String.format(
              Locale.ROOT,
              "m%d,%s,%d,%s,\"a, %d\",%s\r\n",
              i,
              i % 17 == 0 ? " " : String.format(Locale.ROOT, "%.2f", silence),
              partners,
              i % 3 == 0 ? "hill" : i % 3 == 1 ? "river" : "sea",
              i,
              chance.nextDouble() < risk ? "Yes" : "No"));
    }
    return text.toString();
  }

  @Test
  void a_table_is_foretold_in_folds_and_twice_the_same() throws IOException {
    String csv = file("village.csv", village(900, 3));
    String rows = folder.resolve("rows.tsv").toString();
    assertThat(run("churn", "--csv", csv, "--label", "left", "--id", "name", "--predictions", rows))
        .as(err)
        .isZero();
    JsonNode first = answer();
    assertThat(first.path("rows").asInt()).isEqualTo(900);
    assertThat(first.path("metrics").path("auc").asDouble()).isGreaterThan(0.85);
    assertThat(first.path("metrics").path("ece").asDouble()).isLessThan(0.08);
    assertThat(first.path("metrics").has("lift@10%")).isTrue();
    assertThat(first.path("foldAuc")).hasSize(5);
    assertThat(first.path("ignoredColumns").get(0).asText()).isEqualTo("note");
    assertThat(first.path("reasons").get(0).path("feature").asText()).isEqualTo("silence");
    assertThat(first.path("leakSuspects")).isEmpty();
    List<String> lines = Files.readAllLines(Path.of(rows));
    assertThat(lines).hasSize(901).first().isEqualTo("id\tlabel\tprobability\tfold");
    assertThat(lines.get(1)).startsWith("m0\t");
    run("churn", "--csv", csv, "--label", "left", "--id", "name");
    assertThat(answer()).isEqualTo(first);
    run("churn", "--csv", csv, "--label", "left", "--id", "name", "--seed", "2");
    assertThat(answer()).isNotEqualTo(first);
  }

  @Test
  void a_later_table_is_foretold_by_an_earlier_one() throws IOException {
    String train = file("train.csv", village(600, 3));
    String test = folder.resolve("test.csv.gz").toString();
    try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(Path.of(test)))) {
      gzip.write(village(300, 4).getBytes(StandardCharsets.UTF_8));
    }
    String[] call = {"churn", "--train", train, "--test", test, "--label", "left", "--id", "name"};
    assertThat(run(call)).as(err).isZero();
    assertThat(answer().path("rows").asInt()).isEqualTo(300);
    assertThat(answer().path("metrics").path("auc").asDouble()).isGreaterThan(0.85);
    assertThat(answer().path("foldAuc")).hasSize(3);
  }

  @Test
  void a_column_that_knows_the_answer_is_named() throws IOException {
    StringBuilder text = new StringBuilder("a,why,left\n");
    Random chance = new Random(1);
    for (int i = 0; i < 200; i++) {
      boolean left = chance.nextInt(3) == 0;
      text.append(chance.nextInt(50))
          .append(left ? ",moved" : ",here")
          .append(left ? ",1\n" : ",0\n");
    }
    String csv = file("leak.csv", text.toString());
    assertThat(run("churn", "--csv", csv, "--label", "left", "--model", "logistic")).isZero();
    assertThat(answer().path("leakSuspects")).hasSize(1);
    assertThat(answer().path("leakSuspects").get(0).path("column").asText()).isEqualTo("why");
  }

  @Test
  void acts_are_foretold_after_a_day_and_a_summary_is_fitted() throws IOException {
    StringBuilder acts = new StringBuilder();
    StringBuilder summary = new StringBuilder("frequency\trecency\tT\n");
    Random chance = new Random(2);
    for (int i = 0; i < 300; i++) {
      int more = chance.nextInt(4) * chance.nextInt(3);
      for (int act = 0; act <= more; act++) {
        acts.append("c%d 2020%02d%02d 5.0\n".formatted(i, 1 + act, 1 + chance.nextInt(28)));
      }
      summary.append(more).append('\t').append(more * 4).append('\t').append(38).append('\n');
    }
    String file = file("acts.txt", acts.toString());
    String[] call = {
      "churn", "--transactions", file, "--calibration-end", "2020-04-15", "--horizon-days", "60"
    };
    assertThat(run(call)).as(err).isZero();
    assertThat(answer().path("customers").asInt()).isEqualTo(300);
    assertThat(answer().path("auc").path("expected").asDouble()).isBetween(0.3, 1.0);
    assertThat(answer().path("holdout").path("actual").asInt()).isPositive();
    assertThat(run("churn", "--summary", file("s.tsv", summary.toString()))).as(err).isZero();
    assertThat(answer().path("parameters").path("r").asDouble()).isPositive();
    assertThat(answer().path("logLikelihood").asDouble()).isNegative();
  }

  @Test
  void what_cannot_be_used_is_refused_with_its_place() throws IOException {
    String ok = file("ok.csv", village(100, 1));
    refused("Unknown option", "churn", "--csv", ok, "--label", "left", "--oversample");
    refused("--model", "churn", "--csv", ok, "--label", "left", "--model", "forest");
    refused("--unit", "churn", "--csv", ok, "--label", "left", "--unit", "week");
    refused("one of", "churn", "--csv", ok, "--summary", ok);
    refused("--label", "churn", "--csv", ok);
    refused("no column 'gone'", "churn", "--csv", ok, "--label", "gone");
    refused("no column 'x'", "churn", "--csv", ok, "--label", "left", "--exclude", "x");
    String ragged = file("r.csv", "a,b,left\n1,2,0\n1,2\n");
    refused("r.csv:3: it has 2 fields", "churn", "--csv", ragged, "--label", "left");
    refused("too few", "churn", "--csv", file("t.csv", "a,left\n1,0\n2,1\n"), "--label", "left");
    String one = file("o.csv", "a,left\n" + "1,0\n".repeat(20));
    refused("one class", "churn", "--csv", one, "--label", "left");
    String nan = file("n.csv", "a,left\n" + "1,0\n2,1\n".repeat(9) + "NaN,1\n");
    refused("n.csv:20: 'NaN'", "churn", "--csv", nan, "--label", "left");
    String date = file("d.txt", "c 2020-01-01\nc 2020-02-31\n");
    String[] call = {
      "churn", "--transactions", date, "--calibration-end", "2020-03-01", "--horizon-days", "9"
    };
    refused("d.txt:2: '2020-02-31' is no date", call);
    refused("s.txt:2:", "churn", "--summary", file("s.txt", "frequency recency T\n2 40 30\n"));
    refused("there is no file", "churn", "--summary", folder.resolve("gone").toString());
    assertThat(run("churn", "--help")).isZero();
    assertThat(out).contains("--transactions");
  }

  private void refused(String words, String... call) {
    assertThat(run(call)).as(String.join(" ", call) + "\n" + err).isEqualTo(2);
    assertThat(err).contains(words);
    assertThat(out).isEmpty();
  }

  @Test
  void transfers_are_weighed_and_each_account_has_its_row() throws IOException {
    String file =
        file(
            "t.csv",
            """
            timeset,source,target,weight
            2020-01-01 10:00:00,a,b,5
            2020-01-02 10:00:00,b,a,5
            2020-03-01 10:00:00,a,c,2
            """);
    String rows = folder.resolve("rows.tsv").toString();
    String[] call = {
      "reciprocity", "--transfers", file, "--separator", "comma", "--per-user", rows
    };
    assertThat(run(call)).as(err).isZero();
    assertThat(answer().path("task").asText()).isEqualTo("reciprocity");
    assertThat(answer().path("volume").asDouble()).isEqualTo(12);
    assertThat(answer().path("cycleShare").asDouble()).isEqualTo(10 / 12.0);
    assertThat(Files.readAllLines(Path.of(rows)))
        .hasSize(4)
        .anyMatch(row -> row.startsWith("c\t0.0\t2.0\t0.0"));
    String[] early = {
      "reciprocity", "--transfers", file, "--separator", "comma", "--as-of", "2020-01-01T23:00:00"
    };
    assertThat(run(early)).isZero();
    assertThat(answer().path("transfers").asInt()).isEqualTo(1);
    String plain = file("p.txt", "a b 3\nb a -1\n");
    refused("p.txt:2: a negative amount", "reciprocity", "--transfers", plain);
    String timeless = file("q.txt", "a b 3\n");
    refused("--window-days", "reciprocity", "--transfers", timeless, "--window-days", "9");
    refused("Unknown option", "reciprocity", "--transfers", timeless, "--weighted");
    assertThat(run("reciprocity", "--transfers", timeless)).isZero();
    assertThat(answer().path("reciprocityIndex").asDouble()).isZero();
  }
}
