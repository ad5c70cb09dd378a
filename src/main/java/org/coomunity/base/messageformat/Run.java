package org.coomunity.base.messageformat;

import com.ibm.icu.util.IllformedLocaleException;
import com.ibm.icu.util.ULocale;
import java.text.Normalizer;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coomunity.base.messageformat.Model.Declaration;
import org.coomunity.base.messageformat.Model.Expression;
import org.coomunity.base.messageformat.Model.Operand;
import org.coomunity.base.messageformat.Model.Option;
import org.coomunity.base.messageformat.Model.Variant;
import org.jspecify.annotations.Nullable;

/// One formatting of one message: variables are resolved when they are needed, each at most once.
final class Run {
  private static final Set<String> DIRECTIONS = Set.of("ltr", "rtl", "auto");

  private final Model model;
  private final ULocale locale;
  private final Map<String, Call.Function> functions;
  private final Map<String, ?> arguments;
  private final List<Keys> columns;
  private final boolean parts;
  private @Nullable Map<String, Value> resolved;
  private final List<Fault> faults = new ArrayList<>(0);

  Run(
      Model model,
      List<Keys> columns,
      boolean parts,
      ULocale locale,
      Map<String, Call.Function> functions,
      Map<String, ?> arguments) {
    this.model = model;
    this.columns = columns;
    this.parts = parts;
    this.locale = locale;
    this.functions = functions;
    this.arguments = arguments;
  }

  List<Fault> faults() {
    return faults;
  }

  /// The pattern that fits: of the variants whose every key matches, the one whose first key is
  /// best, then its second, and so on.
  List<Model.Part> pattern() {
    if (model.selectors().isEmpty()) {
      return model.variants().getFirst().pattern();
    }
    List<List<String>> preferred = new ArrayList<>(model.selectors().size());
    for (int i = 0; i < model.selectors().size(); i++) {
      preferred.add(preferred(i));
    }
    Variant best = null;
    for (Variant variant : model.variants()) {
      if (matches(variant, preferred) && (best == null || better(variant, best, preferred))) {
        best = variant;
      }
    }
    return best == null ? List.of() : best.pattern();
  }

  private List<String> preferred(int column) {
    Value selector = variable(model.selectors().get(column));
    if (selector.chooser() == null) {
      faults.add(new Fault("bad-selector", selector.source()));
      return List.of();
    }
    try {
      return selector.chooser().apply(columns.get(column));
    } catch (Broken failed) {
      faults.add(failed.fault());
      return List.of();
    }
  }

  private static boolean matches(Variant variant, List<List<String>> preferred) {
    for (int i = 0; i < preferred.size(); i++) {
      String key = variant.keys().get(i);
      if (key != null && !preferred.get(i).contains(key)) {
        return false;
      }
    }
    return true;
  }

  private static boolean better(Variant one, Variant other, List<List<String>> preferred) {
    for (int i = 0; i < preferred.size(); i++) {
      int difference =
          rank(one.keys().get(i), preferred.get(i)) - rank(other.keys().get(i), preferred.get(i));
      if (difference != 0) {
        return difference < 0;
      }
    }
    return false;
  }

  private static int rank(@Nullable String key, List<String> preferred) {
    return key == null ? preferred.size() : preferred.indexOf(key);
  }

  /// The text of an argument that is shown as it is, the commonest of all placeholders; null for
  /// any other.
  @Nullable String bare(Expression expression) {
    Operand operand = expression.operand();
    return operand != null
            && operand.variable()
            && expression.function() == null
            && model.declarations().isEmpty()
            && arguments.get(operand.value()) instanceof String text
        ? text
        : null;
  }

  /// What an expression comes to; a fallback when it cannot be resolved.
  Value expression(Expression expression) {
    Operand operand = expression.operand();
    if (expression.function() == null) {
      if (operand == null) {
        return Value.fallback("\uFFFD");
      }
      return operand.variable()
          ? variable(operand.value())
          : literal(operand).named(operand.source());
    }
    String name = expression.function();
    Value given =
        operand == null ? null : operand.variable() ? variable(operand.value()) : literal(operand);
    return called(name, given, expression, operand == null ? ":" + name : operand.source());
  }

  private Value called(String name, @Nullable Value operand, Expression expression, String source) {
    Call.Function function = functions.get(name);
    if (function == null) {
      faults.add(new Fault("unknown-function", name));
      return Value.fallback(source);
    }
    try {
      if (expression.options().isEmpty()) {
        return function
            .call(new Call(locale, operand, Map.of(), Set.of(), faults, parts))
            .named(source);
      }
      Told told = told(expression);
      Value value =
          function
              .call(new Call(told.locale, operand, told.options, told.literals, faults, parts))
              .named(source);
      value = told.direction == null ? value : value.directed(told.direction);
      return told.id == null ? value : value.identified(told.id);
    } catch (Broken failed) {
      faults.add(failed.fault());
    } catch (RuntimeException failed) {
      faults.add(new Fault("bad-operand", String.valueOf(failed.getMessage())));
    }
    return Value.fallback(source);
  }

  /// What an expression tells its function, and what it says about itself in `u:` options.
  private static final class Told {
    final Map<String, Value> options = new LinkedHashMap<>();
    final Set<String> literals = new HashSet<>();
    ULocale locale;
    @Nullable String direction;
    @Nullable String id;

    Told(ULocale locale) {
      this.locale = locale;
    }
  }

  private Told told(Expression expression) {
    Told told = new Told(locale);
    for (Option option : expression.options()) {
      Value value = operand(option.value());
      switch (option.name()) {
        case "u:dir" -> told.direction = direction(value);
        case "u:id" -> told.id = text(value);
        case "u:locale" -> told.locale = locale(value);
        default -> {
          if (!value.isFallback()) {
            told.options.put(option.name(), value);
            if (!option.value().variable()) {
              told.literals.add(option.name());
            }
          }
        }
      }
    }
    return told;
  }

  private @Nullable String direction(Value value) {
    String asked = text(value);
    if (DIRECTIONS.contains(asked)) {
      return asked;
    }
    if (!asked.equals("inherit")) {
      faults.add(new Fault("bad-option", "u:dir"));
    }
    return null;
  }

  /// The first of a list of language tags.
  private ULocale locale(Value value) {
    String first = text(value).split(",", 2)[0].strip();
    try {
      return new ULocale.Builder().setLanguageTag(first).build();
    } catch (IllformedLocaleException illFormed) {
      faults.add(new Fault("bad-option", "u:locale"));
      return locale;
    }
  }

  Value operand(Operand operand) {
    return operand.variable() ? variable(operand.value()) : literal(operand);
  }

  static String text(Value value) {
    try {
      return value.raw() == null ? "" : Functions.plain(value.raw());
    } catch (RuntimeException noWords) {
      return "";
    }
  }

  private static Value literal(Operand operand) {
    return Functions.text(operand.value());
  }

  private Value variable(String name) {
    Map<String, Value> all = resolved;
    if (all == null) {
      all = new HashMap<>(4);
      resolved = all;
    }
    Value known = all.get(name);
    if (known == null) {
      known = looked(name);
      all.put(name, known);
    }
    return known;
  }

  private Value looked(String name) {
    for (Declaration declaration : model.declarations()) {
      if (declaration.name().equals(name)) {
        Value value = declared(declaration);
        return value.isFallback() ? Value.fallback("$" + name) : value.named("$" + name);
      }
    }
    return argument(name);
  }

  private Value declared(Declaration declaration) {
    Expression value = declaration.value();
    if (!declaration.input()) {
      return expression(value);
    }
    Value given = argument(declaration.name());
    return value.function() == null
        ? given
        : called(value.function(), given, value, "$" + declaration.name());
  }

  private Value argument(String name) {
    Object raw = arguments.get(name);
    if (raw != null || arguments.containsKey(name)) {
      return wrapped(raw).named("$" + name);
    }
    for (Map.Entry<String, ?> argument : arguments.entrySet()) {
      if (Normalizer.normalize(argument.getKey(), Normalizer.Form.NFC).equals(name)) {
        return wrapped(argument.getValue()).named("$" + name);
      }
    }
    faults.add(new Fault("unresolved-variable", "$" + name));
    return Value.fallback("$" + name);
  }

  /// An argument as it is shown when no function is named; only texts choose without one.
  private Value wrapped(@Nullable Object raw) {
    return switch (raw) {
      case String text -> Functions.text(text);
      case Number number when Numbers.read(number) != null ->
          Numbers.number(bare(number), "number").mute();
      case Date date -> Dates.show(bare(date), "datetime");
      case Temporal temporal when Dates.isMoment(temporal) ->
          Dates.show(bare(temporal), "datetime");
      case null, default -> unknown(raw);
    };
  }

  private Call bare(Object raw) {
    return new Call(locale, unknown(raw), Map.of(), Set.of(), faults, parts);
  }

  private static Value unknown(@Nullable Object raw) {
    return Value.of("unknown", raw, Map.of(), "auto", () -> String.valueOf(raw), null);
  }
}
