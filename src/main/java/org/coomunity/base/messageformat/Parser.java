package org.coomunity.base.messageformat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
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
import org.jspecify.annotations.Nullable;

/// Reads a source by recursive descent; each character is looked at a bounded number of times, and
/// nothing nests deeper than the grammar itself.
final class Parser {
  private static final int LONGEST = 16 * 1024;
  private static final int VARIANTS = 256;
  private static final int SELECTORS = 6;

  private final String source;
  private int at;

  private Parser(String source) {
    this.source = source;
  }

  static Model parse(String source) {
    Parser parser = new Parser(source);
    if (source.length() > LONGEST) {
      throw parser.wrong("a message of at most 16 KiB");
    }
    parser.surrogates();
    return parser.message();
  }

  private void surrogates() {
    for (int i = 0; i < source.length(); i++) {
      if (Character.isSurrogate(source.charAt(i))) {
        if (Character.charCount(source.codePointAt(i)) == 1) {
          at = i;
          throw wrong("no half of a pair");
        }
        i++;
      }
    }
  }

  private Model message() {
    space();
    if (!sees(".") && !sees("{{")) {
      at = 0;
      List<Part> pattern = pattern();
      if (at < source.length()) {
        throw wrong("the end");
      }
      return new Model(List.of(), List.of(), List.of(new Variant(List.of(), pattern)));
    }
    List<Declaration> declarations = new ArrayList<>();
    while (true) {
      if (takes(".input")) {
        space();
        Expression value = expression();
        Operand operand = value.operand();
        if (operand == null || !operand.variable()) {
          throw wrong("a variable");
        }
        declarations.add(new Declaration(true, operand.value(), value));
      } else if (takes(".local")) {
        needSpace();
        String name = variable();
        space();
        need("=");
        space();
        declarations.add(new Declaration(false, name, expression()));
      } else {
        break;
      }
      space();
    }
    Model model = body(List.copyOf(declarations));
    space();
    if (at < source.length()) {
      throw wrong("the end");
    }
    return model;
  }

  private Model body(List<Declaration> declarations) {
    if (!takes(".match")) {
      return new Model(declarations, List.of(), List.of(new Variant(List.of(), quotedPattern())));
    }
    List<String> selectors = new ArrayList<>();
    needSpace();
    do {
      selectors.add(variable());
      if (selectors.size() > SELECTORS) {
        throw wrong("at most 6 selectors");
      }
      needSpace();
    } while (sees("$"));
    List<Variant> variants = new ArrayList<>();
    do {
      variants.add(variant());
      if (variants.size() > VARIANTS) {
        throw wrong("at most 256 variants");
      }
      int end = at;
      space();
      if (at == source.length()) {
        at = end;
        break;
      }
    } while (true);
    return new Model(declarations, List.copyOf(selectors), List.copyOf(variants));
  }

  private Variant variant() {
    List<@Nullable String> keys = new ArrayList<>();
    keys.add(key());
    while (true) {
      boolean apart = space();
      if (sees("{{")) {
        return new Variant(Collections.unmodifiableList(keys), quotedPattern());
      }
      if (!apart) {
        throw wrong("a space");
      }
      keys.add(key());
    }
  }

  private @Nullable String key() {
    return takes("*") ? null : Normalizer.normalize(literal(), Normalizer.Form.NFC);
  }

  private List<Part> quotedPattern() {
    need("{{");
    List<Part> pattern = pattern();
    need("}}");
    return pattern;
  }

  private List<Part> pattern() {
    List<Part> parts = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '}') {
        break;
      } else if (c == '{') {
        if (!words.isEmpty()) {
          parts.add(new Words(words.toString()));
          words.setLength(0);
        }
        parts.add(placeholder());
      } else {
        words.append(character());
      }
    }
    if (!words.isEmpty()) {
      parts.add(new Words(words.toString()));
    }
    return List.copyOf(parts);
  }

  /// One character of text, an escaped one without its backslash.
  private char character() {
    char c = source.charAt(at);
    if (c == 0) {
      throw wrong("no NUL");
    }
    if (c == '\\') {
      at++;
      if (at == source.length() || "\\{|}".indexOf(source.charAt(at)) < 0) {
        throw wrong("\\, {, | or }");
      }
      c = source.charAt(at);
    }
    at++;
    return c;
  }

  private Part placeholder() {
    int start = at;
    need("{");
    space();
    if (takes("#")) {
      return markup("open");
    }
    if (takes("/")) {
      return markup("close");
    }
    at = start;
    return expression();
  }

  private Markup markup(String opening) {
    String kind = opening;
    String name = identifier();
    List<Option> options = new ArrayList<>();
    List<Attribute> attributes = new ArrayList<>();
    tail(options, attributes, true);
    if (kind.equals("open") && takes("/")) {
      kind = "standalone";
    }
    need("}");
    return new Markup(kind, name, List.copyOf(options), List.copyOf(attributes));
  }

  private Expression expression() {
    need("{");
    space();
    Operand operand = null;
    boolean apart = true;
    if (!sees(":")) {
      operand = operand();
      apart = space();
    }
    String function = null;
    List<Option> options = new ArrayList<>();
    List<Attribute> attributes = new ArrayList<>();
    if (sees(":")) {
      if (!apart) {
        throw wrong("a space");
      }
      at++;
      function = identifier();
      tail(options, attributes, true);
    } else if (operand != null && sees("@")) {
      if (!apart) {
        throw wrong("a space");
      }
      attribute(attributes);
      tail(options, attributes, false);
    }
    need("}");
    return new Expression(operand, function, List.copyOf(options), List.copyOf(attributes));
  }

  /// Options, then attributes, each after a space; ends before what closes the placeholder.
  private void tail(List<Option> options, List<Attribute> attributes, boolean mayHaveOptions) {
    boolean takesOptions = mayHaveOptions;
    while (true) {
      boolean apart = space();
      if (at == source.length() || sees("}") || sees("/")) {
        return;
      }
      if (!apart) {
        throw wrong("a space");
      }
      if (sees("@")) {
        attribute(attributes);
        takesOptions = false;
      } else if (takesOptions) {
        String name = identifier();
        space();
        need("=");
        space();
        options.add(new Option(name, operand()));
      } else {
        throw wrong("an attribute");
      }
    }
  }

  private void attribute(List<Attribute> attributes) {
    need("@");
    String name = identifier();
    int end = at;
    space();
    if (takes("=")) {
      space();
      attributes.add(new Attribute(name, literal()));
    } else {
      at = end;
      attributes.add(new Attribute(name, null));
    }
  }

  private Operand operand() {
    return sees("$") ? new Operand(true, variable()) : new Operand(false, literal());
  }

  private String literal() {
    if (!takes("|")) {
      int start = at;
      while (at < source.length() && Letters.inName(source.codePointAt(at))) {
        at += Character.charCount(source.codePointAt(at));
      }
      if (at == start) {
        throw wrong("a literal");
      }
      return source.substring(start, at);
    }
    StringBuilder words = new StringBuilder();
    while (at < source.length() && source.charAt(at) != '|') {
      words.append(character());
    }
    need("|");
    return words.toString();
  }

  private String variable() {
    need("$");
    return name();
  }

  private String identifier() {
    String name = name();
    return takes(":") ? name + ":" + name() : name;
  }

  private String name() {
    if (at < source.length() && Letters.isBidi(source.charAt(at))) {
      at++;
    }
    int start = at;
    if (at == source.length() || !Letters.startsName(source.codePointAt(at))) {
      throw wrong("a name");
    }
    while (at < source.length() && Letters.inName(source.codePointAt(at))) {
      at += Character.charCount(source.codePointAt(at));
    }
    String name = Normalizer.normalize(source.substring(start, at), Normalizer.Form.NFC);
    if (at < source.length() && Letters.isBidi(source.charAt(at))) {
      at++;
    }
    return name;
  }

  /// Passes over blanks and marks of direction; true when there was a blank.
  private boolean space() {
    boolean blank = false;
    while (at < source.length()) {
      char c = source.charAt(at);
      if (Letters.isBlank(c)) {
        blank = true;
      } else if (!Letters.isBidi(c)) {
        break;
      }
      at++;
    }
    return blank;
  }

  private void needSpace() {
    if (!space()) {
      throw wrong("a space");
    }
  }

  private boolean sees(String expected) {
    return source.startsWith(expected, at);
  }

  private boolean takes(String expected) {
    if (!sees(expected)) {
      return false;
    }
    at += expected.length();
    return true;
  }

  private void need(String expected) {
    if (!takes(expected)) {
      throw wrong(expected);
    }
  }

  private Broken wrong(String expected) {
    return new Broken("syntax-error", "at " + at + ", expected " + expected);
  }
}
