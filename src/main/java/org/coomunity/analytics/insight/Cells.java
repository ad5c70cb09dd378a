package org.coomunity.analytics.insight;

import java.util.List;
import java.util.Locale;

/// A table as it was read: text in rows under names.
///
/// @param file its name, for what is said about it
/// @param columns their names, in order
/// @param rows as wide as there are columns
/// @param lines where each row begins in the file, from 1
public record Cells(String file, List<String> columns, List<List<String>> rows, List<Long> lines) {
  public Cells {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    lines = List.copyOf(lines);
    if (rows.size() != lines.size()) {
      throw new IllegalArgumentException("a row without a line");
    }
  }

  /// @throws BadTable when there is no such column
  int column(String name) {
    int place = columns.indexOf(name);
    if (place < 0) {
      throw new BadTable(
          "%s has no column '%s'; it has %s".formatted(file, name, String.join(", ", columns)));
    }
    return place;
  }

  BadTable wrong(int row, String words) {
    return new BadTable("%s:%d: %s".formatted(file, lines.get(row), words));
  }

  /// A finite number, or a refusal that names the line.
  double number(int row, int column) {
    String text = rows.get(row).get(column).strip();
    if (!isNumber(text)) {
      throw wrong(row, "'%s' is no number in column '%s'".formatted(text, columns.get(column)));
    }
    double value = Double.parseDouble(text);
    if (!Double.isFinite(value)) {
      throw wrong(row, "%s in column '%s' is too large".formatted(text, columns.get(column)));
    }
    return value;
  }

  /// Digits with a point and an exponent; not all that Java reads as a number, such as `1d`.
  static boolean isNumber(String text) {
    int at = 0;
    int digits = 0;
    int end = text.length();
    if (at < end && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
      at++;
    }
    for (; at < end && isDigit(text.charAt(at)); at++) {
      digits++;
    }
    if (at < end && text.charAt(at) == '.') {
      for (at++; at < end && isDigit(text.charAt(at)); at++) {
        digits++;
      }
    }
    if (digits == 0) {
      return false;
    }
    if (at < end && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < end && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      int power = at;
      while (at < end && isDigit(text.charAt(at))) {
        at++;
      }
      return at == end && at > power;
    }
    return at == end;
  }

  /// What other programs write where a number is missing or has no end.
  static boolean isNotFinite(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity" -> true;
      default -> false;
    };
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
