package org.coomunity.analytics.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How the columns of a frame become columns of numbers, learned from the rows of training alone: a
/// blank number is the median of the others and has a flag; a category has one column for each
/// value that was seen at least [#FEWEST] times. What was never seen is none of them.
record Encoding(List<Part> parts) {
  static final int FEWEST = 3;

  /// One column that a model sees.
  sealed interface Part {
    String name();

    /// The place of the frame's column.
    int column();
  }

  record Value(String name, int column, double median) implements Part {}

  record Blank(String name, int column) implements Part {}

  record Is(String name, int column, String value) implements Part {}

  static Encoding learn(Frame frame, int[] rows) {
    List<Part> parts = new ArrayList<>();
    for (int j = 0; j < frame.columns().size(); j++) {
      switch (frame.columns().get(j)) {
        case Frame.Numeric numeric -> number(parts, j, numeric, rows);
        case Frame.Category category -> category(parts, j, category, rows);
      }
    }
    return new Encoding(List.copyOf(parts));
  }

  private static void number(List<Part> parts, int j, Frame.Numeric column, int[] rows) {
    double[] known =
        Arrays.stream(rows)
            .mapToDouble(i -> column.values()[i])
            .filter(value -> !Double.isNaN(value))
            .toArray();
    parts.add(new Value(column.name(), j, known.length == 0 ? 0 : Measures.median(known)));
    if (known.length < rows.length) {
      parts.add(new Blank(column.name() + " is blank", j));
    }
  }

  private static void category(List<Part> parts, int j, Frame.Category column, int[] rows) {
    Map<String, Integer> counts = new TreeMap<>();
    for (int i : rows) {
      counts.merge(column.values()[i], 1, Integer::sum);
    }
    boolean two = counts.size() == 2;
    for (Map.Entry<String, Integer> one : counts.entrySet()) {
      if (two) {
        // The second of two says it all.
        two = false;
      } else if (one.getValue() >= FEWEST) {
        String name = column.name() + "=" + (one.getKey().isEmpty() ? "(blank)" : one.getKey());
        parts.add(new Is(name, j, one.getKey()));
      }
    }
  }

  double[][] matrix(Frame frame, int[] rows) {
    double[][] matrix = new double[rows.length][parts.size()];
    for (int p = 0; p < parts.size(); p++) {
      Part part = parts.get(p);
      Frame.Column column = frame.columns().get(part.column());
      for (int i = 0; i < rows.length; i++) {
        matrix[i][p] = cell(part, column, rows[i]);
      }
    }
    return matrix;
  }

  private static double cell(Part part, Frame.Column column, int row) {
    return switch (part) {
      case Value value -> {
        double found = ((Frame.Numeric) column).values()[row];
        yield Double.isNaN(found) ? value.median() : found;
      }
      case Blank blank -> Double.isNaN(((Frame.Numeric) column).values()[row]) ? 1 : 0;
      case Is is -> ((Frame.Category) column).values()[row].equals(is.value()) ? 1 : 0;
    };
  }
}
