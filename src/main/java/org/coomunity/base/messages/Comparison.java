package org.coomunity.base.messages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coomunity.base.messageformat.MessageFormat;

/// Two files of texts side by side, of our own form or of i18next's: what one lacks, what it has
/// too much, and where placeholders differ.
///
/// @param placeholders the texts whose placeholders are not the same
public record Comparison(Set<String> missing, Set<String> extra, List<Placeholders> placeholders) {
  private static final Pattern INTERPOLATION = Pattern.compile("\\{\\{-?\\s*([^},\\s]+)[^}]*}}");
  private static final Pattern NESTING = Pattern.compile("\\$t\\(\\s*([^),\\s]+)[^)]*\\)");
  private static final Pattern PLURAL =
      Pattern.compile("(.+?)(?:_ordinal)?_(?:zero|one|two|few|many|other)");

  /// A text that lacks placeholders of the base, or has others.
  public record Placeholders(String key, Set<String> missing, Set<String> extra) {}

  /// Compares two files in MessageFormat 2.
  public static Comparison ofMessages(JsonNode base, JsonNode other) {
    return between(read(base, Comparison::inMessage), read(other, Comparison::inMessage));
  }

  /// Compares two files of i18next: nested keys, `{{name}}`, `$t(key)`, endings like `_one`.
  public static Comparison ofI18next(JsonNode base, JsonNode other) {
    return between(plurals(base), plurals(other));
  }

  private static Comparison between(Map<String, Set<String>> base, Map<String, Set<String>> other) {
    List<Placeholders> unlike = new ArrayList<>();
    base.forEach((key, wanted) -> {
      Set<String> found = other.get(key);
      if (found != null && !found.equals(wanted)) {
        unlike.add(new Placeholders(key, without(wanted, found), without(found, wanted)));
      }
    });
    return new Comparison(
        without(base.keySet(), other.keySet()), without(other.keySet(), base.keySet()), unlike);
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> left = new TreeSet<>(all);
    left.removeAll(some);
    return left;
  }

  /// The forms of one text are one text: they share its placeholders.
  private static Map<String, Set<String>> plurals(JsonNode file) {
    Map<String, Set<String>> texts = new TreeMap<>();
    read(file, Comparison::inI18next)
        .forEach((key, found) -> {
          Matcher plural = PLURAL.matcher(key);
          texts
              .computeIfAbsent(plural.matches() ? plural.group(1) : key, k -> new TreeSet<>())
              .addAll(found);
        });
    return texts;
  }

  private interface Finder {
    Set<String> in(String text);
  }

  private static Map<String, Set<String>> read(JsonNode file, Finder finder) {
    Map<String, Set<String>> texts = new TreeMap<>();
    TextFile.flat(file).forEach((key, text) -> texts.put(key, finder.in(text)));
    return texts;
  }

  private static Set<String> inI18next(String text) {
    Set<String> found = new TreeSet<>();
    INTERPOLATION.matcher(text).results().forEach(name -> found.add("{{" + name.group(1) + "}}"));
    NESTING.matcher(text).results().forEach(name -> found.add("$t(" + name.group(1) + ")"));
    return found;
  }

  private static Set<String> inMessage(String text) {
    Set<String> found = new TreeSet<>();
    MessageFormat.of("und", text, MessageFormat.Isolation.NONE)
        .shape()
        .ifPresent(shape -> {
          shape.forms().forEach(form -> found.addAll(form.placeholders()));
          shape.selectors().forEach(selector -> found.add("{$" + selector.variable() + "}"));
        });
    return found;
  }
}
