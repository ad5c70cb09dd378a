package org.coomunity.base.messageformat;

import java.util.List;
import org.coomunity.base.messageformat.MessageTree.Piece;
import org.coomunity.base.messageformat.MessageTree.Slot;
import org.coomunity.base.messageformat.MessageTree.Variant;
import org.coomunity.base.messageformat.MessageTree.Words;
import org.coomunity.base.messageformat.Model.Attribute;
import org.coomunity.base.messageformat.Model.Declaration;
import org.coomunity.base.messageformat.Model.Expression;
import org.coomunity.base.messageformat.Model.Markup;
import org.coomunity.base.messageformat.Model.Operand;
import org.coomunity.base.messageformat.Model.Option;
import org.jspecify.annotations.Nullable;

/// Writes a message back as source, a translated one with its pieces in another order.
final class TreePrinter {
  private TreePrinter() {}

  static Piece piece(Model.Part part) {
    return switch (part) {
      case Model.Words words -> new Words(words.text());
      case Expression expression -> new Slot(expression(expression), false, false, "");
      case Markup markup ->
          new Slot(
              markup(markup),
              markup.kind().equals("open"),
              markup.kind().equals("close"),
              markup.name());
    };
  }

  static String declarations(List<Declaration> declarations) {
    StringBuilder out = new StringBuilder();
    for (Declaration declaration : declarations) {
      out.append(declaration.input() ? ".input " : ".local $" + declaration.name() + " = ")
          .append(expression(declaration.value()))
          .append('\n');
    }
    return out.toString();
  }

  static String message(MessageTree tree) {
    StringBuilder out = new StringBuilder(tree.head());
    if (tree.selectors().isEmpty()) {
      String pattern = pattern(tree.variants().getFirst().pattern());
      boolean plain = tree.head().isEmpty() && !pattern.stripLeading().startsWith(".");
      return plain ? pattern : out.append("{{").append(pattern).append("}}").toString();
    }
    out.append(".match");
    tree.selectors().forEach(name -> out.append(" $").append(name));
    for (Variant variant : tree.variants()) {
      out.append('\n');
      variant.keys().forEach(key -> out.append(key == null ? "*" : literal(key)).append(' '));
      out.append("{{").append(pattern(variant.pattern())).append("}}");
    }
    return out.toString();
  }

  private static String pattern(List<Piece> pieces) {
    StringBuilder out = new StringBuilder();
    for (Piece piece : pieces) {
      switch (piece) {
        case Words words -> out.append(words.text().replaceAll("[\\\\{}]", "\\\\$0"));
        case Slot slot -> out.append(slot.source());
      }
    }
    return out.toString();
  }

  private static String expression(Expression expression) {
    StringBuilder out = new StringBuilder("{");
    Operand operand = expression.operand();
    if (operand != null) {
      out.append(operand(operand));
    }
    if (expression.function() != null) {
      out.append(operand == null ? ":" : " :").append(expression.function());
    }
    return tail(out, expression.options(), expression.attributes()).append('}').toString();
  }

  private static String markup(Markup markup) {
    StringBuilder out = new StringBuilder(markup.kind().equals("close") ? "{/" : "{#");
    tail(out.append(markup.name()), markup.options(), markup.attributes());
    return out.append(markup.kind().equals("standalone") ? " /}" : "}").toString();
  }

  private static StringBuilder tail(
      StringBuilder out, List<Option> options, List<Attribute> attributes) {
    for (Option option : options) {
      out.append(' ').append(option.name()).append('=').append(operand(option.value()));
    }
    for (Attribute attribute : attributes) {
      out.append(" @").append(attribute.name());
      @Nullable String value = attribute.value();
      if (value != null) {
        out.append('=').append(literal(value));
      }
    }
    return out;
  }

  private static String operand(Operand operand) {
    return operand.variable() ? "$" + operand.value() : literal(operand.value());
  }

  private static String literal(String value) {
    return value.matches("[A-Za-z0-9_.-]+")
        ? value
        : "|" + value.replace("\\", "\\\\").replace("|", "\\|") + "|";
  }
}
