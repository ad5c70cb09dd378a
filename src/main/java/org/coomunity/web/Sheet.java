package org.coomunity.web;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Spreadsheet;
import org.jspecify.annotations.Nullable;

/// Figures in rows: what a page shows as a table, a drawing is made of, and a file gives away. All
/// three say the same.
///
/// @param name of the file, without its ending
/// @param columns their titles, in the language of the page
public record Sheet(String name, List<String> columns, List<List<Cell>> rows) {
  /// The figure itself, as machines read it, and as people do.
  ///
  /// @param raw empty where there is none, or where it is about too few to be told
  /// @param number true for what is set to the end of its cell
  public record Cell(String words, String raw, boolean number) {
    /// What is the same for both.
    static Cell of(String words) {
      return new Cell(words, words, false);
    }
  }

  private static final String END = "\r\n";

  public Sheet {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /// The sheet as a file (RFC 4180).
  Answer csv() {
    StringBuilder file = new StringBuilder();
    file.append(line(columns));
    for (List<Cell> row : rows) {
      file.append(line(row.stream().map(Cell::raw).toList()));
    }
    return Answer.of("text/csv; charset=utf-8", file.toString().getBytes(StandardCharsets.UTF_8))
        .header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"")
        .header("Cache-Control", "private, no-store");
  }

  private static String line(List<String> cells) {
    return cells.stream().map(Sheet::quoted).collect(Collectors.joining(",")) + END;
  }

  private static String quoted(String cell) {
    String safe = Spreadsheet.safe(cell);
    return safe.matches("(?s).*[,\"\\r\\n'].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }

  /// A number for machines, without an exponent.
  static String plain(@Nullable Double value) {
    return value == null || !Double.isFinite(value)
        ? ""
        : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
