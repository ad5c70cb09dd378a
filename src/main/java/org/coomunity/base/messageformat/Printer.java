package org.coomunity.base.messageformat;

import java.util.List;
import org.coomunity.base.messageformat.Model.Attribute;
import org.coomunity.base.messageformat.Model.Declaration;
import org.coomunity.base.messageformat.Model.Expression;
import org.coomunity.base.messageformat.Model.Markup;
import org.coomunity.base.messageformat.Model.Operand;
import org.coomunity.base.messageformat.Model.Option;
import org.coomunity.base.messageformat.Model.Part;
import org.coomunity.base.messageformat.Model.Variant;
import org.coomunity.base.messageformat.Model.Words;

/// Writes a message the way a person would: reading it again gives the same message.
final class Printer {
  private final StringBuilder source = new StringBuilder();

  private Printer() {}

  static String print(Model model) {
    Printer printer = new Printer();
    if (model.declarations().isEmpty() && model.selectors().isEmpty()) {
      printer.pattern(model.variants().getFirst().pattern());
      if (!printer.looksComplex()) {
        return printer.source.toString();
      }
      printer.source.insert(0, "{{").append("}}");
      return printer.source.toString();
    }
    model.declarations().forEach(printer::declaration);
    if (model.selectors().isEmpty()) {
      printer.quoted(model.variants().getFirst().pattern());
    } else {
      printer.source.append(".match");
      model.selectors().forEach(name -> printer.source.append(" $").append(name));
      model.variants().forEach(printer::variant);
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

  private void variant(Variant variant) {
    source.append('\n');
    for (String key : variant.keys()) {
      if (key == null) {
        source.append('*');
      } else {
        literal(key);
      }
      source.append(' ');
    }
    quoted(variant.pattern());
  }

  private void quoted(List<Part> pattern) {
    source.append("{{");
    pattern(pattern);
    source.append("}}");
  }

  private void pattern(List<Part> pattern) {
    for (Part part : pattern) {
      switch (part) {
        case Words words -> escaped(words.text(), "\\{}");
        case Expression expression -> expression(expression);
        case Markup markup -> markup(markup);
      }
    }
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
