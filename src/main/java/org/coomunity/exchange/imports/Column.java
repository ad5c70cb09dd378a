package org.coomunity.exchange.imports;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A column of a file of transfers.
public enum Column {
  ID(true),
  TIMESET(true),
  TRANSFER_SUBTYPE(false),
  SOURCE(true),
  TARGET(true),
  WEIGHT(true),
  TOKEN_NAME(false),
  TOKEN_ADDRESS(false);

  private final boolean wanted;

  Column(boolean wanted) {
    this.wanted = wanted;
  }

  /// Its name in a file that says nothing else.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Reads what the columns of another system are called: `id=ref,timeset=date`.
  ///
  /// @throws NotImportable when it is not written so, or names a column that is none
  public static Map<Column, String> mapped(String text) {
    Map<Column, String> names = new EnumMap<>(Column.class);
    for (String part : text.split(",", -1)) {
      String[] sides = part.split("=", 2);
      if (sides.length < 2 || sides[1].isBlank()) {
        throw new NotImportable("--map: '" + part + "' is not COLUMN=NAME, as in id=ref");
      }
      if (names.put(of(sides[0].strip()), sides[1].strip()) != null) {
        throw new NotImportable("--map: " + sides[0].strip() + " is said twice");
      }
    }
    return names;
  }

  private static Column of(String key) {
    return Stream.of(values())
        .filter(column -> column.key().equals(key.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new NotImportable("--map: '" + key + "' is none of " + keys()));
  }

  private static String keys() {
    return Stream.of(values()).map(Column::key).collect(Collectors.joining(", "));
  }

  /// Where each column stands in a file with this header.
  static Map<Column, Integer> places(List<String> header, Map<Column, String> names) {
    List<String> found = header.stream().map(Column::plain).toList();
    Map<Column, Integer> places = new EnumMap<>(Column.class);
    for (Column column : values()) {
      String name = names.getOrDefault(column, column.key());
      int place = found.indexOf(plain(name));
      if (place >= 0) {
        places.put(column, place);
      } else if (column.wanted || names.containsKey(column)) {
        throw new NotImportable(
            "the file has no column '%s'%s; its columns are %s"
                .formatted(name, hint(column, names), String.join(", ", header)));
      }
    }
    return places;
  }

  private static String hint(Column column, Map<Column, String> names) {
    return Optional.ofNullable(names.get(column)).isPresent()
        ? ""
        : " (--map " + column.key() + "=… says what it is called there)";
  }

  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
