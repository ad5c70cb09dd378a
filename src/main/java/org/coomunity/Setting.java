package org.coomunity;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Every setting, with its default and what it means: `./coomunity help config` prints this list
/// and `Config` reads it.
enum Setting {
  PORT("8080", "port of the web app and the API; 0 takes a free one"),
  OPS_PORT("", "a port of its own for /health, /metrics and /version; empty: on PORT"),
  BIND("127.0.0.1", "address to listen on; 0.0.0.0 for every network of the machine"),
  PUBLIC_URL(
      "",
      "address people reach it at, in links, QR codes and invitations; empty: PORT on localhost"),
  BEHIND_PROXY("false", "true behind a trusted proxy that sets X-Forwarded-For and -Proto"),
  TLS_CERT("", "certificate chain, a PEM file; with TLS_KEY the server speaks https"),
  TLS_KEY("", "its private key, a PEM file (PKCS #8)"),
  DATABASE_URL(
      "",
      "a PostgreSQL 15 or later, postgres://… or jdbc:postgresql://…; empty: its own in DATA_DIR"),
  DATABASE_OWNER_URL(
      "", "the same database as a role that may make tables; empty: as in DATABASE_URL"),
  DB_CONNECTIONS("20", "the most database connections this process takes, 4 to 500"),
  DATA_DIR("./data", "folder for the database, photos, secrets, letters and backups"),
  SECRET_KEY(
      "",
      "64 hexadecimal digits from which all keys are made, the same for every process on one "
          + "database; without it nobody's data is read; empty: made in DATA_DIR"),
  SMTP_URL(
      "",
      "server for outgoing mail, smtp://user:password@host:587 (STARTTLS) or smtps://…:465 (TLS); "
          + "empty: letters are laid into DATA_DIR/outbox"),
  MAIL_FROM("", "address that mails come from; empty: no-reply@ the host of PUBLIC_URL"),
  PUSH_ANYWHERE(
      "false",
      "true lets push messages go to addresses without TLS and in private networks; for tests only"),
  DEMO("true", "false leaves the demo story out of a new database"),
  OPERATOR_PASSWORD(
      "",
      "password of the log-in 'operator', 12 characters at least; empty: made and printed once"),
  OPERATOR_CONTACT(
      "", "who is responsible for personal data and how to reach them, shown on /privacy"),
  DATA_RESIDENCE("", "where the data lives, for example 'Frankfurt, Germany', shown on /privacy"),
  ROLES("api,live,work", "what this process does: api (HTTP), live (sockets), work (outbox, jobs)"),
  DEFAULT_LANGUAGE("es", "language for those who have not chosen: es en pt fr de it ja zh ar hi"),
  KOMUNITIN_PREFIX("/komunitin", "path of the Komunitin accounting contract; 'off' leaves it out"),
  KOMUNITIN_ISSUER(
      "", "a foreign issuer of tokens (JWT) for it, trusted with every member; empty: ours alone"),
  KOMUNITIN_AUDIENCE("", "what the audience of its tokens must hold"),
  KOMUNITIN_JWKS("", "where its public keys are, an https address"),
  TRANSLATE_PROVIDER(
      "",
      "who translates what members write: openai, deepl, libretranslate or fake; empty: nobody"),
  TRANSLATE_URL(
      "", "where it is, for example https://api.openai.com/v1; empty: the provider's own address"),
  TRANSLATE_KEY("", "its key"),
  TRANSLATE_MODEL("", "the model, for openai"),
  TRANSLATE_DAILY_CHARACTERS("200000", "the most characters a community sends there on a day"),
  RATE_FACTOR("1", "every rate limit is this many times higher; more than 1 for load tests only"),
  LOG_LEVEL("INFO", "ERROR, WARN, INFO, DEBUG or TRACE"),
  LOG_FORMAT("text", "text, or json: one object a line, with a line for each request"),
  OTLP_ENDPOINT(
      "",
      "a collector of traces (OpenTelemetry, OTLP over HTTP), for example http://localhost:4318; "
          + "empty: nobody is told"),
  OTLP_PERCENT("10", "so many of a hundred traces are told, 0 to 100");

  private final String standard;
  private final String meaning;

  Setting(String standard, String meaning) {
    this.standard = standard;
    this.meaning = meaning;
  }

  /// What holds when nobody says anything; empty for "not set".
  String standard() {
    return standard;
  }

  /// What it is for, in one line.
  String meaning() {
    return meaning;
  }

  /// The table for people.
  static String table() {
    List<Setting> all = Arrays.asList(values());
    return all.stream()
        .map(s -> "%-20s %-14s %s".formatted(s, s.standard.isEmpty() ? "-" : s.standard, s.meaning))
        .collect(
            Collectors.joining(
                "\n",
                """
                Settings come from the environment or from the file coomunity.properties beside the
                launcher (NAME=value); the environment wins. Relative paths start beside the launcher.

                SETTING              DEFAULT        MEANING
                """,
                "\n"));
  }
}
