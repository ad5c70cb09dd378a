package org.coomunity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coomunity.analytics.pulse.AlertRule;
import org.coomunity.base.platform.json.Json;
import org.junit.jupiter.api.Test;

/// What watches the platform fits it: rules, their tests, runbooks, dashboards. Where promtool and
/// amtool are installed they are asked as well.
class WatchFilesTest {
  private static final Path RULES = Path.of("deploy", "prometheus");
  private static final Path BOARDS = Path.of("deploy", "grafana", "dashboards");
  private static final Pattern STRINGS = Pattern.compile("\"[^\"]*\"|\\{[^}]*}");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(by|without|on|ignoring|group_left)\\s*\\([^)]*\\)");
  private static final Pattern NAME = Pattern.compile("\\b[a-z_:]{4,}[a-z0-9_:]*\\b(?!\\s*\\()");
  private static final Set<String> WORDS = Set.of("offset", "and", "unless", "bool");

  /// What Prometheus itself knows.
  private static final Set<String> PROMETHEUS = Set.of("up");

  /// An alert as it is written.
  private record Written(Map<String, String> lines) {
    String line(String key) {
      return lines.getOrDefault(key, "");
    }
  }

  private static Map<String, Written> alerts() throws IOException {
    Map<String, Written> alerts = new TreeMap<>();
    Map<String, String> open = new TreeMap<>();
    String key = "";
    for (String line : Files.readAllLines(RULES.resolve("alerts.yml"))) {
      String text = line.strip().replaceFirst("^- ", "");
      Matcher pair =
          Pattern.compile("(alert|expr|for|severity|summary|runbook): (.*)").matcher(text);
      if (pair.matches()) {
        key = pair.group(1);
        if (key.equals("alert")) {
          open = new TreeMap<>();
          alerts.put(pair.group(2), new Written(open));
        }
        open.put(key, pair.group(2));
      } else if (key.equals("expr") && line.startsWith("          ")) {
        open.merge(key, " " + text, String::concat);
      }
    }
    return alerts;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void every_alert_has_a_severity_a_time_a_runbook_and_a_test_of_both_sides() throws IOException {
    StringBuilder tests = new StringBuilder();
    SourceFile.files(RULES.resolve("tests"), ".yml").forEach(file -> tests.append(read(file)));
    Map<String, Written> alerts = alerts();
    assertThat(alerts).hasSizeGreaterThan(20);
    alerts.forEach((name, alert) -> {
      assertThat(alert.line("severity")).as(name).isIn("critical", "warning");
      assertThat(alert.line("for")).as(name).matches("[0-9]+[mh]");
      assertThat(alert.line("summary")).as(name).isNotBlank();
      assertThat(alert.line("runbook")).isEqualTo("docs/runbooks/" + name + ".md");
      assertThat(Path.of(alert.line("runbook"))).isRegularFile();
      assertThat(tests).contains("- name: " + name + " fires\n");
      assertThat(tests).contains("- name: " + name + " does not fire\n");
    });
  }

  @Test
  void the_table_in_the_program_is_the_same() throws IOException {
    Map<String, Written> alerts = alerts();
    for (AlertRule rule : AlertRule.values()) {
      Written alert = alerts.getOrDefault(rule.key(), new Written(Map.of()));
      assertThat(alert.line("severity")).as(rule.key()).isEqualTo(rule.severity());
      assertThat(duration(alert.line("for"))).as(rule.key()).isEqualTo(rule.lasting());
      if (rule != AlertRule.AYNI_TRADES_MISSING) {
        String threshold = Double.toString(rule.threshold()).replaceFirst("\\.0$", "");
        assertThat(alert.line("expr")).as(rule.key()).matches(".*[<>] " + threshold + "\\b.*");
      }
    }
  }

  private static Duration duration(String text) {
    return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
  }

  /// Names that an expression asks for.
  private static Set<String> asked(String expression) {
    Set<String> names = new TreeSet<>();
    String bare = GROUPING.matcher(STRINGS.matcher(expression).replaceAll("")).replaceAll("");
    NAME.matcher(bare.replaceAll("\\[[^]]*]", ""))
        .results()
        .map(found -> found.group())
        .filter(name -> !WORDS.contains(name))
        .forEach(names::add);
    return names;
  }

  private static Set<String> recorded() {
    Set<String> names = new TreeSet<>();
    Pattern.compile("record: (\\S+)")
        .matcher(read(RULES.resolve("recording.yml")))
        .results()
        .forEach(found -> names.add(found.group(1)));
    return names;
  }

  private static List<String> expressions() throws IOException {
    List<String> all = new ArrayList<>();
    alerts().values().forEach(alert -> all.add(alert.line("expr")));
    Pattern.compile("(?m)^        expr: (\\|\\n((?:          .*\\n)+)|.*\\n)")
        .matcher(read(RULES.resolve("recording.yml")))
        .results()
        .forEach(found -> all.add(found.group(1)));
    for (Path board : SourceFile.files(BOARDS, ".json")) {
      boards(board)
          .path("panels")
          .forEach(panel ->
              panel.path("targets").forEach(target -> all.add(target.path("expr").asText())));
    }
    return all;
  }

  private static JsonNode boards(Path file) {
    try {
      return Json.MAPPER.readTree(read(file));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }

  @Test
  void every_name_that_is_asked_for_is_exported_by_the_server_or_recorded() throws IOException {
    Set<String> wanted = new TreeSet<>();
    expressions().forEach(expression -> wanted.addAll(asked(expression)));
    assertThat(wanted).hasSizeGreaterThan(40);
    wanted.removeAll(recorded());
    wanted.removeAll(PROMETHEUS);
    try (TwoTowns towns = new TwoTowns()) {
      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      Set<String> missing = wanted;
      while (!missing.isEmpty() && System.nanoTime() < end) {
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        missing = new TreeSet<>(wanted);
        missing.removeAll(exported(towns.text("/metrics")));
      }
      assertThat(missing).isEmpty();
    }
  }

  private static Set<String> exported(String scrape) {
    Set<String> names = new TreeSet<>();
    scrape
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> names.add(line.split("[{ ]", 2)[0]));
    return names;
  }

  @Test
  void no_label_of_a_figure_names_a_community_or_a_member_and_a_scrape_is_quick() {
    try (TwoTowns towns = new TwoTowns()) {
      String scrape = towns.text("/metrics");
      assertThat(scrape).doesNotContain(TwoTowns.ALFA + "\"").doesNotContain("alma");
      assertThat(scrape.lines().count()).isLessThan(20_000);
      long quickest = Long.MAX_VALUE;
      for (int i = 0; i < 20; i++) {
        long began = System.nanoTime();
        towns.text("/metrics");
        quickest = Math.min(quickest, System.nanoTime() - began);
      }
      assertThat(Duration.ofNanos(quickest)).isLessThan(Duration.ofMillis(50));
    }
  }

  @Test
  void dashboards_are_whole() {
    List<Path> boards = SourceFile.files(BOARDS, ".json");
    assertThat(boards.stream().map(board -> board.getFileName().toString()))
        .containsExactlyInAnyOrder("platform.json", "community.json", "database.json", "live.json");
    for (Path file : boards) {
      JsonNode board = boards(file);
      assertThat(board.path("uid").asText()).startsWith("coomunity-");
      assertThat(board.path("schemaVersion").asInt()).isPositive();
      Set<Integer> ids = new TreeSet<>();
      board
          .path("panels")
          .forEach(panel -> {
            assertThat(ids.add(panel.path("id").asInt())).as(file.toString()).isTrue();
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.path("targets").size()).isPositive();
            assertThat(panel.path("fieldConfig").path("defaults").path("unit").asText())
                .isNotBlank();
          });
      assertThat(ids).isNotEmpty();
    }
  }

  @Test
  void routes_to_people_lead_to_receivers_that_exist() {
    String text = read(Path.of("deploy", "alertmanager", "alertmanager.yml"));
    Set<String> receivers = new TreeSet<>();
    Pattern.compile("(?m)^  - name: (\\S+)")
        .matcher(text)
        .results()
        .forEach(found -> receivers.add(found.group(1)));
    Pattern.compile("receiver: (\\S+)")
        .matcher(text)
        .results()
        .forEach(found -> assertThat(receivers).contains(found.group(1)));
    assertThat(text)
        .contains("email_configs", "webhook_configs", "slack_configs")
        .doesNotContain("hooks.slack.com");
  }

  @Test
  void the_tools_of_prometheus_agree_where_they_are_installed()
      throws IOException, InterruptedException {
    Optional<String> promtool = tool("promtool");
    if (promtool.isPresent()) {
      run(promtool.get(), "check", "config", RULES.resolve("prometheus.yml").toString());
      List<String> command = new ArrayList<>(List.of(promtool.get(), "test", "rules"));
      SourceFile.files(RULES.resolve("tests"), ".yml")
          .forEach(file -> command.add(file.toString()));
      run(command.toArray(String[]::new));
    }
    Optional<String> amtool = tool("amtool");
    if (amtool.isPresent()) {
      run(amtool.get(), "check-config", "deploy/alertmanager/alertmanager.yml");
    }
    assertThat(read(RULES.resolve("prometheus.yml"))).contains("recording.yml", "alerts.yml");
  }

  private static Optional<String> tool(String name) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Path said = Files.createTempFile("said", ".txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
  }
}
