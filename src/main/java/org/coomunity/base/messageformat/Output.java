package org.coomunity.base.messageformat;

import com.ibm.icu.text.ConstrainedFieldPosition;
import com.ibm.icu.text.FormattedValue;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.util.ULocale;
import java.text.Format;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coomunity.base.messageformat.MessageFormat.Isolation;
import org.coomunity.base.messageformat.Model.Expression;
import org.coomunity.base.messageformat.Model.Markup;
import org.coomunity.base.messageformat.Model.Option;
import org.coomunity.base.messageformat.Model.Words;
import org.jspecify.annotations.Nullable;

/// What a run gives: text, and parts when they are asked for.
final class Output {
  private static final Map<Format.Field, String> FIELDS =
      Map.ofEntries(
          Map.entry(NumberFormat.Field.INTEGER, "integer"),
          Map.entry(NumberFormat.Field.FRACTION, "fraction"),
          Map.entry(NumberFormat.Field.DECIMAL_SEPARATOR, "decimal"),
          Map.entry(NumberFormat.Field.GROUPING_SEPARATOR, "group"),
          Map.entry(NumberFormat.Field.PERCENT, "percentSign"),
          Map.entry(NumberFormat.Field.CURRENCY, "currency"),
          Map.entry(NumberFormat.Field.MEASURE_UNIT, "unit"));
  private static final char LRI = '\u2066';
  private static final char RLI = '\u2067';
  private static final char FSI = '\u2068';
  private static final char PDI = '\u2069';

  private final Run run;
  private final ULocale locale;
  private final boolean leftToRight;
  private final Isolation isolation;
  private final StringBuilder text = new StringBuilder();
  private final @Nullable List<Map<String, Object>> parts;

  Output(Run run, ULocale locale, Isolation isolation, boolean wantsParts) {
    this.run = run;
    this.locale = locale;
    this.leftToRight = Letters.direction(locale).equals("ltr");
    this.isolation = isolation;
    this.parts = wantsParts ? new ArrayList<>() : null;
  }

  MessageFormat.Result write() {
    for (Model.Part part : run.pattern()) {
      switch (part) {
        case Words words -> {
          text.append(words.text());
          if (parts != null) {
            part("type", "text", "value", words.text());
          }
        }
        case Markup markup -> markup(markup);
        case Expression expression -> expression(expression);
      }
    }
    return new MessageFormat.Result(
        text.toString(), parts == null ? List.of() : parts, run.faults());
  }

  private void expression(Expression expression) {
    String bare = parts == null ? run.bare(expression) : null;
    if (bare == null) {
      value(run.expression(expression));
    } else {
      marked(bare, mark("auto", false, bare));
    }
  }

  private void marked(String words, char mark) {
    if (mark != 0) {
      text.append(mark).append(words).append(PDI);
    } else {
      text.append(words);
    }
  }

  private void value(Value resolved) {
    Value value = resolved;
    CharSequence shown = "";
    try {
      if (value.shown() == null) {
        throw new Broken("not-formattable", value.source());
      }
      shown = value.shown().get();
    } catch (Broken failed) {
      run.faults().add(failed.fault());
      value = Value.fallback(value.source());
      shown = "{" + value.source() + "}";
    } catch (RuntimeException failed) {
      run.faults().add(new Fault("not-formattable", String.valueOf(failed.getMessage())));
      value = Value.fallback(value.source());
      shown = "{" + value.source() + "}";
    }
    String words = shown.toString();
    char mark = mark(value.direction(), value.apart(), words);
    marked(words, mark);
    if (parts != null) {
      isolate(mark);
      parts.add(described(value, shown, words));
      isolate(mark == 0 ? mark : PDI);
    }
  }

  private void isolate(char mark) {
    if (mark != 0) {
      part("type", "bidiIsolation", "value", String.valueOf(mark));
    }
  }

  /// The mark before a value, 0 for none.
  private char mark(String direction, boolean apart, String words) {
    if (isolation == Isolation.NONE) {
      return 0;
    }
    return switch (direction) {
      case "ltr" -> leftToRight && !apart ? 0 : LRI;
      case "rtl" -> RLI;
      default -> isolation == Isolation.SPARING && leftToRight && !apart && plain(words) ? 0 : FSI;
    };
  }

  /// True for words that cannot run the other way.
  private static boolean plain(String words) {
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      if (c >= 0x590 && Character.getDirectionality(c) != Character.DIRECTIONALITY_LEFT_TO_RIGHT) {
        return false;
      }
    }
    return true;
  }

  private Map<String, Object> described(Value value, CharSequence shown, String words) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("type", value.type());
    if (value.isFallback()) {
      part.put("source", value.source());
      return part;
    }
    if ((value.apart() && !value.direction().equals("auto"))
        || value.type().equals("number")
        || value.type().equals("datetime")) {
      part.put("dir", value.direction());
    }
    part.put("locale", locale.toLanguageTag());
    if (value.id() != null) {
      part.put("id", value.id());
    }
    if (shown instanceof FormattedValue formatted) {
      part.put("parts", fields(formatted, words));
    } else {
      part.put("value", words);
    }
    return part;
  }

  private static List<Map<String, String>> fields(FormattedValue formatted, String words) {
    List<Map<String, String>> fields = new ArrayList<>();
    ConstrainedFieldPosition position = new ConstrainedFieldPosition();
    String[] kinds = new String[words.length()];
    Arrays.fill(kinds, "literal");
    while (formatted.nextPosition(position)) {
      String kind = kind(position.getField());
      for (int i = position.getStart(); i < position.getLimit(); i++) {
        if (kinds[i].equals("literal") || kinds[i].equals("integer")) {
          kinds[i] = kind;
        }
      }
    }
    for (int i = 0, from = 0; i < kinds.length; i++) {
      if (i + 1 == kinds.length || !kinds[i + 1].equals(kinds[i])) {
        Map<String, String> field = new LinkedHashMap<>();
        field.put("type", kinds[i]);
        field.put("value", words.substring(from, i + 1));
        fields.add(field);
        from = i + 1;
      }
    }
    return fields;
  }

  private static String kind(Format.Field field) {
    return field.equals(NumberFormat.Field.SIGN)
        ? "minusSign"
        : FIELDS.getOrDefault(field, "literal");
  }

  private void markup(Markup markup) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("type", "markup");
    part.put("kind", markup.kind());
    part.put("name", markup.name());
    Map<String, Object> options = new LinkedHashMap<>();
    for (Option option : markup.options()) {
      if (option.name().equals("u:dir") || option.name().equals("u:locale")) {
        run.faults().add(new Fault("bad-option", option.name()));
        continue;
      }
      Value value = run.operand(option.value());
      if (option.name().equals("u:id")) {
        part.put("id", Run.text(value));
      } else if (!value.isFallback() && value.raw() != null) {
        options.put(option.name(), value.raw());
      }
    }
    if (!options.isEmpty()) {
      part.put("options", options);
    }
    if (parts != null) {
      parts.add(part);
    }
  }

  private void part(String... pairs) {
    if (parts != null) {
      Map<String, Object> part = new LinkedHashMap<>();
      for (int i = 0; i < pairs.length; i += 2) {
        part.put(pairs[i], pairs[i + 1]);
      }
      parts.add(part);
    }
  }
}
