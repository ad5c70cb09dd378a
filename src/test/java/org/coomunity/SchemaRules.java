package org.coomunity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the tables of a module must be like, read from its migration scripts.
final class SchemaRules {
  /// What every key of a growing table begins with: what the deployment can be split by.
  static final Set<String> SHARD_KEYS = Set.of("community_id", "book", "member_id");

  private static final Pattern TABLE =
      Pattern.compile("create (?:unlogged )?table (?:if not exists )?(\\w+)\\.(\\w+) \\(");
  private static final Pattern KEY = Pattern.compile("(primary key|unique) \\(\\s*(\\w+)");
  private static final Pattern COLUMN_KEY =
      Pattern.compile("^\\s*(\\w+) [^,]*?\\b(primary key|unique)\\b(?! ?\\()");
  private static final Pattern UNIQUE_INDEX =
      Pattern.compile(
          "create unique index (?:if not exists )?\\w+ on (\\w+\\.\\w+) (?:using \\w+ )?\\(\\s*(\\w+)");
  private static final Pattern FOREIGN = Pattern.compile("references (\\w+)\\.(\\w+)");

  private SchemaRules() {}

  /// The tables that a script makes.
  static Set<String> tables(String script) {
    Set<String> tables = new TreeSet<>();
    TABLE
        .matcher(script.toLowerCase(Locale.ROOT))
        .results()
        .forEach(t -> tables.add(t.group(1) + "." + t.group(2)));
    return tables;
  }

  /// @param module whose script it is
  /// @param reference tables that do not grow with use or belong to nobody, each with its reason
  static List<String> faults(String module, String script, Map<String, String> reference) {
    String sql =
        script.replaceAll("--[^\n]*", "").replaceAll("[ \t]+", " ").toLowerCase(Locale.ROOT);
    List<String> faults = new ArrayList<>();
    Matcher table = TABLE.matcher(sql);
    while (table.find()) {
      String name = table.group(1) + "." + table.group(2);
      if (!table.group(1).equals(module)) {
        faults.add(module + " makes a table in another schema: " + name);
      }
      if (!reference.containsKey(name)) {
        keys(name, body(sql, table.end()), faults);
      }
    }
    Matcher index = UNIQUE_INDEX.matcher(sql);
    while (index.find()) {
      if (!reference.containsKey(index.group(1))) {
        keyed(index.group(1), "unique index", index.group(2), faults);
      }
    }
    Matcher foreign = FOREIGN.matcher(sql);
    while (foreign.find()) {
      if (!foreign.group(1).equals(module)) {
        faults.add(
            module + " points into another schema: " + foreign.group(1) + "." + foreign.group(2));
      }
    }
    return faults;
  }

  private static void keys(String table, String body, List<String> faults) {
    Matcher key = KEY.matcher(body);
    boolean any = false;
    while (key.find()) {
      any = true;
      keyed(table, key.group(1), key.group(2), faults);
    }
    for (String line : Arrays.asList(body.split("\n", -1))) {
      Matcher column = COLUMN_KEY.matcher(line);
      if (column.find()
          && !line.strip().startsWith("primary key")
          && !line.strip().startsWith("unique")) {
        any = true;
        keyed(table, column.group(2), column.group(1), faults);
      }
    }
    if (!any) {
      faults.add(table + " has no key");
    }
  }

  private static void keyed(String table, String kind, String first, List<String> faults) {
    if (!SHARD_KEYS.contains(first)) {
      faults.add(
          table + ": a " + kind + " begins with " + first + ", not with one of " + SHARD_KEYS);
    }
  }

  private static String body(String sql, int from) {
    int depth = 1;
    int at = from;
    while (at < sql.length() && depth > 0) {
      depth += sql.charAt(at) == '(' ? 1 : sql.charAt(at) == ')' ? -1 : 0;
      at++;
    }
    return sql.substring(from, at);
  }
}
