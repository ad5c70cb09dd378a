package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.coomunity.base.platform.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Contrast of every pair of colours that stands together (WCAG 2.2, 1.4.3 and 1.4.11).
class TokensTest {
  private static final double TEXT = 4.5;
  private static final double CONTROL = 3;
  private static final List<String> PAPER = List.of("bg", "surface", "surface-2");
  private static final List<String> WORDS =
      List.of("text", "muted", "gold-text", "fire", "water", "earth", "air");

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void words_can_be_read_on_every_paper(String theme) throws Exception {
    JsonNode colours = colours(theme);
    for (String paper : PAPER) {
      for (String word : WORDS) {
        assertThat(contrast(colours, word, paper)).as(word + " on " + paper).isGreaterThan(TEXT);
      }
    }
    assertThat(contrast(colours, "on-gold", "gold")).isGreaterThan(TEXT);
    for (String header : List.of("header", "header-2")) {
      assertThat(contrast(colours, "on-header", header)).isGreaterThan(TEXT);
      assertThat(contrast(colours, "gold", header)).isGreaterThan(TEXT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void controls_and_focus_stand_out_from_every_paper(String theme) throws Exception {
    JsonNode colours = colours(theme);
    for (String paper : PAPER) {
      assertThat(contrast(colours, "line-strong", paper)).as(paper).isGreaterThan(CONTROL);
      assertThat(contrast(colours, "focus", paper)).as(paper).isGreaterThan(CONTROL);
    }
  }

  private static JsonNode colours(String theme) throws Exception {
    return Json.MAPPER
        .readTree(Files.readAllBytes(Path.of("web", "src", "tokens.json")))
        .get(theme);
  }

  private static double contrast(JsonNode colours, String one, String other) {
    double a = luminance(colours.get(one).asText());
    double b = luminance(colours.get(other).asText());
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(String colour) {
    double[] parts = new double[3];
    for (int i = 0; i < 3; i++) {
      double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      parts[i] = part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  }
}
