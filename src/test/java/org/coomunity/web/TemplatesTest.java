package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
