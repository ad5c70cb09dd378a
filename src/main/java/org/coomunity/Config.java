package org.coomunity;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.mail.MailSettings;
import org.coomunity.base.translate.Translate;
import org.coomunity.exchange.komunitin.Komunitin;

/// All settings of a process, read and checked once. `Setting` says what each means.
///
/// @param databaseUrl a JDBC address; empty for the PostgreSQL of our own
/// @param databaseOwnerUrl the same database as the role that owns the tables
/// @param rootKey what the keys of the platform are made from; empty for that of the data folder
/// @param mail how letters go out
/// @param pushAnywhere true for tests, which call browsers that are none
/// @param komunitin where the Komunitin contract is served; empty for nowhere
public record Config(
    int port,
    Optional<Integer> opsPort,
    String bind,
    URI publicUrl,
    boolean behindProxy,
    Optional<Tls> tls,
    Optional<Secret> databaseUrl,
    Optional<Secret> databaseOwnerUrl,
    int databaseConnections,
    Path dataDirectory,
    Optional<Secret> rootKey,
    MailSettings mail,
    boolean pushAnywhere,
    boolean demo,
    Optional<Secret> operatorPassword,
    Set<ServerRole> roles,
    Language language,
    Optional<Komunitin.Settings> komunitin,
    Translate.Settings translate,
    int rateFactor,
    Telling telling,
    Keeping keeping) {
  /// What is told of what goes on.
  ///
  /// @param logLevel `INFO`, for example
  /// @param logFormat `text` or `json`
  /// @param collector where traces go; empty for nowhere
  /// @param percent of them that go
  public record Telling(String logLevel, String logFormat, Optional<URI> collector, int percent) {}

  /// How personal data is kept.
  ///
  /// @param contact who is responsible, as people read it
  /// @param residence where the data lives, as people read it
  public record Keeping(String contact, String residence) {}

  /// What a process does.
  public enum ServerRole {
    /// Answers HTTP requests.
    API,
    /// Holds live connections.
    LIVE,
    /// Delivers events and runs jobs.
    WORK
  }

  /// A certificate chain and its key, PEM files.
  public record Tls(Path certificate, Path key) {}

  /// True when this process plays a role.
  public boolean plays(ServerRole role) {
    return roles.contains(role);
  }

  /// A setting that cannot be used; the message is one line for a person.
  public static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Wrong(String message) {
      super(message);
    }

    Wrong(Setting setting, String problem) {
      this(setting + ": " + problem);
    }
  }

  /// Reads the environment and `coomunity.properties` in the folder of the launcher.
  ///
  /// @param said settings from the command line; they win over both
  /// @throws Wrong about the first setting that cannot be used
  public static Config read(Path home, Map<String, String> environment, Map<String, String> said) {
    Map<String, String> file = file(home.resolve("coomunity.properties"));
    EnumMap<Setting, String> values = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      String name = setting.name();
      String value =
          said.getOrDefault(
              name, environment.getOrDefault(name, file.getOrDefault(name, setting.standard())));
      values.put(setting, value.isBlank() ? setting.standard() : value.strip());
    }
    return new Reading(home, values).config();
  }

  private static Map<String, String> file(Path path) {
    Map<String, String> found = new TreeMap<>();
    if (Files.exists(path)) {
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(path)) {
        properties.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + path, e);
      } catch (IllegalArgumentException e) {
        throw new Wrong(path.getFileName() + ": " + e.getMessage());
      }
      for (String name : properties.stringPropertyNames()) {
        if (Arrays.stream(Setting.values()).noneMatch(s -> s.name().equals(name))) {
          throw new Wrong(path.getFileName() + ": there is no setting " + name);
        }
        found.put(name, properties.getProperty(name));
      }
    }
    return found;
  }

  /// The texts on their way to being values.
  private record Reading(Path home, EnumMap<Setting, String> values) {
    private static final int PASSWORD_LEAST = 12;
    private static final List<String> LANGUAGES =
        Arrays.stream(Language.values()).map(Language::tag).toList();

    Config config() {
      int port = number(Setting.PORT, 0, 65_535);
      Optional<Tls> tls = tls();
      return new Config(
          port,
          set(Setting.OPS_PORT).map(text -> number(Setting.OPS_PORT, 0, 65_535)),
          text(Setting.BIND),
          publicUrl(port, tls.isPresent()),
          flag(Setting.BEHIND_PROXY),
          tls,
          address(Setting.DATABASE_URL),
          address(Setting.DATABASE_OWNER_URL).or(() -> address(Setting.DATABASE_URL)),
          number(Setting.DB_CONNECTIONS, 4, 500),
          path(Setting.DATA_DIR),
          rootKey(),
          mail(publicUrl(port, tls.isPresent())),
          flag(Setting.PUSH_ANYWHERE),
          flag(Setting.DEMO),
          operatorPassword(),
          roles(),
          Language.of(oneOf(Setting.DEFAULT_LANGUAGE, LANGUAGES)).orElseThrow(),
          komunitin(publicUrl(port, tls.isPresent())),
          translate(),
          number(Setting.RATE_FACTOR, 1, 1_000_000),
          telling(),
          keeping());
    }

    private String text(Setting setting) {
      return values.getOrDefault(setting, setting.standard());
    }

    private Optional<String> set(Setting setting) {
      return Optional.of(text(setting)).filter(text -> !text.isEmpty());
    }

    private int number(Setting setting, int least, int most) {
      String text = text(setting);
      if (text.matches("[0-9]{1,9}")) {
        int number = Integer.parseInt(text);
        if (number >= least && number <= most) {
          return number;
        }
      }
      throw new Wrong(setting, "'" + text + "' is not a number from " + least + " to " + most);
    }

    private boolean flag(Setting setting) {
      return Boolean.parseBoolean(oneOf(setting, List.of("true", "false")));
    }

    private String oneOf(Setting setting, List<String> choices) {
      String text = text(setting);
      if (!choices.contains(text)) {
        throw new Wrong(setting, "'" + text + "' is none of " + String.join(", ", choices));
      }
      return text;
    }

    private Path path(Setting setting) {
      return home.resolve(text(setting)).toAbsolutePath().normalize();
    }

    private Telling telling() {
      return new Telling(
          oneOf(Setting.LOG_LEVEL, List.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE")),
          oneOf(Setting.LOG_FORMAT, List.of("text", "json")),
          set(Setting.OTLP_ENDPOINT).map(text -> web(Setting.OTLP_ENDPOINT, text)),
          number(Setting.OTLP_PERCENT, 0, 100));
    }

    private static URI web(Setting setting, String text) {
      if (!text.matches("https?://[^\\s/?#@]+(/[^\\s?#]*)?")) {
        throw new Wrong(setting, "'" + text + "' is not an address like http://localhost:4318");
      }
      return URI.create(text);
    }

    private Keeping keeping() {
      return new Keeping(text(Setting.OPERATOR_CONTACT), text(Setting.DATA_RESIDENCE));
    }

    private Optional<Tls> tls() {
      boolean certificate = set(Setting.TLS_CERT).isPresent();
      if (certificate != set(Setting.TLS_KEY).isPresent()) {
        throw new Wrong(
            certificate ? Setting.TLS_KEY : Setting.TLS_CERT,
            "TLS needs both TLS_CERT and TLS_KEY");
      }
      return certificate
          ? Optional.of(new Tls(readable(Setting.TLS_CERT), readable(Setting.TLS_KEY)))
          : Optional.empty();
    }

    private Path readable(Setting setting) {
      Path path = path(setting);
      if (!Files.isReadable(path) || Files.isDirectory(path)) {
        throw new Wrong(setting, "cannot read the file " + path);
      }
      return path;
    }

    private URI publicUrl(int port, boolean tls) {
      String scheme = tls ? "https" : "http";
      boolean usual = port == (tls ? 443 : 80);
      String text =
          set(Setting.PUBLIC_URL).orElse(scheme + "://localhost" + (usual ? "" : ":" + port));
      if (!text.matches("https?://[^\\s/?#@]+(/[^\\s?#]*)?")) {
        throw new Wrong(
            Setting.PUBLIC_URL, "'" + text + "' is not an address like https://coomunity.example");
      }
      return URI.create(text.replaceAll("/+$", ""));
    }

    private Optional<Secret> address(Setting setting) {
      return set(setting)
          .map(text ->
              DatabaseAddress.jdbc(text)
                  .map(Secret::new)
                  .orElseThrow(() ->
                      new Wrong(
                          setting, "not an address like postgres://user:password@host:5432/name")));
    }

    private Optional<Secret> operatorPassword() {
      Optional<String> password = set(Setting.OPERATOR_PASSWORD);
      if (password.isPresent()
          && password.get().getBytes(StandardCharsets.UTF_8).length < PASSWORD_LEAST) {
        throw new Wrong(
            Setting.OPERATOR_PASSWORD, "shorter than " + PASSWORD_LEAST + " characters");
      }
      return password.map(Secret::new);
    }

    private Optional<Secret> rootKey() {
      Optional<String> key = set(Setting.SECRET_KEY);
      if (key.isPresent() && !key.get().matches("[0-9a-fA-F]{64}")) {
        throw new Wrong(Setting.SECRET_KEY, "not 64 hexadecimal digits");
      }
      return key.map(Secret::new);
    }

    private MailSettings mail(URI publicUrl) {
      String host = publicUrl.getHost() == null ? "localhost" : publicUrl.getHost();
      String from = set(Setting.MAIL_FROM).orElse("no-reply@" + host);
      if (!from.matches("[^\\s@<>\"]+@[^\\s@<>\"]+")) {
        throw new Wrong(Setting.MAIL_FROM, "'" + from + "' is not an e-mail address");
      }
      return new MailSettings(
          set(Setting.SMTP_URL).map(SmtpUrl::read),
          from,
          host,
          path(Setting.DATA_DIR).resolve("outbox"));
    }

    private Optional<Komunitin.Settings> komunitin(URI publicUrl) {
      String prefix = text(Setting.KOMUNITIN_PREFIX);
      if (prefix.equals("off")) {
        return Optional.empty();
      }
      if (!prefix.matches("(/[a-z0-9-]{1,40}){1,4}") || prefix.matches("/(api|health)(/.*)?")) {
        throw new Wrong(Setting.KOMUNITIN_PREFIX, "'" + prefix + "' is not a path like /komunitin");
      }
      return Optional.of(new Komunitin.Settings(prefix, publicUrl, issuer()));
    }

    private Optional<Komunitin.Issuer> issuer() {
      Optional<String> issuer = set(Setting.KOMUNITIN_ISSUER);
      for (Setting needed : List.of(Setting.KOMUNITIN_AUDIENCE, Setting.KOMUNITIN_JWKS)) {
        if (set(needed).isPresent() != issuer.isPresent()) {
          throw new Wrong(needed, "KOMUNITIN_ISSUER, _AUDIENCE and _JWKS are set together");
        }
      }
      return issuer.map(
          name -> new Komunitin.Issuer(name, text(Setting.KOMUNITIN_AUDIENCE), keys()));
    }

    private URI keys() {
      String text = text(Setting.KOMUNITIN_JWKS);
      // without TLS anybody on the way could put keys of their own there
      if (!text.matches(
          "https://[^\\s?#@]+|http://(127\\.0\\.0\\.1|localhost)(:[0-9]+)?/[^\\s?#@]*")) {
        throw new Wrong(Setting.KOMUNITIN_JWKS, "'" + text + "' is not an https address");
      }
      return URI.create(text);
    }

    private Translate.Settings translate() {
      String provider = text(Setting.TRANSLATE_PROVIDER);
      if (provider.isEmpty()) {
        return Translate.Settings.NONE;
      }
      Map<String, String> homes =
          Map.of(
              "openai", "https://api.openai.com/v1",
              "deepl", "https://api-free.deepl.com",
              "libretranslate", "http://localhost:5000",
              "fake", "http://localhost");
      oneOf(Setting.TRANSLATE_PROVIDER, homes.keySet().stream().sorted().toList());
      if (provider.equals("openai") && set(Setting.TRANSLATE_MODEL).isEmpty()) {
        throw new Wrong(Setting.TRANSLATE_MODEL, "openai needs the name of a model");
      }
      String url = set(Setting.TRANSLATE_URL).orElse(homes.getOrDefault(provider, ""));
      if (!url.matches("https?://[^\\s?#@]+")) {
        throw new Wrong(Setting.TRANSLATE_URL, "'" + url + "' is not an address");
      }
      return new Translate.Settings(
          provider,
          url.replaceAll("/+$", ""),
          new Secret(text(Setting.TRANSLATE_KEY)),
          text(Setting.TRANSLATE_MODEL),
          number(Setting.TRANSLATE_DAILY_CHARACTERS, 0, 999_999_999));
    }

    private Set<ServerRole> roles() {
      Set<ServerRole> roles = EnumSet.noneOf(ServerRole.class);
      for (String name : text(Setting.ROLES).split(",", -1)) {
        try {
          roles.add(ServerRole.valueOf(name.strip().toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException unknown) {
          throw new Wrong(Setting.ROLES, "'" + name.strip() + "' is none of api, live, work");
        }
      }
      return Set.copyOf(roles);
    }
  }
}
