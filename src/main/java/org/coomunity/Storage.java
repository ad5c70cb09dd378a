package org.coomunity;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.LocalPostgres;
import org.coomunity.base.platform.db.Migrations;

/// Where the platform keeps its rows: the PostgreSQL of `DATABASE_URL`, or one of our own in the
/// data folder.
final class Storage implements AutoCloseable {
  /// Modules with tables, in the order in which their schemas are made.
  static final List<String> SCHEMAS = List.of("platform", "ledger");

  private final Optional<LocalPostgres> own;
  private final Secret url;
  private final Secret ownerUrl;
  private final int connections;

  private Storage(Optional<LocalPostgres> own, Secret url, Secret ownerUrl, int connections) {
    this.own = own;
    this.url = url;
    this.ownerUrl = ownerUrl;
    this.connections = connections;
  }

  /// Reaches the database; starts it when it is our own.
  static Storage open(Config config) {
    int connections = config.databaseConnections();
    if (config.databaseUrl().isPresent()) {
      return new Storage(
          Optional.empty(),
          config.databaseUrl().get(),
          config.databaseOwnerUrl().orElseThrow(),
          connections);
    }
    Secrets secrets = new Secrets(config.dataDirectory());
    LocalPostgres own =
        LocalPostgres.start(
            config.dataDirectory(),
            secrets.of("database.owner"),
            secrets.of("database.app"),
            connections + 15);
    return new Storage(
        Optional.of(own), new Secret(own.appUrl()), new Secret(own.ownerUrl()), connections);
  }

  /// Brings the tables up to date, then opens the pool of those who use them.
  Database database() {
    try (Database owner = Database.open(ownerUrl.reveal(), 4)) {
      Migrations migrations = new Migrations(owner.dataSource(), SCHEMAS);
      migrations.apply();
      if (!ownerUrl.equals(url)) {
        migrations.grantTo(role());
      }
    }
    return Database.open(url.reveal(), connections);
  }

  private String role() {
    return own.map(LocalPostgres::appRole)
        .orElseGet(() -> {
          Matcher user = Pattern.compile("[?&]user=([^&]+)").matcher(url.reveal());
          if (!user.find()) {
            throw new IllegalStateException("DATABASE_URL names no user");
          }
          return '"'
              + URLDecoder.decode(user.group(1), StandardCharsets.UTF_8).replace("\"", "")
              + '"';
        });
  }

  @Override
  public void close() {
    own.ifPresent(LocalPostgres::close);
  }
}
