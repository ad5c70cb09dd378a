package org.coomunity.base.messageformat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.coomunity.base.messageformat.Model.Declaration;
import org.coomunity.base.messageformat.Model.Expression;
import org.coomunity.base.messageformat.Model.Markup;
import org.coomunity.base.messageformat.Model.Operand;
import org.coomunity.base.messageformat.Model.Option;
import org.coomunity.base.messageformat.Model.Part;
import org.coomunity.base.messageformat.Model.Variant;

/// What a message that can be read must still hold to.
final class ModelRules {
  private ModelRules() {}

  static List<Fault> faults(Model model) {
    List<Fault> faults = new ArrayList<>();
    Map<String, Boolean> annotated = declarations(model, faults);
    for (String selector : model.selectors()) {
      if (!annotated.getOrDefault(selector, false)) {
        faults.add(new Fault("missing-selector-annotation", "$" + selector));
      }
    }
    if (!model.selectors().isEmpty()) {
      variants(model, faults);
    }
    for (Variant variant : model.variants()) {
      for (Part part : variant.pattern()) {
        if (part instanceof Expression expression) {
          options(expression.options(), faults);
        } else if (part instanceof Markup markup) {
          options(markup.options(), faults);
        }
      }
    }
    return faults;
  }

  private static Map<String, Boolean> declarations(Model model, List<Fault> faults) {
    Map<String, Boolean> annotated = new HashMap<>();
    Set<String> used = new HashSet<>();
    for (Declaration declaration : model.declarations()) {
      Expression value = declaration.value();
      Operand operand = value.operand();
      boolean about = operand != null && operand.variable();
      if (about && !declaration.input()) {
        used.add(Objects.requireNonNull(operand).value());
      }
      for (Option option : value.options()) {
        if (option.value().variable()) {
          used.add(option.value().value());
        }
      }
      boolean known =
          value.function() != null
              || (about
                  && !declaration.input()
                  && annotated.getOrDefault(Objects.requireNonNull(operand).value(), false));
      if (used.contains(declaration.name()) || annotated.containsKey(declaration.name())) {
        faults.add(new Fault("duplicate-declaration", "$" + declaration.name()));
      }
      annotated.put(declaration.name(), known);
      options(value.options(), faults);
    }
    return annotated;
  }

  private static void variants(Model model, List<Fault> faults) {
    Set<List<String>> seen = new HashSet<>();
    boolean fallback = false;
    for (Variant variant : model.variants()) {
      if (variant.keys().size() != model.selectors().size()) {
        faults.add(new Fault("variant-key-mismatch", variant.keys().toString()));
      }
      List<String> keys = new ArrayList<>();
      variant.keys().forEach(key -> keys.add(key == null ? "*" : "|" + key));
      if (!seen.add(keys)) {
        faults.add(new Fault("duplicate-variant", keys.toString()));
      }
      fallback |= Collections.frequency(keys, "*") == keys.size();
    }
    if (!fallback) {
      faults.add(new Fault("missing-fallback-variant", ""));
    }
  }

  private static void options(List<Option> options, List<Fault> faults) {
    Set<String> names = new HashSet<>();
    for (Option option : options) {
      if (!names.add(option.name())) {
        faults.add(new Fault("duplicate-option-name", option.name()));
      }
    }
  }
}
