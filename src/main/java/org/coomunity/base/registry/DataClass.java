package org.coomunity.base.registry;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One kind of thing that is kept about people. Modules declare theirs in their stores; statements
/// are bound to `:member`, or for each place to `:community`, `:no`, `:book` and `:account`.
///
/// @param key its name: the file in an export, and `data.<key>` is its text
/// @param tables all tables it stands in, `schema.table`
/// @param purpose what it is for
/// @param retention how long it stays while somebody is here
/// @param seen who reads it
/// @param told the statement that reads it for an export; null for what is not exported. A column
///   whose name ends with `_no` is the number of a member and told as their handle; `file_name` and
///   `file_bytes` make a file of their own
/// @param erased the statements that take it away for good
/// @param lapses the statement that takes away what is too old, bound to `:before` and `:most`;
///   null when a job of the module itself does, or nothing lapses
/// @param days how old that is
public record DataClass(
    String key,
    List<String> tables,
    String purpose,
    Basis basis,
    String retention,
    String seen,
    Erasure erasure,
    @Nullable String told,
    List<String> erased,
    @Nullable String lapses,
    int days) {
  public DataClass {
    tables = List.copyOf(tables);
    erased = List.copyOf(erased);
  }

  /// A class of data in these tables; the rest is said by the methods below.
  public static DataClass of(String key, String... tables) {
    return new DataClass(
        key,
        List.of(tables),
        "",
        Basis.CONTRACT,
        "while one is here",
        "oneself",
        Erasure.DELETED,
        null,
        List.of(),
        null,
        0);
  }

  /// What it is for, and why that may be.
  public DataClass serves(String said, Basis because) {
    return new DataClass(
        key, tables, said, because, retention, seen, erasure, told, erased, lapses, days);
  }

  /// How long it stays, and who reads it.
  public DataClass stays(String howLong, String readers) {
    return new DataClass(
        key, tables, purpose, basis, howLong, readers, erasure, told, erased, lapses, days);
  }

  /// The statement that reads it.
  public DataClass told(String sql) {
    return new DataClass(
        key, tables, purpose, basis, retention, seen, erasure, sql, erased, lapses, days);
  }

  /// What becomes of it, and the statements that see to that.
  public DataClass goes(Erasure how, String... statements) {
    return new DataClass(
        key, tables, purpose, basis, retention, seen, how, told, List.of(statements), lapses, days);
  }

  /// The statement that takes away what is older than so many days.
  public DataClass lapses(int after, String sql) {
    return new DataClass(
        key, tables, purpose, basis, retention, seen, erasure, told, erased, sql, after);
  }

  /// The statement that reads it, unless it is not exported.
  public Optional<String> export() {
    return Optional.ofNullable(told);
  }

  /// The module that keeps it: the schema of its first table.
  public String module() {
    String first = tables.getFirst();
    return first.substring(0, first.indexOf('.'));
  }

  /// True for a statement that is asked for each community.
  public static boolean perSeat(String sql) {
    return sql.contains(":community") || sql.contains(":book");
  }
}
