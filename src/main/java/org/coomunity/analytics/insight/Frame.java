package org.coomunity.analytics.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A table with a label, its columns told apart into numbers and categories.
///
/// @param ids of the rows
/// @param labels true for a positive
/// @param ignored columns of more than [#MOST_VALUES] texts
@SuppressWarnings("ArrayRecordComponent") // numbers in bulk, never compared
record Frame(String[] ids, boolean[] labels, List<Column> columns, List<String> ignored) {
  static final int MOST_VALUES = 100;
  static final int FEWEST = 10;

  /// One column of all rows.
  sealed interface Column {
    String name();
  }

  /// @param values NaN where the cell is blank
  @SuppressWarnings("ArrayRecordComponent") // numbers in bulk, never compared
  record Numeric(String name, double[] values) implements Column {}

  /// @param values empty where the cell is blank
  @SuppressWarnings("ArrayRecordComponent") // numbers in bulk, never compared
  record Category(String name, String[] values) implements Column {}

  /// What the caller said about the columns.
  ///
  /// @param positive the label of a positive; by itself 1, true and yes are
  /// @param id the column that names rows
  /// @param exclude columns that are left out
  /// @param categorical columns that are categories even where they look like numbers
  record Reading(
      String label,
      @Nullable String positive,
      @Nullable String id,
      Set<String> exclude,
      Set<String> categorical) {}

  static Frame of(Cells cells, Reading how) {
    return of(cells, how, null);
  }

  /// @param like a frame whose kinds of columns this one must have
  static Frame of(Cells cells, Reading how, @Nullable Frame like) {
    int label = cells.column(how.label());
    how.exclude().forEach(cells::column);
    how.categorical().forEach(cells::column);
    boolean[] labels = labels(cells, label, how.positive());
    int id = how.id() == null ? -1 : cells.column(how.id());
    String[] ids = new String[labels.length];
    Arrays.setAll(ids, i -> id < 0 ? String.valueOf(i + 1) : cells.rows().get(i).get(id));
    List<Column> columns = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    if (like != null) {
      ignored.addAll(like.ignored());
      like.columns()
          .forEach(
              one -> columns.add(column(cells, cells.column(one.name()), one instanceof Numeric)));
      return new Frame(ids, labels, List.copyOf(columns), List.copyOf(ignored));
    }
    for (int j = 0; j < cells.columns().size(); j++) {
      String name = cells.columns().get(j);
      if (j == label || j == id || how.exclude().contains(name)) {
        continue;
      }
      Column column = column(cells, j, !how.categorical().contains(name) && isNumeric(cells, j));
      if (column instanceof Category text
          && Arrays.stream(text.values()).distinct().count() > MOST_VALUES) {
        ignored.add(name);
      } else {
        columns.add(column);
      }
    }
    if (columns.isEmpty()) {
      throw new BadTable(cells.file() + " has no column to learn from");
    }
    return new Frame(ids, labels, List.copyOf(columns), List.copyOf(ignored));
  }

  int size() {
    return labels.length;
  }

  /// Refuses what nothing can be learned from.
  ///
  /// @param each how many of each class there must be
  void needs(String file, int each) {
    int positives = Measures.positives(labels);
    if (size() < FEWEST) {
      throw new BadTable("%s: too few: %d rows, of at least %d".formatted(file, size(), FEWEST));
    }
    if (positives == 0 || positives == size()) {
      throw new BadTable(file + ": one class: every row has the same label");
    }
    if (Math.min(positives, size() - positives) < each) {
      throw new BadTable(
          "%s: too few: %d positives of %d rows, of both classes at least %d"
              .formatted(file, positives, size(), each));
    }
  }

  boolean[] labels(int[] rows) {
    boolean[] some = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      some[i] = labels[rows[i]];
    }
    return some;
  }

  private static boolean isNumeric(Cells cells, int column) {
    int numbers = 0;
    for (List<String> row : cells.rows()) {
      String text = row.get(column).strip();
      if (Cells.isNumber(text)) {
        numbers++;
      } else if (!text.isEmpty() && !Cells.isNotFinite(text)) {
        return false;
      }
    }
    return numbers > 0;
  }

  private static Column column(Cells cells, int column, boolean numeric) {
    int size = cells.rows().size();
    String name = cells.columns().get(column);
    if (numeric) {
      double[] values = new double[size];
      for (int i = 0; i < size; i++) {
        boolean blank = cells.rows().get(i).get(column).isBlank();
        values[i] = blank ? Double.NaN : cells.number(i, column);
      }
      return new Numeric(name, values);
    }
    String[] values = new String[size];
    Arrays.setAll(values, i -> cells.rows().get(i).get(column).strip());
    return new Category(name, values);
  }

  private static boolean[] labels(Cells cells, int column, @Nullable String positive) {
    Set<String> seen = new TreeSet<>();
    boolean[] labels = new boolean[cells.rows().size()];
    for (int i = 0; i < labels.length; i++) {
      String text = cells.rows().get(i).get(column).strip();
      if (text.isEmpty()) {
        throw cells.wrong(i, "the label is blank");
      }
      if (seen.size() < FEWEST) {
        seen.add(text);
      }
      labels[i] = positive == null ? isYes(text) : text.equals(positive.strip());
    }
    if (positive == null && seen.size() > 2) {
      throw new BadTable(
          "%s: the label has more than two values (%s …); --positive says which one counts"
              .formatted(cells.file(), String.join(", ", seen)));
    }
    if (seen.size() == 2 && Measures.positives(labels) == 0) {
      throw new BadTable(
          "%s: of the labels %s none is 1, true or yes; --positive says which one counts"
              .formatted(cells.file(), String.join(", ", seen)));
    }
    return labels;
  }

  private static boolean isYes(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "1", "true", "yes" -> true;
      default -> false;
    };
  }
}
