package org.coomunity.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What was measured in all rounds of a run, and the table of it.
final class Figures {
  private enum Kind {
    RATE,
    MILLIS,
    VALUE
  }

  private record Named(String name, Kind kind) {}

  private final Map<Named, List<Double>> values = new LinkedHashMap<>();

  /// Something for each second.
  void rate(String name, double value) {
    add(name, Kind.RATE, value);
  }

  /// A time.
  void millis(String name, double value) {
    add(name, Kind.MILLIS, value);
  }

  /// Anything else.
  void value(String name, double value) {
    add(name, Kind.VALUE, value);
  }

  private void add(String name, Kind kind, double value) {
    values.computeIfAbsent(new Named(name, kind), n -> new ArrayList<>()).add(value);
    System.err.printf("%-40s %s%n", name, text(kind, value));
  }

  private static String text(Kind kind, double value) {
    return switch (kind) {
      case RATE -> "%,.0f/s".formatted(value);
      case MILLIS -> "%,.2f ms".formatted(value);
      case VALUE -> "%,.0f".formatted(value);
    };
  }

  /// The table: medians, what they are of the best rate of a group and of one rate, spread.
  ///
  /// @param group how the names of what others are compared with begin; its best median counts;
  ///   empty for a table without comparison
  /// @param one a rate that those with the same beginning, up to the last comma, are compared with;
  ///   empty for none
  String table(String group, String one) {
    double base =
        values.entrySet().stream()
            .filter(e -> e.getKey().name().startsWith(group))
            .mapToDouble(e -> median(e.getValue()))
            .max()
            .orElseThrow();
    double uniform = one.isEmpty() ? 0 : median(one);
    String like = one.substring(0, Math.max(0, one.lastIndexOf(',')));
    StringBuilder table =
        new StringBuilder("| what | median |")
            .append(group.isEmpty() ? "" : " of pgbench's best |")
            .append(one.isEmpty() ? "" : " of uniform |")
            .append(" lowest - highest |\n|---|--:|--:|")
            .append(group.isEmpty() ? "" : "--:|")
            .append(one.isEmpty() ? "\n" : "--:|\n");
    values.forEach((named, all) -> {
      double value = median(all);
      table.append("| %s | %s |".formatted(named.name(), text(named.kind(), value)));
      if (!group.isEmpty()) {
        table.append(named.kind() == Kind.RATE ? " %.2f |".formatted(value / base) : " |");
      }
      if (!one.isEmpty()) {
        boolean same = named.name().startsWith(like);
        table.append(same ? " %.2f |".formatted(value / uniform) : " |");
      }
      double low = all.stream().mapToDouble(v -> v).min().orElseThrow();
      double high = all.stream().mapToDouble(v -> v).max().orElseThrow();
      table.append(" %s - %s |%n".formatted(text(named.kind(), low), text(named.kind(), high)));
    });
    return table.toString();
  }

  /// The median of all rounds.
  double median(String name) {
    return values.entrySet().stream()
        .filter(e -> e.getKey().name().equals(name))
        .mapToDouble(e -> median(e.getValue()))
        .findFirst()
        .orElseThrow();
  }

  private static double median(List<Double> all) {
    List<Double> sorted = all.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  /// The number after an option.
  static int number(List<String> options, String name, int otherwise) {
    int at = options.indexOf(name);
    return at < 0 ? otherwise : Integer.parseInt(options.get(at + 1));
  }
}
