package org.coomunity.base.messages;

import com.ibm.icu.text.PluralRules;
import com.ibm.icu.text.PluralRules.PluralType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.messageformat.Fault;
import org.coomunity.base.messageformat.MessageFormat;
import org.coomunity.base.messageformat.Shape;
import org.coomunity.base.messageformat.Shape.Form;
import org.coomunity.base.messageformat.Shape.Selector;

/// What every text of a language must hold to beside its Spanish source: the same keys in the same
/// files, the same placeholders in each form, and a form for each way in which the language counts.
final class CatalogueRules {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?");

  /// Forms that may say their number in words, or leave it out.
  private static final Set<String> SAID = Set.of("zero", "one", "two");

  private final Language language;
  private final List<Flaw> flaws = new ArrayList<>();

  private CatalogueRules(Language language) {
    this.language = language;
  }

  /// Everything that is wrong with one language's files.
  static List<Flaw> flaws(
      Language language,
      Map<String, Map<String, String>> source,
      Map<String, Map<String, String>> files) {
    CatalogueRules rules = new CatalogueRules(language);
    Set<String> names = new TreeSet<>(source.keySet());
    names.addAll(files.keySet());
    for (String name : names) {
      rules.file(
          language.tag() + "/" + name + ".json",
          source.getOrDefault(name, Map.of()),
          files.getOrDefault(name, Map.of()));
    }
    return rules.flaws;
  }

  private void file(String file, Map<String, String> source, Map<String, String> texts) {
    for (String key : source.keySet()) {
      if (!texts.containsKey(key)) {
        flaws.add(new Flaw(file, key, "missing", "the Spanish source has it"));
      }
    }
    texts.forEach((key, text) -> {
      String original = source.get(key);
      if (original == null) {
        flaws.add(new Flaw(file, key, "extra", "the Spanish source does not have it"));
      }
      MessageFormat read = read(language, text);
      for (Fault fault : read.faults()) {
        flaws.add(new Flaw(file, key, fault.type(), fault.about()));
      }
      read.shape().ifPresent(shape -> text(file, key, shape, original == null ? text : original));
    });
  }

  private static MessageFormat read(Language language, String text) {
    return MessageFormat.of(language.tag(), text, MessageFormat.Isolation.SPARING);
  }

  private void text(String file, String key, Shape shape, String original) {
    for (int i = 0; i < shape.selectors().size(); i++) {
      if (shape.selectors().get(i).counts()) {
        counted(file, key, shape, i);
      }
    }
    read(Language.ES, original)
        .shape()
        .ifPresent(source -> {
          if (!variables(shape).equals(variables(source))) {
            flaws.add(
                new Flaw(file, key, "selectors", variables(shape) + " for " + variables(source)));
          }
          placeholders(file, key, shape, source.forms().getLast().placeholders());
        });
  }

  private static Set<String> variables(Shape shape) {
    Set<String> variables = new TreeSet<>();
    shape.selectors().forEach(selector -> variables.add(selector.variable()));
    return variables;
  }

  /// Each form has the placeholders of the source's most general form.
  private void placeholders(String file, String key, Shape shape, List<String> wanted) {
    for (Form form : shape.forms()) {
      List<String> missing = new ArrayList<>(wanted);
      form.placeholders().forEach(missing::remove);
      List<String> extra = new ArrayList<>(form.placeholders());
      wanted.forEach(extra::remove);
      missing.removeAll(said(shape, form));
      if (!missing.isEmpty() || !extra.isEmpty()) {
        flaws.add(
            new Flaw(
                file,
                key,
                "placeholders",
                "%s: without %s, with %s".formatted(form.keys(), missing, extra)));
      }
    }
  }

  /// What a form need not repeat, since its keys say it.
  private static Set<String> said(Shape shape, Form form) {
    Set<String> said = new HashSet<>();
    for (int i = 0; i < shape.selectors().size() && i < form.keys().size(); i++) {
      String key = form.keys().get(i);
      if (SAID.contains(key) || NUMBER.matcher(key).matches()) {
        said.add("{$" + shape.selectors().get(i).variable() + "}");
      }
    }
    return said;
  }

  private void counted(String file, String key, Shape shape, int place) {
    Selector selector = shape.selectors().get(place);
    Set<String> used = new TreeSet<>();
    shape.forms().forEach(form -> used.add(form.keys().get(place)));
    Set<String> missing = new TreeSet<>(categories(selector.select()));
    Set<String> foreign = new TreeSet<>(used);
    foreign.removeAll(missing);
    foreign.removeIf(word -> word.equals("*") || NUMBER.matcher(word).matches());
    missing.removeAll(used);
    missing.remove("other");
    if (!foreign.isEmpty()) {
      flaws.add(new Flaw(file, key, "keys", foreign + " are no way to count here"));
    }
    if (!missing.isEmpty()) {
      flaws.add(new Flaw(file, key, "uncovered", missing + " have no form"));
    }
  }

  /// The plural categories of the language.
  private Set<String> categories(String select) {
    return switch (select) {
      case "exact" -> Set.of();
      case "ordinal" -> PluralRules.forLocale(language.locale(), PluralType.ORDINAL).getKeywords();
      default -> PluralRules.forLocale(language.locale(), PluralType.CARDINAL).getKeywords();
    };
  }
}
