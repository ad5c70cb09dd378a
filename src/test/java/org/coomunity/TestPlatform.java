package org.coomunity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.coomunity.base.platform.http.Route;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.people.logins.Hashing;
import org.coomunity.story.Story;
import org.coomunity.testing.TestDatabase;

/// The whole platform on a free port and a fresh database, as `main` builds it.
public final class TestPlatform implements AutoCloseable {
  /// The password of the log-in `operator`.
  public static final String OPERATOR_PASSWORD = "operator of the tests";

  private final String databaseUrl;
  private final Storage storage;
  private final Coomunity platform;

  private TestPlatform(String databaseUrl, Storage storage, Coomunity platform) {
    this.databaseUrl = databaseUrl;
    this.storage = storage;
    this.platform = platform;
  }

  /// A platform without a demo story.
  public static TestPlatform start() {
    return start(Map.of());
  }

  /// A platform with more settings.
  public static TestPlatform start(Map<String, String> more) {
    return start(more, new Story.Telling(0, 0, line -> {}));
  }

  /// A platform with more settings that tells so much of the demo story, with `DEMO` on.
  public static TestPlatform start(Map<String, String> more, Story.Telling telling) {
    return start(more, telling, InstantSource.system());
  }

  /// A platform that goes by another clock.
  public static TestPlatform start(InstantSource clock) {
    return start(Map.of(), new Story.Telling(0, 0, line -> {}), clock);
  }

  /// A platform with more settings that goes by another clock.
  public static TestPlatform start(Map<String, String> more, InstantSource clock) {
    return start(more, new Story.Telling(0, 0, line -> {}), clock);
  }

  private static TestPlatform start(
      Map<String, String> more, Story.Telling telling, InstantSource clock) {
    return on(TestDatabase.freshUrl(Storage.SCHEMAS.toArray(String[]::new)), more, telling, clock);
  }

  /// A platform on a copy of the database of another one, which is closed.
  static TestPlatform copyOf(TestPlatform closed, Map<String, String> more, InstantSource clock) {
    return on(
        TestDatabase.copyUrl(closed.databaseUrl), more, new Story.Telling(0, 0, line -> {}), clock);
  }

  private static TestPlatform on(
      String database, Map<String, String> more, Story.Telling telling, InstantSource clock) {
    Map<String, String> settings = new HashMap<>();
    settings.put("DATABASE_URL", database);
    settings.put("PORT", "0");
    settings.put("BIND", "127.0.0.1");
    settings.put("PUBLIC_URL", "http://127.0.0.1");
    settings.put("DATA_DIR", folder().toString());
    settings.put("DEMO", "false");
    settings.put("OPERATOR_PASSWORD", OPERATOR_PASSWORD);
    settings.put("RATE_FACTOR", "100000");
    settings.putAll(more);
    Config config = Config.read(Path.of("").toAbsolutePath(), settings, Map.of());
    Storage storage = Storage.open(config);
    return new TestPlatform(
        database, storage, new Coomunity(config, storage, telling, clock, Hashing.EASY));
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("coomunity");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// All routes, each with who may call it.
  List<Route> routes() {
    return platform.routes();
  }

  /// The JDBC address of its database.
  public String databaseUrl() {
    return databaseUrl;
  }

  /// An address on it.
  public String url(String path) {
    return "http://127.0.0.1:" + platform.port() + path;
  }

  /// Forgets those whose time to come back is over.
  public int forget() {
    return platform.privacy().forget(100);
  }

  /// Ends the sessions of circles whose time to confirm is over.
  public int sweep() {
    return platform.circles().sweep(100);
  }

  /// Does the night of the models.
  public int night() {
    return platform.insight().night(100);
  }

  /// Takes away what is too old.
  public int lapse() {
    return platform.privacy().lapse(100);
  }

  /// The log-ins of the demo story.
  public List<Story.LogIn> demo() {
    return platform.demo();
  }

  /// What a walk through every book finds wrong; empty when all is well.
  public List<String> verified() {
    try (Ledger ledger = new Ledger(storage.database(), InstantSource.system())) {
      return ledger.books().stream()
          .flatMap(book -> ledger.verify(book).fault().map(fault -> book + ": " + fault).stream())
          .toList();
    }
  }

  @Override
  public void close() {
    platform.close();
    storage.close();
  }
}
