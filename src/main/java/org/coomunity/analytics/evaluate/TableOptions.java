package org.coomunity.analytics.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a file of rows is to be read: the options every `evaluate` that reads one understands.
final class TableOptions {
  @Option(
      names = "--separator",
      paramLabel = "NAME",
      description = "tab, space, comma or semicolon; else TAB, or blanks where no TAB is")
  @Nullable String separator;

  @Option(names = "--header", paramLabel = "yes|no|auto", defaultValue = "auto")
  String header = "auto";

  @Option(
      names = "--columns",
      paramLabel = "NAME=COLUMN,…",
      description = "which column is what: numbers from 1, or names of the header")
  @Nullable String columns;

  @Option(names = "--time-unit", paramLabel = "s|ms", defaultValue = "s")
  String timeUnit = "s";

  @Option(
      names = "--where",
      paramLabel = "COLUMN=VALUE",
      description = "keeps the rows that have this value; may be said more than once")
  List<String> where = List.of();

  /// The sign between fields, or nothing where the file decides.
  @Nullable Character sign() {
    if (separator == null) {
      return null;
    }
    return switch (separator) {
      case "tab" -> '\t';
      case "space" -> ' ';
      case "comma" -> ',';
      case "semicolon" -> ';';
      default ->
          throw new Unusable("--separator is tab, space, comma or semicolon, not " + separator);
    };
  }

  /// Yes, no, or nothing where the file decides.
  @Nullable Boolean withHeader() {
    return switch (header) {
      case "yes" -> true;
      case "no" -> false;
      case "auto" -> null;
      default -> throw new Unusable("--header is yes, no or auto, not " + header);
    };
  }

  /// True where numbers that are times count milliseconds.
  boolean milliseconds() {
    return switch (timeUnit) {
      case "s" -> false;
      case "ms" -> true;
      default -> throw new Unusable("--time-unit is s or ms, not " + timeUnit);
    };
  }

  /// Which column is what, as it was said.
  ///
  /// @param known the names that can be said
  Map<String, String> named(List<String> known) {
    Map<String, String> named = new LinkedHashMap<>();
    if (columns == null) {
      return named;
    }
    for (String pair : columns.split(",", -1)) {
      int cut = pair.indexOf('=');
      if (cut < 1 || cut == pair.length() - 1) {
        throw new Unusable("--columns is NAME=COLUMN,…, and '" + pair + "' is not that");
      }
      String name = pair.substring(0, cut);
      if (!known.contains(name)) {
        throw new Unusable("--columns knows " + String.join(", ", known) + ", and not " + name);
      }
      if (named.put(name, pair.substring(cut + 1)) != null) {
        throw new Unusable("--columns says " + name + " twice");
      }
    }
    return named;
  }

  /// The conditions a row must fulfil, column to value.
  Map<String, String> conditions() {
    Map<String, String> conditions = new LinkedHashMap<>();
    for (String pair : where) {
      int cut = pair.indexOf('=');
      if (cut < 1) {
        throw new Unusable("--where is COLUMN=VALUE, and '" + pair + "' is not that");
      }
      conditions.put(pair.substring(0, cut), pair.substring(cut + 1));
    }
    return conditions;
  }
}
