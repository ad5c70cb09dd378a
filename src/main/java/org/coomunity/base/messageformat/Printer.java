package org.coomunity.base.messageformat;

import java.util.List;
import org.coomunity.base.messageformat.Model.Attribute;
import org.coomunity.base.messageformat.Model.Declaration;
import org.coomunity.base.messageformat.Model.Expression;
import org.coomunity.base.messageformat.Model.Markup;
import org.coomunity.base.messageformat.Model.Operand;
import org.coomunity.base.messageformat.Model.Option;
import org.coomunity.base.messageformat.Model.Part;
import org.coomunity.base.messageformat.Model.Words;
import org.jspecify.annotations.Nullable;

/// Writes a message the way a person would: reading it again gives the same message.
final class Printer {
  private final StringBuilder source = new StringBuilder();

  private Printer() {}

  /// A pattern that is source already, and the keys that choose it; a null key is the catch-all.
  record Form(List<@Nullable String> keys, String pattern) {}

  static String print(Model model) {
    return message(
        declarations(model.declarations()),
        model.selectors(),
        model.variants().stream()
            .map(variant -> new Form(variant.keys(), pattern(variant.pattern())))
            .toList());
  }

  /// A whole message of pieces that are source already.
  static String message(String head, List<String> selectors, List<Form> forms) {
    Printer printer = new Printer();
    if (head.isEmpty() && selectors.isEmpty()) {
      printer.source.append(forms.getFirst().pattern());
      if (printer.looksComplex()) {
        printer.source.insert(0, "{{").append("}}");
      }
      return printer.source.toString();
    }
    printer.source.append(head);
    if (selectors.isEmpty()) {
      printer.quoted(forms.getFirst().pattern());
    } else {
      printer.source.append(".match");
      selectors.forEach(name -> printer.source.append(" $").append(name));
      forms.forEach(printer::form);
    }
    return printer.source.toString();
  }

  static String declarations(List<Declaration> declarations) {
    Printer printer = new Printer();
    declarations.forEach(printer::declaration);
    return printer.source.toString();
  }

  static String part(Part part) {
    return pattern(List.of(part));
  }

  private static String pattern(List<Part> pattern) {
    Printer printer = new Printer();
    for (Part part : pattern) {
      switch (part) {
        case Words words -> printer.escaped(words.text(), "\\{}");
        case Expression expression -> printer.expression(expression);
        case Markup markup -> printer.markup(markup);
      }
    }
    return printer.source.toString();
  }

  /// A plain text that begins like a statement would be read as one.
  private boolean looksComplex() {
    int at = 0;
    while (at < source.length()
        && (Letters.isBlank(source.charAt(at)) || Letters.isBidi(source.charAt(at)))) {
      at++;
    }
    return at < source.length() && source.charAt(at) == '.';
  }

  private void declaration(Declaration declaration) {
    if (declaration.input()) {
      source.append(".input ");
    } else {
      source.append(".local $").append(declaration.name()).append(" = ");
    }
    expression(declaration.value());
    source.append('\n');
  }

  private void form(Form form) {
    source.append('\n');
    for (String key : form.keys()) {
      if (key == null) {
        source.append('*');
      } else {
        literal(key);
      }
      source.append(' ');
    }
    quoted(form.pattern());
  }

  private void quoted(String pattern) {
    source.append("{{").append(pattern).append("}}");
  }

  private void expression(Expression expression) {
    source.append('{');
    Operand operand = expression.operand();
    if (operand != null) {
      operand(operand);
    }
    if (expression.function() != null) {
      source.append(operand == null ? ":" : " :").append(expression.function());
    }
    tail(expression.options(), expression.attributes());
    source.append('}');
  }

  private void markup(Markup markup) {
    source.append(markup.kind().equals("close") ? "{/" : "{#").append(markup.name());
    tail(markup.options(), markup.attributes());
    source.append(markup.kind().equals("standalone") ? " /}" : "}");
  }

  private void tail(List<Option> options, List<Attribute> attributes) {
    for (Option option : options) {
      source.append(' ').append(option.name()).append('=');
      operand(option.value());
    }
    for (Attribute attribute : attributes) {
      source.append(" @").append(attribute.name());
      if (attribute.value() != null) {
        source.append('=');
        literal(attribute.value());
      }
    }
  }

  private void operand(Operand operand) {
    if (operand.variable()) {
      source.append('$').append(operand.value());
    } else {
      literal(operand.value());
    }
  }

  private void literal(String text) {
    if (!text.isEmpty() && text.codePoints().allMatch(Letters::inName)) {
      source.append(text);
    } else {
      source.append('|');
      escaped(text, "\\|");
      source.append('|');
    }
  }

  private void escaped(String text, String special) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (special.indexOf(c) >= 0) {
        source.append('\\');
      }
      source.append(c);
    }
  }
}
