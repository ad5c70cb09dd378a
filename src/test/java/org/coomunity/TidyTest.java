package org.coomunity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.coomunity.base.platform.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The source is tidy: small files, small methods, no floating money, one clock, SQL in its place,
/// keys that can be sharded, texts in every language.
class TidyTest {
  private static final Path MAIN = Path.of("src", "main", "java");
  private static final Path TEST = Path.of("src", "test", "java");
  private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db");
  private static final Path TEXTS = Path.of("src", "main", "resources", "i18n");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\s*\\$(\\w+)");

  /// Tables that need no shard key, each with its reason.
  private static final Map<String, String> REFERENCE =
      new TreeMap<>(
          Map.of(
              "journeys.salt", "one row: that of today",
              "platform.outbox", "read across communities in order of commit; distributed per node",
              "platform.consumer", "one row per kind of reader",
              "platform.parked", "events that failed; few, and looked at by an operator",
              "platform.job", "one row per recurring job",
              "ledger.book", "one row per currency; the book is the shard key itself",
              "members.handle", "the directory of handles: unique over all, copied everywhere",
              "members.master", "one row: the fingerprint of the platform's key",
              "communities.address", "the directory of communities: unique over all, copied"));

  /// Statements that are meant to ask every shard, each with its reason.
  private static final Map<String, String> EVERY_SHARD =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("NoticeStore notices.notice", "old notices of everybody are forgotten"),
              Map.entry(
                  "AuditStore audit.entry",
                  "every chain is walked through when the audit is checked"),
              Map.entry(
                  "SegmentStore journeys.person",
                  "the communities whose logs may be made faster to read"),
              Map.entry("AuditStore audit.words", "old words of everybody are forgotten"),
              Map.entry(
                  "PollStore pulse.day",
                  "the newest days of all communities, by when they changed"),
              Map.entry(
                  "PollStore pulse.tally",
                  "the newest trades of all communities; old ones are forgotten"),
              Map.entry("PollStore pulse.person", "who was active in the last minutes, anywhere"),
              Map.entry(
                  "PollStore pulse.sample", "samples of everybody become hours, and are forgotten"),
              Map.entry(
                  "TallyStore commons.mission",
                  "how many missions are open or were reached anywhere, for operators"),
              Map.entry(
                  "DepartureStore insight.health", "the mean over all communities, for operators"),
              Map.entry("AlertStore pulse.alert", "what is open anywhere, for operators"),
              Map.entry("PersonalStore pulse.alert", "what one operator took on, anywhere"),
              Map.entry(
                  "AskedStore lets.exchange", "a currency code, looked up for services alone")));

  @Test
  void the_source_is_tidy() {
    List<String> faults = new ArrayList<>();
    Stream.of(MAIN, TEST)
        .flatMap(SourceFile::below)
        .forEach(file -> faults.addAll(TidyRules.faults(file)));
    assertThat(faults).isEmpty();
  }

  @Test
  void other_sources_are_short_and_finished() {
    List<String> faults = new ArrayList<>();
    for (String end : List.of(".ts", ".css", ".jte", ".sql")) {
      for (Path folder : List.of(Path.of("web"), Path.of("src", "main"))) {
        for (Path path : SourceFile.files(folder, end)) {
          String text = SourceFile.read(path);
          if (text.lines().count() > TidyRules.FILE_LINES) {
            faults.add(path + " has " + text.lines().count() + " lines");
          }
          if (Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b").matcher(text).find()) {
            faults.add(path + " is not finished");
          }
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void every_key_of_a_growing_table_begins_with_what_it_can_be_split_by() {
    List<String> faults = new ArrayList<>();
    for (Path script : SourceFile.files(MIGRATIONS, ".sql")) {
      String module = script.getName(script.getNameCount() - 2).toString();
      faults.addAll(SchemaRules.faults(module, SourceFile.read(script), REFERENCE));
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void every_statement_over_a_growing_table_is_bound_to_one_shard() {
    Set<String> growing = new TreeSet<>();
    SourceFile.files(MIGRATIONS, ".sql")
        .forEach(script -> growing.addAll(SchemaRules.tables(SourceFile.read(script))));
    growing.removeAll(REFERENCE.keySet());
    List<String> faults = new ArrayList<>();
    SourceFile.below(MAIN)
        .forEach(file -> faults.addAll(ShapeRules.unbound(file, growing, EVERY_SHARD.keySet())));
    assertThat(faults).isEmpty();
    assertThat(growing).hasSizeGreaterThan(5);
  }

  @Test
  void a_statement_that_asks_every_shard_is_found() {
    String code = "String a = \"select b from lets.payment where id = 1\";";
    SourceFile file = file("src/main/java/org/coomunity/exchange/lets/Bad.java", "lets", code);
    assertThat(ShapeRules.unbound(file, Set.of("lets.payment"), Set.of()))
        .singleElement()
        .asString()
        .startsWith("Bad lets.payment: bound to no shard");
    assertThat(ShapeRules.unbound(file, Set.of("lets.payment"), Set.of("Bad lets.payment")))
        .isEmpty();
    String good = code.replace("where", "where community_id = 2 and");
    SourceFile bound = file("src/main/java/org/coomunity/exchange/lets/Bad.java", "lets", good);
    assertThat(ShapeRules.unbound(bound, Set.of("lets.payment"), Set.of())).isEmpty();
  }

  @Test
  void every_schema_is_made_by_the_program_in_the_order_of_the_modules() {
    Set<String> folders = new TreeSet<>();
    SourceFile.files(MIGRATIONS, ".sql")
        .forEach(script -> folders.add(script.getName(script.getNameCount() - 2).toString()));
    assertThat(Storage.SCHEMAS).containsExactlyInAnyOrderElementsOf(folders);
  }

  @Test
  void every_text_stands_in_both_languages_with_the_same_placeholders() {
    Map<String, String> spanish = texts("es");
    Map<String, String> english = texts("en");
    assertThat(english.keySet()).isEqualTo(spanish.keySet());
    List<String> faults = new ArrayList<>();
    spanish.forEach((key, text) -> {
      if (!placeholders(text).equals(placeholders(english.getOrDefault(key, "")))) {
        faults.add(
            key
                + ": "
                + placeholders(text)
                + " is not "
                + placeholders(english.getOrDefault(key, "")));
      }
    });
    assertThat(faults).isEmpty();
  }

  private static Map<String, String> texts(String language) {
    Map<String, String> texts = new TreeMap<>();
    for (Path file : SourceFile.files(TEXTS.resolve(language), ".json")) {
      try {
        JsonNode tree = Json.MAPPER.readTree(SourceFile.read(file));
        tree.properties()
            .forEach(text ->
                texts.put(file.getFileName() + " " + text.getKey(), text.getValue().asText()));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(file.toString(), e);
      }
    }
    return texts;
  }

  private static Set<String> placeholders(String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = PLACEHOLDER.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          double in the ledger  | long a(double b) { return 1; }                | floating point
          float in the ledger   | float b;                                      | floating point
          decimal in the ledger | Object a(BigDecimal b) { return b; }          | minor units
          clock of the machine  | long a() { return System.currentTimeMillis(); } | InstantSource
          now of the machine    | Object a() { return java.time.Instant.now(); } | InstantSource
          instant now           | Object a() { return Instant.now(); }          | InstantSource
          print                 | void a() { System.out.println(); }            | logs
          stack trace           | void a(Exception b) { b.printStackTrace(); }  | logs
          SQL in a facade       | String a = "select a from b where c";         | stores only
          insert in a facade    | String a = "insert into a values (1)";        | stores only
          update in a facade    | String a = "update lets.a set b = 1";         | stores only
          left over             | int a; /* FIXME later */                      | left over
          path of a machine     | String a = "/root/data";                      | path of one machine
          """)
  void bad_code_is_found(String what, String code, String fault) {
    SourceFile file = file("src/main/java/org/coomunity/exchange/ledger/Bad.java", "ledger", code);
    assertThat(TidyRules.faults(file)).as(what).anyMatch(found -> found.contains(fault));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sleeping test | void a() throws Exception { Thread.sleep(1); } | do not sleep
          skipped test  | @Disabled void a() {}                          | skipped
          skipped on os | @DisabledOnOs void a() {}                      | skipped
          """)
  void bad_tests_are_found(String what, String code, String fault) {
    SourceFile file =
        file("src/test/java/org/coomunity/exchange/ledger/BadTest.java", "ledger", code);
    assertThat(TidyRules.faults(file)).as(what).anyMatch(found -> found.contains(fault));
  }

  @Test
  void long_files_and_methods_are_found() {
    String path = "src/main/java/org/coomunity/exchange/lets/Bad.java";
    String method = "void a() {\n" + "int b;\n".repeat(TidyRules.METHOD_LINES) + "}";
    assertThat(TidyRules.faults(file(path, "lets", method)))
        .anyMatch(f -> f.contains("a has 62 lines"));
    String table =
        "Object routes() {\nreturn a(\n" + "b,\n".repeat(TidyRules.METHOD_LINES) + "c);\n}";
    assertThat(TidyRules.faults(file(path, "lets", table))).isEmpty();
    String longTable = table.replace("c)", "c,\n".repeat(TidyRules.METHOD_LINES) + "c)");
    assertThat(TidyRules.faults(file(path, "lets", longTable))).isNotEmpty();
    String fields = "\n".repeat(TidyRules.FILE_LINES);
    assertThat(TidyRules.faults(file(path, "lets", fields)))
        .anyMatch(f -> f.contains("more than 400"));
  }

  @Test
  void code_in_comments_and_types_without_words_are_found() {
    Path path = Path.of("src/main/java/org/coomunity/exchange/lets/Bad.java");
    SourceFile file =
        SourceFile.of(
            path,
            "package org.coomunity.exchange.lets;\npublic final class Bad {\n// int b = 1;\n}\n");
    assertThat(TidyRules.faults(file))
        .anyMatch(fault -> fault.contains("code in a comment"))
        .anyMatch(fault -> fault.contains("does not say what Bad is"));
  }

  @Test
  void a_tidy_file_has_no_faults() {
    SourceFile file =
        file(
            "src/main/java/org/coomunity/exchange/lets/Good.java",
            "lets",
            "double share() { return 0.5; }");
    assertThat(TidyRules.faults(file)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          key by id alone       | create table lets.a (id uuid primary key);                        | begins with id
          table key by id       | create table lets.a (id uuid, primary key (id, community_id));    | begins with id
          unique by id          | create table lets.a (community_id uuid primary key, unique (id)); | begins with id
          no key                | create table lets.a (community_id uuid);                          | has no key
          another's schema      | create table trades.a (community_id uuid primary key);            | another schema
          another's row         | alter table lets.a add b uuid references members.member (id);     | another schema
          unique index by id    | create unique index a on lets.b (id);                             | begins with id
          """)
  void bad_tables_are_found(String what, String sql, String fault) {
    assertThat(SchemaRules.faults("lets", sql, Map.of()))
        .as(what)
        .anyMatch(found -> found.contains(fault));
  }

  @Test
  void a_good_table_has_no_faults() {
    String sql =
        "create table lets.a (\n community_id uuid not null,\n id uuid not null,\n primary key (community_id, id)\n);";
    assertThat(SchemaRules.faults("lets", sql, Map.of())).isEmpty();
    assertThat(
            SchemaRules.faults(
                "lets", "create table lets.a (id uuid primary key);", Map.of("lets.a", "small")))
        .isEmpty();
  }

  @Test
  void exceptions_are_of_tables_that_exist() {
    StringBuilder all = new StringBuilder();
    SourceFile.files(MIGRATIONS, ".sql").forEach(script -> all.append(SourceFile.read(script)));
    assertThat(REFERENCE.keySet())
        .allMatch(table -> all.toString().contains("table " + table + " "));
  }

  private static SourceFile file(String path, String module, String code) {
    return SourceFile.of(
        Path.of(path),
        "package org.coomunity.exchange."
            + module
            + ";\n\n/// It is bad.\npublic final class Bad {\n"
            + code
            + "\n}\n");
  }

  @Test
  void sources_are_where_this_test_looks() {
    assertThat(Files.isDirectory(MAIN)).isTrue();
    assertThat(SourceFile.files(MAIN, ".java")).hasSizeGreaterThan(50);
  }
}
