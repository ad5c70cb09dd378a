package org.coomunity.analytics.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The columns a table must and may have, in the order in which they stand in a file without a
/// header.
///
/// @param required names of columns
/// @param optional names of columns that may be missing
/// @param others other names of the same columns in the headers of well-known files
record Columns(List<String> required, List<String> optional, Map<String, String> others) {
  static final Columns EVENTS =
      new Columns(
          List.of("user", "time", "event"),
          List.of("id"),
          Map.of("user_id", "user", "timestamp", "time", "event_type", "event", "event_id", "id"));

  List<String> known() {
    List<String> known = new ArrayList<>(required);
    known.addAll(optional);
    return known;
  }

  /// Whether a first line is a header: one of its fields, cut at `:`, is the name of a column.
  boolean isHeader(List<String> fields, Map<String, String> named) {
    return fields.stream()
        .map(Columns::cut)
        .anyMatch(field ->
            known().contains(field)
                || others.containsKey(field)
                || (named.containsValue(field) && position(field) < 0));
  }

  private static String cut(String field) {
    int colon = field.indexOf(':');
    return (colon < 0 ? field : field.substring(0, colon)).strip();
  }

  /// A number of a column from 0 on, or -1 where the text is none.
  private static int position(String text) {
    if (!text.matches("[0-9]{1,6}")) {
      return -1;
    }
    int number = Integer.parseInt(text);
    if (number == 0) {
      throw new Unusable("--columns and --where count columns from 1");
    }
    return number - 1;
  }

  /// Where each known column stands, -1 for one that does not.
  ///
  /// @param header its fields, or nothing where the file has none
  /// @param width how many fields the first row has
  int[] places(@Nullable List<String> header, Map<String, String> named, int width, String file) {
    List<String> known = known();
    Map<String, Integer> names = header == null ? Map.of() : names(header);
    int[] places = new int[known.size()];
    for (int i = 0; i < places.length; i++) {
      String name = known.get(i);
      String said = named.get(name);
      if (said != null) {
        places[i] = said(said, names, "--columns");
      } else if (header != null) {
        places[i] = names.getOrDefault(name, -1);
      } else {
        places[i] = named.isEmpty() && i < width ? i : -1;
      }
      if (places[i] < 0 && i < required.size()) {
        throw Unusable.at(file, 1, "there is no column " + name);
      }
    }
    return places;
  }

  private Map<String, Integer> names(List<String> header) {
    Map<String, Integer> names = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      names.putIfAbsent(cut(header.get(i)), i);
    }
    others.forEach((other, name) -> {
      Integer place = names.get(other);
      if (place != null) {
        names.putIfAbsent(name, place);
      }
    });
    return names;
  }

  private static int said(String said, Map<String, Integer> names, String option) {
    Integer place = names.get(cut(said));
    if (place != null) {
      return place;
    }
    int number = position(said);
    if (number < 0) {
      throw new Unusable(option + ": there is no column " + said);
    }
    return number;
  }

  /// Where a column of a condition stands.
  int place(String column, @Nullable List<String> header, int[] places) {
    int known = known().indexOf(column);
    if (known >= 0 && places[known] >= 0) {
      return places[known];
    }
    return said(column, header == null ? Map.of() : names(header), "--where");
  }
}
