package org.coomunity.exchange.komunitin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.Exchange;

/// The query of a request, read as JSON:API wants it: pages, filters, order, what to include and
/// which fields. A parameter that the resource does not know is refused.
final class Parameters {
  private static final int SIZE = 20;
  private static final int SIZE_MOST = 200;
  private static final int AFTER_MOST = 10_000;
  private static final int LIST_MOST = 200;
  private static final int PARAMETERS_MOST = 50;

  private final Map<String, String> values;
  private final Known known;

  /// What a resource knows.
  ///
  /// @param filters names in `filter[…]`
  /// @param sorts what it can be ordered by, the standard first, with `-` for the newest first
  /// @param includes what can be included
  /// @param others names of further parameters
  record Known(Set<String> filters, List<String> sorts, Set<String> includes, Set<String> others) {
    static final Known NOTHING = new Known(Set.of(), List.of(), Set.of(), Set.of());

    static Known including(String... includes) {
      return new Known(Set.of(), List.of(), Set.of(includes), Set.of());
    }

    static Known others(String... others) {
      return new Known(Set.of(), List.of(), Set.of(), Set.of(others));
    }
  }

  private Parameters(Map<String, String> values, Known known) {
    this.values = values;
    this.known = known;
  }

  static Parameters of(Exchange exchange, Known known) {
    Map<String, String> values = new HashMap<>();
    String location = exchange.location();
    int mark = location.indexOf('?');
    String query = mark < 0 ? "" : location.substring(mark + 1);
    for (String pair : query.split("&", PARAMETERS_MOST)) {
      if (!pair.isEmpty()) {
        int equal = pair.indexOf('=');
        String name = decoded(equal < 0 ? pair : pair.substring(0, equal));
        // of a name that is said twice, both count: lists may be written so
        values.merge(
            name, equal < 0 ? "" : decoded(pair.substring(equal + 1)), (a, b) -> a + "," + b);
      }
    }
    Parameters parameters = new Parameters(values, known);
    values.keySet().forEach(parameters::check);
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      throw Refused.field(Refusal.FIELD_FORMAT, "query");
    }
  }

  private void check(String name) {
    boolean fine =
        switch (name) {
          case "page[size]", "page[after]" -> !known.sorts().isEmpty();
          case "sort" -> !known.sorts().isEmpty();
          case "include" -> true;
          default ->
              known.others().contains(name)
                  || (name.startsWith("fields[") && name.endsWith("]"))
                  || (name.startsWith("filter[")
                      && name.endsWith("]")
                      && known.filters().contains(inner(name)));
        };
    if (!fine) {
      throw Refused.field(Refusal.UNKNOWN_FIELD, name);
    }
  }

  private static String inner(String name) {
    return name.substring(name.indexOf('[') + 1, name.length() - 1);
  }

  int size() {
    return number("page[size]", SIZE, 1, SIZE_MOST);
  }

  int after() {
    return number("page[after]", 0, 0, AFTER_MOST);
  }

  /// Rows to read from the beginning to know this page and whether there is a next one.
  int reach() {
    return after() + size() + 1;
  }

  private int number(String name, int standard, int least, int most) {
    String text = values.getOrDefault(name, "");
    if (text.isEmpty()) {
      return standard;
    }
    int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    if (number < least || number > most) {
      throw Refused.field(Refusal.FIELD_RANGE, name);
    }
    return number;
  }

  /// A number that need not be there.
  Optional<Integer> count(String name) {
    return values.containsKey(name) ? Optional.of(number(name, 0, 0, 1_000_000)) : Optional.empty();
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).filter(text -> !text.isBlank());
  }

  /// The values of a filter; empty when there is none.
  Optional<List<String>> filter(String name) {
    return text("filter[" + name + "]").map(text -> list(text, "filter[" + name + "]"));
  }

  private static List<String> list(String text, String name) {
    List<String> list =
        Arrays.stream(text.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
    if (list.size() > LIST_MOST) {
      throw Refused.field(Refusal.FIELD_LENGTH, name);
    }
    return list;
  }

  /// What to order by, with `-` in front for the newest or highest first.
  String sort() {
    String sort = values.getOrDefault("sort", "");
    if (sort.isEmpty()) {
      return known.sorts().getFirst();
    }
    String bare = sort.startsWith("-") ? sort.substring(1) : sort;
    boolean may =
        known.sorts().stream().anyMatch(one -> one.equals(bare) || one.equals("-" + bare));
    if (!may) {
      throw Refused.field(Refusal.FIELD_FORMAT, "sort");
    }
    return sort;
  }

  Set<String> include() {
    Set<String> include = new HashSet<>(list(values.getOrDefault("include", ""), "include"));
    if (!known.includes().containsAll(include)) {
      throw Refused.field(Refusal.FIELD_FORMAT, "include");
    }
    return include;
  }

  /// Which fields of a type are wanted; empty for all.
  Optional<Set<String>> fields(String type) {
    return Optional.ofNullable(values.get("fields[" + type + "]"))
        .map(text -> Set.copyOf(new HashSet<>(list(text, "fields"))));
  }
}
