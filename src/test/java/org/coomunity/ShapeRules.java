package org.coomunity;

import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/// What the platform's shape must be like. Each rule says where it is broken.
final class ShapeRules {
  private static final Set<String> EVERYWHERE =
      Set.of(
          "java",
          "javax",
          "org.coomunity",
          "org.jspecify",
          "org.slf4j",
          "com.google.errorprone.annotations");

  private ShapeRules() {}

  /// Compares the table (`module : those it may use`) with what each module really uses.
  static List<String> modules(String text, Map<String, Set<String>> reality) {
    List<String> faults = new ArrayList<>();
    Map<String, Set<String>> table = table(text);
    Set<String> above = new TreeSet<>();
    table.forEach((module, allowed) -> {
      Set<String> used = reality.getOrDefault(module, Set.of());
      if (!reality.containsKey(module)) {
        faults.add(module + " is in the table, and is no module");
      }
      for (String other : new TreeSet<>(allowed)) {
        if (!above.contains(other)) {
          faults.add(module + " names " + other + ", which does not stand above it");
        } else if (!used.contains(other)) {
          faults.add(module + " may use " + other + ", and does not");
        }
      }
      for (String other : new TreeSet<>(used)) {
        if (!allowed.contains(other)) {
          faults.add(module + " uses " + other + ", and may not");
        }
      }
      above.add(module);
    });
    for (String module : new TreeSet<>(reality.keySet())) {
      if (!table.containsKey(module)) {
        faults.add(module + " has no line in the table");
      }
    }
    return faults;
  }

  /// Compares the table (`package : modules that may use it`) with the packages each module uses.
  static List<String> libraries(String text, Map<String, Set<String>> reality) {
    List<String> faults = new ArrayList<>();
    Map<String, Set<String>> table = table(text);
    Map<String, Set<String>> unused = new LinkedHashMap<>();
    table.forEach((library, modules) -> unused.put(library, new TreeSet<>(modules)));
    reality.forEach((module, packages) -> {
      for (String used : packages) {
        if (used.isEmpty() || EVERYWHERE.stream().anyMatch(free -> within(used, free))) {
          continue;
        }
        boolean allowed = false;
        for (Map.Entry<String, Set<String>> line : table.entrySet()) {
          if (within(used, line.getKey()) && line.getValue().contains(module)) {
            allowed = true;
            unused.getOrDefault(line.getKey(), Set.of()).remove(module);
          }
        }
        if (!allowed) {
          faults.add(module + " uses " + used + ", and may not");
        }
      }
    });
    unused.forEach((library, modules) ->
        modules.forEach(module -> faults.add(library + " : " + module + " does not use it")));
    return faults;
  }

  private static boolean within(String name, String prefix) {
    return name.equals(prefix) || name.startsWith(prefix + ".");
  }

  private static Map<String, Set<String>> table(String text) {
    Map<String, Set<String>> table = new LinkedHashMap<>();
    for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
      String[] parts = line.split(":", 2);
      Set<String> named = new TreeSet<>(Arrays.asList(parts[1].strip().split("\\s+", -1)));
      named.remove("");
      table.put(parts[0].strip(), named);
    }
    return table;
  }

  /// A public type is the facade, or a word of it: a record, an enum, a sealed interface, a
  /// one-method interface for others to fill, an exception.
  static List<String> shown(String module, Class<?> type) {
    boolean oneMethod =
        type.isInterface()
            && Arrays.stream(type.getMethods())
                    .filter(m -> java.lang.reflect.Modifier.isAbstract(m.getModifiers()))
                    .count()
                == 1;
    boolean facade = type.getSimpleName().toLowerCase(Locale.ROOT).equals(module);
    boolean word =
        type.isRecord()
            || type.isEnum()
            || (type.isInterface() && type.isSealed())
            || oneMethod
            || Throwable.class.isAssignableFrom(type);
    return facade || word
        ? List.of()
        : List.of(
            module + " shows " + type.getName() + ", which is neither its facade nor a word of it");
  }

  /// A statement over a growing table says which community, book or member it is about; else it
  /// asks every shard. `places` are class and table (`LetsStore lets.payment`) where that is meant.
  static List<String> unbound(SourceFile file, Set<String> growing, Set<String> places) {
    List<String> faults = new ArrayList<>();
    Pattern named =
        Pattern.compile(
            "(?i)\\b(?:from|join|into|update)\\s+("
                + String.join("|", growing).replace(".", "\\.")
                + ")\\b");
    Pattern bound = Pattern.compile("\\b(" + String.join("|", SchemaRules.SHARD_KEYS) + ")\\b");
    Set<String> beginnings = beginnings(file);
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitLiteral(LiteralTree literal, Void none) {
        if (literal.getValue() instanceof String text
            && !bound.matcher(text).find()
            && !beginnings.contains(text)) {
          named
              .matcher(text)
              .results()
              .map(found -> file.name() + " " + found.group(1))
              .filter(place -> !places.contains(place))
              .forEach(place -> faults.add(place + ": bound to no shard: " + text.strip()));
        }
        return super.visitLiteral(literal, null);
      }
    }.scan(file.tree(), null);
    return faults;
  }

  /// Constants that end with a table: their users go on with `where`.
  private static Set<String> beginnings(SourceFile file) {
    Set<String> texts = new TreeSet<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitVariable(VariableTree variable, Void none) {
        if (variable.getModifiers().getFlags().contains(Modifier.FINAL)
            && variable.getInitializer() instanceof LiteralTree literal
            && literal.getValue() instanceof String text
            && text.strip().matches("(?s).*\\bfrom\\s+\\w+\\.\\w+( \\w+)?")) {
          texts.add(text);
        }
        return super.visitVariable(variable, null);
      }
    }.scan(file.tree(), null);
    return texts;
  }

  /// No string of a module names a table of another module's schema.
  static List<String> foreignSchemas(SourceFile file, Set<String> schemas) {
    List<String> faults = new ArrayList<>();
    String own = file.module();
    if (own.isEmpty()) {
      return faults;
    }
    Set<String> others = new TreeSet<>(schemas);
    others.remove(own);
    if (others.isEmpty()) {
      return faults;
    }
    Pattern named =
        Pattern.compile(
            "(?i)\\b(from|join|into|update|table|truncate|references|delete from)\\s+("
                + String.join("|", others)
                + ")\\.\\w+");
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitLiteral(LiteralTree literal, Void none) {
        if (literal.getValue() instanceof String text) {
          named
              .matcher(text)
              .results()
              .forEach(found ->
                  faults.add(file.path() + " names a table of another module: " + found.group()));
        }
        return super.visitLiteral(literal, null);
      }
    }.scan(file.tree(), null);
    return faults;
  }
}
