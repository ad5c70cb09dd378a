package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.coomunity.base.messages.Messages;
import org.junit.jupiter.api.Test;

/// What templates and pages say exists, and nothing stands in them that must not.
class TemplatesTest {
  private static final Path TEMPLATES = Path.of("src", "main", "jte");
  private static final Path PAGES = Path.of("src", "main", "java", "org", "coomunity", "web");
  private static final Pattern KEY = Pattern.compile("\\bt\\(\\s*\"([a-zA-Z_.0-9]+)\"\\s*(\\+?)");
  private static final Pattern LETTERS = Pattern.compile("(?<!&)\\p{L}[\\p{L}\\p{M}]+");
  private static final Pattern HEARD =
      Pattern.compile("\\s(?:alt|title|placeholder|aria-label|aria-description)=\"([^\"]*)\"");
  private static final Pattern DIRECTIVE =
      Pattern.compile(
          "@(?:import [^\\n]*|param [^\\n]*|(?:if|elseif|for|template[-.\\w]*)\\(|else|endif|endfor|`)");
  private static final Pattern PHYSICAL =
      Pattern.compile(
          "(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\\b|(?<![-\\w])(?:left|right)\\s*:"
              + "|(?:text-align|float|clear)\\s*:\\s*(?:left|right)"
              + "|border-(?:top|bottom)-(?:left|right)-radius"
              + "|(?:margin|padding|inset)\\s*:\\s*[^\\s;}(]+ +([^\\s;}(]+) +[^\\s;}(]+ +(?!\\1[;}\\s])[^\\s;}(]+");

  /// Names that are the same in every language.
  private static final Set<String> NAMES = Set.of("CoomÜnity", "mÜnity", "ÜMarket", "ÜWallet");

  private static final Messages MESSAGES = new Messages();

  @Test
  void every_text_that_a_page_names_exists_in_each_language() {
    List<String> missing = new ArrayList<>();
    int named = 0;
    for (Path file : files()) {
      Matcher key = KEY.matcher(read(file));
      while (key.find()) {
        named++;
        String name = key.group(1);
        boolean start = key.group(2).equals("+");
        boolean known =
            start
                ? MESSAGES.keys().stream().anyMatch(k -> k.startsWith(name) && MESSAGES.knows(k))
                : MESSAGES.knows(name);
        if (!known) {
          missing.add(file.getFileName() + " " + name);
        }
      }
    }
    assertThat(new TreeSet<>(missing)).isEmpty();
    assertThat(named).isGreaterThan(30);
  }

  @Test
  void no_page_has_script_or_style_or_raw_markup_inside() {
    for (Path file : files()) {
      String text = read(file);
      if (file.toString().endsWith(".jte")) {
        assertThat(text)
            .as(file.toString())
            .doesNotContain("style=\"")
            .doesNotContain("<style")
            .doesNotContain("$unsafe")
            .doesNotContainPattern("\\son[a-z]+=\"")
            .doesNotContainPattern("<script(?![^>]*src=)");
      }
    }
  }

  @Test
  void no_template_has_words_of_its_own() {
    List<String> words = new ArrayList<>();
    for (Path file : files()) {
      if (file.toString().endsWith(".jte")) {
        Matcher text = LETTERS.matcher(written(read(file)));
        while (text.find()) {
          if (!NAMES.contains(text.group())) {
            words.add(file.getFileName() + " " + text.group());
          }
        }
      }
    }
    assertThat(words).isEmpty();
  }

  @Test
  void no_style_says_left_or_right() {
    List<String> physical = new ArrayList<>();
    for (Path file : styles()) {
      Matcher found = PHYSICAL.matcher(read(file));
      while (found.find()) {
        physical.add(file.getFileName() + " " + found.group().strip());
      }
    }
    assertThat(physical).isEmpty();
    assertThat(PHYSICAL.matcher("a{margin-left:1px}").find()).isTrue();
    assertThat(PHYSICAL.matcher("a{ left: 0 }").find()).isTrue();
    assertThat(PHYSICAL.matcher("a{text-align: right}").find()).isTrue();
    assertThat(PHYSICAL.matcher("a{padding:0 1px 0 2px}").find()).isTrue();
    assertThat(PHYSICAL.matcher("a{padding:0 1px 0 1px;inset-inline-start:0}").find()).isFalse();
  }

  private static List<Path> styles() {
    try (Stream<Path> walked = Files.walk(Path.of("web", "src"))) {
      return walked.filter(file -> file.toString().endsWith(".css")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a template writes as it stands: without its directives, expressions, tags and comments,
  /// but with what people read or hear from attributes.
  private static String written(String template) {
    String markup = withoutExpressions(template.replaceAll("(?s)<%--.*?--%>|<!--.*?-->", " "));
    StringBuilder heard = new StringBuilder();
    Matcher attribute = HEARD.matcher(markup);
    while (attribute.find()) {
      heard.append(attribute.group(1)).append(' ');
    }
    return markup.replaceAll("(?s)<[a-zA-Z/!][^>]*>", " ") + " " + heard;
  }

  /// Cuts out `${…}`, `!{…}`, `@param …`, `@if(…)` and the like, whose brackets may nest.
  private static String withoutExpressions(String template) {
    StringBuilder left = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at);
      boolean braces = (c == '$' || c == '!') && template.startsWith("{", at + 1);
      Matcher directive = DIRECTIVE.matcher(template).region(at, template.length());
      if (braces) {
        at = closing(template, at + 1, '{', '}');
      } else if (c == '@' && directive.lookingAt()) {
        at =
            directive.group().endsWith("(")
                ? closing(template, directive.end() - 1, '(', ')')
                : directive.end();
      } else {
        left.append(c);
        at++;
      }
    }
    return left.toString();
  }

  /// The place after the bracket that closes the one at a place; brackets in strings do not count.
  private static int closing(String text, int from, char open, char close) {
    int depth = 0;
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && text.charAt(i - 1) != '\\') {
        quoted = !quoted;
      } else if (!quoted && c == open) {
        depth++;
      } else if (!quoted && c == close && --depth == 0) {
        return i + 1;
      }
    }
    return text.length();
  }

  private static List<Path> files() {
    try (Stream<Path> templates = Files.walk(TEMPLATES);
        Stream<Path> pages = Files.list(PAGES)) {
      return Stream.concat(templates, pages)
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("package-info.java"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
