package org.coomunity.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.LocalPostgres;
import org.jspecify.annotations.Nullable;

/// A real PostgreSQL for the tests of this process; each test gets a database of its own, copied
/// from a template that was migrated once.
public final class TestDatabase {
  /// Which of the processes that test at the same time this is; none when something is measured.
  private static final String FORK = System.getProperty("tests.fork", "0");

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Map<List<String>, String> TEMPLATES = new HashMap<>();
  private static @Nullable EmbeddedPostgres server;

  private TestDatabase() {}

  /// A fresh, migrated database with the schemas of these modules, in order. Close it after the
  /// test.
  public static Database fresh(String... modules) {
    return Database.open(freshUrl(modules), 10);
  }

  /// The JDBC address of a fresh, migrated database.
  public static synchronized String freshUrl(String... modules) {
    String template = TEMPLATES.computeIfAbsent(List.of(modules), TestDatabase::template);
    return url(create("test_" + COUNT.incrementAndGet(), template));
  }

  /// The JDBC address of a database that is a copy of another one, to which nobody is connected.
  public static synchronized String copyUrl(String url) {
    String name = url.replaceFirst("\\?.*", "").replaceFirst(".*/", "");
    return url(create("test_" + COUNT.incrementAndGet(), name));
  }

  private static String template(List<String> modules) {
    String name = create("template_" + COUNT.incrementAndGet(), "template1");
    try (Database database = Database.open(url(name), 2)) {
      database.migrate(modules);
    }
    return name;
  }

  private static String create(String name, String template) {
    try (Connection connection = server().getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop database if exists " + name + " with (force)");
      statement.execute("create database " + name + " template " + template);
      return name;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String url(String name) {
    return server().getJdbcUrl("postgres", name);
  }

  /// The server itself, for tests that stop it.
  public static synchronized EmbeddedPostgres server() {
    if (server == null) {
      try {
        EmbeddedPostgres.Builder builder =
            EmbeddedPostgres.builder()
                .setDataDirectory(Path.of("target", "test-postgres-" + FORK))
                .setCleanDataDirectory(false)
                .setServerConfig("max_connections", "200");
        if (!FORK.equals("0")) { // it would go round hundreds of databases of tests that are over
          builder.setServerConfig("autovacuum", "off");
        }
        LocalPostgres.SETTINGS.forEach(builder::setServerConfig);
        server = builder.start();
      } catch (IOException e) {
        throw new IllegalStateException("the test database does not start", e);
      }
    }
    return server;
  }
}
