package org.coomunity.base.platform.db;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What a backup contains, and how to know that it is whole.
///
/// @param format 1
/// @param schemas the newest migration of each module
record Manifest(
    int format,
    Instant madeAt,
    Map<String, String> schemas,
    List<Table> tables,
    List<Counter> counters,
    List<Stored> files) {
  static final int FORMAT = 1;
  static final String NAME = "manifest.json";

  /// The rows of a table, in PostgreSQL's text format for `copy`.
  record Table(String name, List<String> columns, long rows, String sha256) {
    String entry() {
      return "tables/" + name + ".txt";
    }

    /// The columns as SQL names them.
    String list() {
      return "(\"" + String.join("\", \"", columns) + "\")";
    }
  }

  /// Where a sequence stands.
  record Counter(String name, long value) {}

  /// A file of the data folder.
  record Stored(String path, long bytes, String sha256) {
    String entry() {
      return "files/" + path;
    }
  }

  long rows() {
    return tables.stream().mapToLong(Table::rows).sum();
  }
}
