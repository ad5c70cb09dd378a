package org.coomunity;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.platform.db.Backup;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.LocalPostgres;
import org.coomunity.base.platform.db.Migrations;

/// Where the platform keeps its rows: the PostgreSQL of `DATABASE_URL`, or one of our own in the
/// data folder.
final class Storage implements AutoCloseable {
  /// Modules with tables, in the order in which their schemas are made.
  static final List<String> SCHEMAS =
      List.of(
          "platform",
          "mail",
          "audit",
          "logins",
          "factors",
          "members",
          "passkeys",
          "push",
          "addresses",
          "communities",
          "directory",
          "announcements",
          "ledger",
          "lets",
          "trades",
          "commons",
          "ayni",
          "market",
          "merits",
          "circles",
          "learning",
          "translate",
          "komunitin",
          "governance",
          "pulse",
          "notices",
          "journeys",
          "insight");

  /// Keys of members, and the names of those who let themselves be found: a backup does not hold
  /// them, or destroying one would mean nothing.
  private static final Set<String> APART = Set.of("members.key", "directory.card");

  private static final Pattern USER = Pattern.compile("[?&]user=([^&]+)");
  private static final int OWNER_CONNECTIONS = 4;
  private static final int RESERVE = 15;

  private final Config config;
  private final Secret url;
  private final Secret ownerUrl;
  private final String role;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  private Storage(Config config, Secret url, Secret ownerUrl, String role) {
    this.config = config;
    this.url = url;
    this.ownerUrl = ownerUrl;
    this.role = role;
  }

  /// Reaches the database; starts it when it is our own. The caller holds the data folder.
  static Storage open(Config config) {
    if (config.databaseUrl().isPresent()) {
      return foreign(config, config.databaseUrl().get());
    }
    Path data = config.dataDirectory();
    Secrets secrets = Secrets.ofDatabase(data);
    LocalPostgres own =
        LocalPostgres.start(
            data, secrets.of("owner"), secrets.of("app"), config.databaseConnections() + RESERVE);
    Storage storage = own(config, own);
    storage.open.push(own);
    return storage;
  }

  /// Reaches the database for a while, whether the platform runs on it or not.
  static Storage visit(Config config) {
    if (config.databaseUrl().isPresent()) {
      return foreign(config, config.databaseUrl().get());
    }
    Path data = config.dataDirectory();
    Optional<Instance> held = Instance.hold(data, "being looked after");
    if (held.isPresent()) {
      try {
        Storage storage = open(config);
        storage.open.addLast(held.get());
        return storage;
      } catch (RuntimeException failure) {
        held.get().close();
        throw failure;
      }
    }
    Secrets secrets = Secrets.ofDatabase(data);
    return LocalPostgres.running(data, secrets.of("owner"), secrets.of("app"))
        .map(own -> own(config, own))
        .orElseThrow(() -> new IllegalStateException("the database is just starting; try again"));
  }

  private static Storage own(Config config, LocalPostgres own) {
    return new Storage(config, new Secret(own.appUrl()), new Secret(own.ownerUrl()), own.appRole());
  }

  private static Storage foreign(Config config, Secret url) {
    Matcher user = USER.matcher(url.reveal());
    String role = user.find() ? URLDecoder.decode(user.group(1), StandardCharsets.UTF_8) : "public";
    Secret owner = config.databaseOwnerUrl().orElse(url);
    return new Storage(config, url, owner, '"' + role.replace("\"", "") + '"');
  }

  /// Brings the tables up to date, after a backup when there are rows already, and opens the pool
  /// of those who use them.
  Database database() {
    try (Database owner = owner()) {
      Migrations migrations = new Migrations(owner.dataSource(), SCHEMAS);
      Migrations.State state = migrations.state();
      if (!state.waiting().isEmpty()) {
        new KeptBackups(config.dataDirectory())
            .beforeMigration(backup(owner), InstantSource.system().instant());
      }
      if (!state.settled()) {
        migrations.apply();
      }
      if (!ownerUrl.equals(url)) {
        migrations.grantTo(role);
      }
    }
    return pool();
  }

  /// A pool as the role of the application, the tables as they are.
  Database pool() {
    return pool(config.databaseConnections());
  }

  /// The same with so many connections.
  Database pool(int connections) {
    return Database.open(url.reveal(), connections);
  }

  /// A small pool as the role that owns the tables.
  Database owner() {
    return Database.open(ownerUrl.reveal(), OWNER_CONNECTIONS);
  }

  /// Backups of this database and its data folder.
  Backup backup(Database owner) {
    return new Backup(owner.dataSource(), SCHEMAS, config.dataDirectory(), APART);
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      Closing.quietly(open.pop());
    }
  }
}
