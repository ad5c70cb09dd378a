package org.coomunity.base.platform.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;

/// The schemas of the modules: what version each has, what is waiting, and what the role of the
/// application may do in them. The connection is one of the role that owns the tables.
public final class Migrations {
  private final DataSource owner;
  private final List<String> modules;

  /// @param modules in the order in which their schemas are made
  public Migrations(DataSource owner, List<String> modules) {
    this.owner = owner;
    this.modules = List.copyOf(modules);
  }

  /// How the schemas of a database stand.
  ///
  /// @param waiting scripts not yet applied to a database that has some already, as `module
  ///   version`; empty for a new database
  /// @param settled every script was applied as it stands: there is nothing to bring up to date
  public record State(List<String> waiting, boolean settled) {
    /// Keeps its own copy.
    public State {
      waiting = List.copyOf(waiting);
    }
  }

  /// Looks at every module once, and changes nothing.
  public State state() {
    List<String> waiting = new ArrayList<>();
    boolean used = false;
    boolean settled = true;
    for (String module : modules) {
      for (MigrationInfo script : flyway(module).info().all()) {
        used |= script.isApplied();
        settled &= script.getState() == MigrationState.SUCCESS && script.isChecksumMatching();
        if (script.getState() == MigrationState.PENDING) {
          waiting.add(module + " " + script.getVersion());
        }
      }
    }
    return new State(used ? waiting : List.of(), used && settled);
  }

  /// The newest applied version of each module that has one.
  public Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    for (String module : modules) {
      MigrationInfo[] applied = flyway(module).info().applied();
      if (applied.length > 0) {
        versions.put(module, String.valueOf(Arrays.asList(applied).getLast().getVersion()));
      }
    }
    return versions;
  }

  /// Brings everything up to date.
  public void apply() {
    modules.forEach(module -> flyway(module).migrate());
  }

  /// Brings each module to the version named for it; those that are not named stay as they are.
  ///
  /// @throws IllegalStateException when this program does not know such a version
  void apply(Map<String, String> versions) {
    versions.forEach((module, version) -> {
      if (!modules.contains(module)) {
        throw new IllegalStateException("this program has no module " + module);
      }
      Database.flyway(owner, module, MigrationVersion.fromVersion(version)).migrate();
      if (!version.equals(versions().get(module))) {
        throw new IllegalStateException(
            module + " is at " + versions().get(module) + ", not at " + version);
      }
    });
  }

  private Flyway flyway(String module) {
    return Database.flyway(owner, module, MigrationVersion.LATEST);
  }

  /// Lets a role use the tables and nothing more: it can neither change their shape nor rewrite
  /// what is append-only (tables with a trigger named `append_only`).
  public void grantTo(String role) {
    try (Connection connection = owner.getConnection();
        Statement statement = connection.createStatement()) {
      for (String module : modules) {
        statement.execute("grant usage on schema %s to %s".formatted(module, role));
        statement.execute(
            "grant select, insert, update, delete on all tables in schema %s to %s"
                .formatted(module, role));
        statement.execute(
            "grant usage, select on all sequences in schema %s to %s".formatted(module, role));
        statement.execute(
            "revoke insert, update, delete on %s.schema_history from %s".formatted(module, role));
      }
      for (String table : appendOnly(statement)) {
        statement.execute("revoke update, delete, truncate on %s from %s".formatted(table, role));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot grant the tables to " + role, e);
    }
  }

  private static List<String> appendOnly(Statement statement) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            """
            select distinct tgrelid::regclass::text
            from pg_trigger where tgname = 'append_only' and tgparentid = 0
            """)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }
}
