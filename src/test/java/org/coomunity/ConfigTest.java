package org.coomunity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.mail.MailSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {
  @TempDir Path home;

  private Config with(Map<String, String> environment) {
    return Config.read(home, environment, Map.of());
  }

  @Test
  void without_any_setting_it_serves_this_machine_with_a_database_of_its_own() {
    Config config = with(Map.of());
    assertThat(config.port()).isEqualTo(8080);
    assertThat(config.bind()).isEqualTo("127.0.0.1");
    assertThat(config.publicUrl()).hasToString("http://localhost:8080");
    assertThat(config.databaseUrl()).isEmpty();
    assertThat(config.dataDirectory()).isEqualTo(home.resolve("data").toAbsolutePath());
    assertThat(config.demo()).isTrue();
    assertThat(config.roles()).containsExactlyInAnyOrder(Config.ServerRole.values());
    assertThat(config.language()).isEqualTo(Language.ES);
    assertThat(config.opsPort()).isEmpty();
  }

  @Test
  void the_command_line_wins_over_the_environment_and_that_over_the_file() throws IOException {
    Files.writeString(
        home.resolve("coomunity.properties"), "PORT=1001\nOPS_PORT=1002\nDEMO=false\n");
    Config config =
        Config.read(home, Map.of("PORT", "2001", "ROLES", "work"), Map.of("ROLES", "api,live"));
    assertThat(config.port()).isEqualTo(2001);
    assertThat(config.opsPort()).contains(1002);
    assertThat(config.demo()).isFalse();
    assertThat(config.roles())
        .containsExactlyInAnyOrder(Config.ServerRole.API, Config.ServerRole.LIVE);
  }

  @Test
  void an_empty_value_is_no_value() {
    assertThat(with(Map.of("PORT", " ", "DATABASE_URL", "")).port()).isEqualTo(8080);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PORT              | eighty         | PORT: 'eighty' is not a number from 0 to 65535
          PORT              | -1             | PORT: '-1' is not a number from 0 to 65535
          PORT              | 65536          | PORT: '65536' is not a number from 0 to 65535
          OPS_PORT          | x              | OPS_PORT: 'x' is not a number from 0 to 65535
          DB_CONNECTIONS    | 1              | DB_CONNECTIONS: '1' is not a number from 4 to 500
          DEMO              | perhaps        | DEMO: 'perhaps' is none of true, false
          ROLES             | api,boss       | ROLES: 'boss' is none of api, live, work
          LOG_LEVEL         | LOUD           | LOG_LEVEL: 'LOUD' is none of ERROR, WARN, INFO, DEBUG, TRACE
          DEFAULT_LANGUAGE  | xx             | DEFAULT_LANGUAGE: 'xx' is none of es, en, pt, fr, de, it, ja, zh, ar, hi
          DATABASE_URL      | mysql://a/b    | DATABASE_URL: not an address like postgres://user:password@host:5432/name
          DATABASE_URL      | postgres://a   | DATABASE_URL: not an address like postgres://user:password@host:5432/name
          PUBLIC_URL        | example.org    | PUBLIC_URL: 'example.org' is not an address like https://coomunity.example
          OPERATOR_PASSWORD | short          | OPERATOR_PASSWORD: shorter than 12 characters
          TLS_CERT          | cert.pem       | TLS_KEY: TLS needs both TLS_CERT and TLS_KEY
          KOMUNITIN_PREFIX  | komunitin      | KOMUNITIN_PREFIX: 'komunitin' is not a path like /komunitin
          KOMUNITIN_PREFIX  | /api/v1        | KOMUNITIN_PREFIX: '/api/v1' is not a path like /komunitin
          KOMUNITIN_ISSUER  | https://a.b    | KOMUNITIN_AUDIENCE: KOMUNITIN_ISSUER, _AUDIENCE and _JWKS are set together
          RATE_FACTOR       | 0              | RATE_FACTOR: '0' is not a number from 1 to 1000000
          """)
  void a_wrong_value_is_said_in_one_line(String name, String value, String line) {
    assertThatThrownBy(() -> with(Map.of(name, value)))
        .isInstanceOf(Config.Wrong.class)
        .hasMessage(line);
  }

  @Test
  void keys_of_an_issuer_come_over_https_and_its_contract_can_be_left_out() {
    Map<String, String> issuer = new HashMap<>();
    issuer.put("KOMUNITIN_ISSUER", "https://social.example");
    issuer.put("KOMUNITIN_AUDIENCE", "app");
    issuer.put("KOMUNITIN_JWKS", "http://social.example/keys");
    assertThatThrownBy(() -> with(issuer))
        .hasMessage("KOMUNITIN_JWKS: 'http://social.example/keys' is not an https address");
    issuer.put("KOMUNITIN_JWKS", "https://social.example/keys");
    assertThat(with(issuer).komunitin().orElseThrow().issuer().orElseThrow().audience())
        .isEqualTo("app");
    assertThat(with(Map.of()).komunitin().orElseThrow().issuer()).isEmpty();
    assertThat(with(Map.of("KOMUNITIN_PREFIX", "off")).komunitin()).isEmpty();
  }

  @Test
  void a_certificate_that_is_not_there_is_said() {
    assertThatThrownBy(() -> with(Map.of("TLS_CERT", "none.pem", "TLS_KEY", "none.key")))
        .hasMessageStartingWith("TLS_CERT: cannot read the file ");
  }

  @Test
  void a_setting_in_the_file_that_does_not_exist_is_said() throws IOException {
    Files.writeString(home.resolve("coomunity.properties"), "PROT=8081\n");
    assertThatThrownBy(() -> with(Map.of()))
        .hasMessage("coomunity.properties: there is no setting PROT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgres://ana:s%40lt@db.example:6432/coomunity?sslmode=require | jdbc:postgresql://db.example:6432/coomunity?user=ana&password=s%40lt&sslmode=require
          postgresql://db/coomunity                                       | jdbc:postgresql://db:5432/coomunity
          postgres://ana@db/coomunity                                     | jdbc:postgresql://db:5432/coomunity?user=ana
          postgres://a:b+c@db/coomunity                                   | jdbc:postgresql://db:5432/coomunity?user=a&password=b%2Bc
          jdbc:postgresql://db/x?user=a                                   | jdbc:postgresql://db/x?user=a
          """)
  void addresses_of_databases_are_understood_as_people_write_them(String said, String jdbc) {
    Config config = with(Map.of("DATABASE_URL", said));
    assertThat(config.databaseUrl().orElseThrow().reveal()).isEqualTo(jdbc);
    assertThat(config.databaseOwnerUrl()).isEqualTo(config.databaseUrl());
  }

  @Test
  void secrets_are_never_printed() {
    Config config =
        with(
            Map.of(
                "OPERATOR_PASSWORD",
                "correct horse battery",
                "DATABASE_URL",
                "postgres://a:secret@b/c",
                "SMTP_URL",
                "smtp://me:secret%40home@mail.example",
                "SECRET_KEY",
                "ab".repeat(32)));
    assertThat(config.toString()).doesNotContain("horse", "secret", "abab").contains("[REDACTED]");
  }

  @Test
  void a_mail_server_is_read_from_its_address() {
    var smtp = with(Map.of("SMTP_URL", "smtps://me%40x:p%2Bq+r@mail.example")).mail().smtp();
    assertThat(smtp).isPresent();
    assertThat(smtp.get().host()).isEqualTo("mail.example");
    assertThat(smtp.get().port()).isEqualTo(465);
    assertThat(smtp.get().tls()).isTrue();
    assertThat(smtp.get().user()).isEqualTo("me@x");
    assertThat(smtp.get().password()).isEqualTo(new Secret("p+q+r"));
    MailSettings plain =
        with(Map.of("SMTP_URL", "smtp://localhost:2525", "MAIL_FROM", "a@b.c")).mail();
    assertThat(plain.smtp().orElseThrow().port()).isEqualTo(2525);
    assertThat(plain.from()).isEqualTo("a@b.c");
    assertThat(with(Map.of()).mail().smtp()).isEmpty();
    for (String bad : List.of("mail.example", "http://a", "smtp://a:b:c@d", "smtp://h:99999")) {
      assertThatThrownBy(() -> with(Map.of("SMTP_URL", bad)))
          .isInstanceOf(Config.Wrong.class)
          .hasMessageNotContaining("b:c");
    }
    assertThatThrownBy(() -> with(Map.of("MAIL_FROM", "nobody"))).isInstanceOf(Config.Wrong.class);
    assertThatThrownBy(() -> with(Map.of("SECRET_KEY", "x"))).isInstanceOf(Config.Wrong.class);
  }

  @Test
  void the_public_address_follows_port_and_certificate() throws IOException {
    Path pem = Files.writeString(home.resolve("a.pem"), "x");
    Config config = with(Map.of("PORT", "443", "TLS_CERT", "a.pem", "TLS_KEY", "a.pem"));
    assertThat(config.publicUrl()).hasToString("https://localhost");
    assertThat(config.tls().orElseThrow().certificate()).isEqualTo(pem.toAbsolutePath());
    assertThat(with(Map.of("PUBLIC_URL", "https://luka.example/")).publicUrl())
        .hasToString("https://luka.example");
  }

  @Test
  void the_table_lists_every_setting_with_default_and_meaning() {
    for (Setting setting : Setting.values()) {
      assertThat(Setting.table().lines())
          .anyMatch(line ->
              line.startsWith(setting.name() + " ")
                  && line.endsWith(setting.meaning())
                  && line.contains(setting.standard()));
    }
  }
}
