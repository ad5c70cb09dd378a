package org.coomunity.base.platform.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.postgresql.PGConnection;

/// Whole tables, whatever they are, in and out of the database.
final class CopyStore {
  /// A table with those of its columns that are written, not computed.
  record Columns(String table, List<String> columns) {}

  private CopyStore() {}

  /// Makes the text of values independent of the session's habits, and the order of rows that of
  /// the pages.
  static void settle(Connection connection) throws SQLException {
    run(
        connection,
        """
        set local timezone = 'UTC'; set local datestyle = 'ISO'; set local intervalstyle = 'iso_8601';
        set local extra_float_digits = 3; set local synchronize_seqscans = off;
        set local statement_timeout = 0
        """);
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// The tables of these schemas, each after those it points to.
  static List<Columns> tables(Connection connection, List<String> schemas) throws SQLException {
    List<Columns> tables = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select c.oid::regclass::text,
              array_agg(a.attname::text order by a.attnum)
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid
            where n.nspname = any(?) and c.relkind in ('r', 'p') and not c.relispartition
              and c.relname <> 'schema_history'
              and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            group by c.oid order by c.oid
            """)) {
      query.setArray(1, connection.createArrayOf("text", schemas.toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          Array columns = rows.getArray(2);
          tables.add(new Columns(rows.getString(1), Arrays.asList((String[]) columns.getArray())));
        }
      }
    }
    return inOrder(tables, pointers(connection));
  }

  private record Pointer(String from, String to) {}

  private static List<Pointer> pointers(Connection connection) throws SQLException {
    List<Pointer> pointers = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select conrelid::regclass::text, confrelid::regclass::text
                from pg_constraint where contype = 'f' and conrelid <> confrelid
                """)) {
      while (rows.next()) {
        pointers.add(new Pointer(rows.getString(1), rows.getString(2)));
      }
    }
    return pointers;
  }

  private static List<Columns> inOrder(List<Columns> tables, List<Pointer> pointers) {
    List<Columns> ordered = new ArrayList<>();
    Set<String> done = new LinkedHashSet<>();
    while (ordered.size() < tables.size()) {
      int before = ordered.size();
      for (Columns table : tables) {
        boolean ready =
            pointers.stream()
                .allMatch(p -> !p.from().equals(table.table()) || done.contains(p.to()));
        if (ready && done.add(table.table())) {
          ordered.add(table);
        }
      }
      if (ordered.size() == before) {
        throw new IllegalStateException("tables point at each other in a circle");
      }
    }
    return ordered;
  }

  static List<Manifest.Counter> counters(Connection connection, List<String> schemas)
      throws SQLException {
    List<Manifest.Counter> counters = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select format('%I.%I', schemaname, sequencename), last_value
            from pg_sequences where schemaname = any(?) and last_value is not null order by 1
            """)) {
      query.setArray(1, connection.createArrayOf("text", schemas.toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          counters.add(new Manifest.Counter(rows.getString(1), rows.getLong(2)));
        }
      }
    }
    return counters;
  }

  static void set(Connection connection, Manifest.Counter counter) throws SQLException {
    try (PreparedStatement set = connection.prepareStatement("select setval(?::regclass, ?)")) {
      set.setString(1, counter.name());
      set.setLong(2, counter.value());
      set.execute();
    }
  }

  static boolean empty(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select not exists (select from " + table + ")")) {
      row.next();
      return row.getBoolean(1);
    }
  }

  static long out(Connection connection, String table, String columns, OutputStream into)
      throws SQLException, IOException {
    String named =
        columns.substring(1, columns.length() - 1); // a partitioned table is read by a query
    return connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyOut("copy (select " + named + " from " + table + ") to stdout", into);
  }

  static long in(Connection connection, String table, String columns, InputStream from)
      throws SQLException, IOException {
    run(connection, "alter table " + table + " disable trigger user");
    long rows =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy " + table + " " + columns + " from stdin", from);
    run(connection, "alter table " + table + " enable trigger user");
    return rows;
  }

  /// Gives events and their readers new places in the same order: the numbers of transactions of
  /// another server mean nothing here.
  static void renumberEvents(Connection connection) throws SQLException {
    run(
        connection,
        """
        create temp table event_order on commit drop as
          select tx, position, row_number() over (order by tx, position) as place
          from platform.outbox;
        update platform.consumer c set tx = '1', position = coalesce(
          (select max(place) from event_order e where (e.tx, e.position) <= (c.tx, c.position)), 0);
        alter table platform.outbox disable trigger user, alter position set generated by default;
        update platform.outbox o set tx = '0', position = -e.place
          from event_order e where (e.tx, e.position) = (o.tx, o.position);
        update platform.outbox set tx = '1', position = -position;
        alter table platform.outbox enable trigger user, alter position set generated always
        """);
  }
}
