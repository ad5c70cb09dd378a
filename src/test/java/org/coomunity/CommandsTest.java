package org.coomunity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.coomunity.base.kernel.Secret;
import org.coomunity.testing.Neighbours;
import org.coomunity.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
  @TempDir Path home;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(Map<String, String> environment, String... args) {
    out.reset();
    err.reset();
    return new Commands(
            new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), home, environment)
        .execute(args);
  }

  private String said() {
    return out.toString(UTF_8);
  }

  private String complained() {
    return err.toString(UTF_8);
  }

  @Test
  void help_lists_the_commands_and_help_config_the_settings() {
    assertThat(run(Map.of(), "help")).isZero();
    assertThat(said()).contains("./coomunity backup FILE");
    assertThat(run(Map.of(), "help", "config")).isZero();
    assertThat(said()).contains("DATABASE_URL");
    assertThat(run(Map.of(), "help", "me")).isEqualTo(2);
  }

  @Test
  void a_wrong_setting_is_one_line_and_exit_2() {
    assertThat(run(Map.of("PORT", "x"), "status")).isEqualTo(2);
    assertThat(complained().lines()).containsExactly("PORT: 'x' is not a number from 0 to 65535");
    assertThat(run(Map.of(), "start", "--roles", "king")).isEqualTo(2);
    assertThat(complained().lines()).containsExactly("ROLES: 'king' is none of api, live, work");
    assertThat(run(Map.of(), "backup")).isEqualTo(2);
  }

  @Test
  void texts_are_checked_in_all_languages_or_in_one() throws IOException {
    assertThat(run(Map.of(), "messages", "check")).isZero();
    assertThat(said()).isEqualToIgnoringWhitespace("{\"faults\":[]}");
    assertThat(run(Map.of(), "messages", "check", "--lang", "fr")).isZero();
    assertThat(run(Map.of(), "messages", "check", "--lang", "tlh")).isEqualTo(2);
  }

  @Test
  void two_files_of_texts_are_compared() throws IOException {
    Path base = Files.writeString(home.resolve("es.json"), "{\"a\": \"{{x}}\", \"b_one\": \"\"}");
    Path other = Files.writeString(home.resolve("en.json"), "{\"a\": \"{{y}}\"}");
    String[] both = {"messages", "missing", "--base", base.toString(), "--other", other.toString()};
    String[] i18next =
        Stream.concat(Stream.of(both), Stream.of("--format", "i18next")).toArray(String[]::new);
    assertThat(run(Map.of(), i18next)).isZero();
    assertThat(said())
        .isEqualToIgnoringWhitespace(
            "{\"missing\":[\"b\"],\"extra\":[],\"placeholders\":"
                + "[{\"key\":\"a\",\"missing\":[\"{{x}}\"],\"extra\":[\"{{y}}\"]}]}");
    assertThat(run(Map.of(), both)).isZero();
    assertThat(run(Map.of(), "messages", "missing", "--base", "x")).isEqualTo(2);
  }

  @Test
  void what_does_not_run_is_neither_stopped_nor_healthy() {
    assertThat(run(Map.of(), "status")).isEqualTo(3);
    assertThat(said()).isEqualTo("It is not running.\n");
    assertThat(run(Map.of(), "stop")).isEqualTo(3);
    assertThat(home.resolve("data")).doesNotExist();
  }

  @Test
  void a_data_folder_has_one_holder_who_says_what_it_does() {
    Path data = home.resolve("data");
    try (Instance instance = Instance.hold(data, "testing").orElseThrow()) {
      instance.announce("http://localhost:1", "");
      assertThat(data.resolve("running"))
          .hasContent(ProcessHandle.current().pid() + "\nhttp://localhost:1\n\n");
    }
    assertThat(data.resolve("running")).doesNotExist();
    assertThat(Instance.running(data)).isEmpty();
    Instance.hold(data, "again").orElseThrow().close();
  }

  @Test
  void a_database_of_ones_own_is_backed_up_restored_and_verified() throws IOException {
    Map<String, String> from =
        Map.of("DATABASE_URL", TestDatabase.freshUrl(Storage.SCHEMAS.toArray(new String[0])));
    Map<String, String> to = Map.of("DATABASE_URL", TestDatabase.freshUrl(), "DATA_DIR", "other");
    Path file = home.resolve("all.zip");
    Secret key = Secrets.ofPlatform(home.resolve("data")).of("key");
    assertThat(run(from, "backup", file.toString())).as(complained()).isZero();
    assertThat(run(from, "backup", file.toString())).isEqualTo(1);
    assertThat(complained()).contains("exists already");
    assertThat(run(to, "restore", file.toString())).as(complained()).isZero();
    assertThat(said()).contains("Restored", "0 with a fault");
    assertThat(Secrets.ofPlatform(home.resolve("other")).of("key")).isEqualTo(key);
    assertThat(run(to, "verify")).isZero();
    assertThat(run(to, "restore", home.resolve("absent.zip").toString())).isEqualTo(1);
    assertThat(complained()).startsWith("Nothing is restored: ");
  }

  @Test
  void the_sample_of_transfers_is_imported_whether_or_not_the_platform_runs() throws IOException {
    String url = TestDatabase.freshUrl(Storage.SCHEMAS.toArray(new String[0]));
    Map<String, String> same = Map.of("DATABASE_URL", url);
    String sample = Path.of("docs", "samples", "transfers.csv").toAbsolutePath().toString();
    try (TestPlatform platform = TestPlatform.start(same);
        Neighbours neighbours = new Neighbours(platform::url)) {
      neighbours.settle(TestPlatform.OPERATOR_PASSWORD, 1);
      assertThat(run(same, "import", "transfers", sample, "--community", Neighbours.SLUG))
          .as(complained())
          .isZero();
      assertThat(said()).containsPattern("booked +38").containsPattern("sum of balances +0.00");
      String path = Neighbours.path("/outside-accounts?limit=50");
      assertThat(neighbours.send("GET", neighbours.token(0), path, null).body().get("items"))
          .hasSize(10);
      String bank = Neighbours.path("/accounts/~banco-de-semillas");
      JsonNode account = neighbours.send("GET", neighbours.token(0), bank, null).body();
      assertThat(account.get("balance").asText()).isEqualTo("-305.00");
    }
    assertThat(run(same, "import", "transfers", sample, "--community", Neighbours.SLUG)).isZero();
    assertThat(said()).contains("nothing new").containsPattern("already there +38");
    assertThat(run(same, "verify")).isZero();
  }

  @Test
  void an_import_that_cannot_be_says_why_in_one_line() throws IOException {
    String url = TestDatabase.freshUrl(Storage.SCHEMAS.toArray(new String[0]));
    Map<String, String> here = Map.of("DATABASE_URL", url);
    String file = Files.writeString(home.resolve("a.csv"), "id,weight\n").toString();
    assertThat(run(here, "import", "transfers", home + "/no.csv", "--community", "sol"))
        .isEqualTo(1);
    assertThat(complained().lines())
        .containsExactly("There is no file " + home + "/no.csv to read.");
    assertThat(run(here, "import", "transfers", file, "--community", "sol")).isEqualTo(1);
    assertThat(complained().lines()).containsExactly("There is no community 'sol' that trades.");
    assertThat(run(here, "import", "transfers", file, "--community", "sol", "--map", "id"))
        .isEqualTo(2);
    assertThat(complained().lines()).hasSize(1);
    assertThat(run(here, "import", "transfers", file)).isEqualTo(2);
  }

  @Test
  void a_secret_is_made_once_and_kept_for_its_owner_only() throws IOException {
    Secret first = Secrets.ofPlatform(home).of("key");
    assertThat(first.reveal()).matches("[0-9a-f]{64}");
    assertThat(Secrets.ofPlatform(home).of("key")).isEqualTo(first);
    assertThat(Secrets.ofPlatform(home).of("other")).isNotEqualTo(first);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(home.resolve("secrets.properties"))))
        .isEqualTo("rw-------");
    assertThat(first).hasToString("[REDACTED]");
  }
}
