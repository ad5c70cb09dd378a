package org.coomunity.base.messageformat;

import java.util.Comparator;
import java.util.List;
import org.coomunity.base.messageformat.Model.Expression;
import org.coomunity.base.messageformat.Model.Option;
import org.coomunity.base.messageformat.Model.Part;
import org.jspecify.annotations.Nullable;

/// What a translation of a message must keep: what it chooses by, and the placeholders of each of
/// its forms.
public record Shape(List<String> declarations, List<Selector> selectors, List<Form> forms) {

  /// What a message chooses by.
  ///
  /// @param function the function that compares, for example `number`
  /// @param select how numbers are counted: `plural`, `ordinal` or `exact`
  public record Selector(String variable, String function, String select) {
    /// True when its keys are numbers and plural categories.
    public boolean counts() {
      return !function.equals("string");
    }
  }

  /// One form of the message: its keys (`*` for the catch-all), its placeholders and marks in a
  /// fixed order.
  public record Form(List<String> keys, List<String> placeholders) {}

  static Shape of(Model model) {
    return new Shape(
        model.declarations().stream().map(Shape::declaration).sorted().toList(),
        model.selectors().stream().map(name -> selector(model, name)).toList(),
        model.variants().stream()
            .map(variant ->
                new Form(
                    variant.keys().stream().map(Shape::key).toList(),
                    variant.pattern().stream()
                        .map(Shape::placeholder)
                        .filter(text -> !text.isEmpty())
                        .sorted(Comparator.naturalOrder())
                        .toList()))
            .toList());
  }

  private static String key(@Nullable String key) {
    return key == null ? "*" : key;
  }

  private static String declaration(Model.Declaration declaration) {
    return (declaration.input() ? ".input " : ".local $" + declaration.name() + " = ")
        + placeholder(declaration.value());
  }

  private static Selector selector(Model model, String name) {
    String wanted = name;
    for (int i = model.declarations().size() - 1; i >= 0; i--) {
      Model.Declaration declaration = model.declarations().get(i);
      if (!declaration.name().equals(wanted)) {
        continue;
      }
      Expression value = declaration.value();
      if (value.function() != null) {
        return new Selector(
            value.operand() != null && value.operand().variable() ? value.operand().value() : name,
            value.function(),
            select(value.options()));
      }
      wanted = value.operand() == null ? "" : value.operand().value();
    }
    return new Selector(name, "string", "exact");
  }

  private static String select(List<Option> options) {
    return options.stream()
        .filter(option -> option.name().equals("select"))
        .map(option -> option.value().value())
        .findFirst()
        .orElse("plural");
  }

  private static String placeholder(Part part) {
    return part instanceof Model.Words ? "" : Printer.part(part);
  }
}
