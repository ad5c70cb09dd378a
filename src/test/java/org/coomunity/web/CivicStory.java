package org.coomunity.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// What people of the town earn and learn; the pages that show it.
final class CivicStory {
  private static final String COMMUNITY = "/communities/" + WebTown.SLUG;
  private static final String HERE = "/c/" + WebTown.SLUG;

  private final WebTown town;
  private final UnaryOperator<String> tokens;
  private final List<String> pages =
      new ArrayList<>(
          List.of(
              HERE + "/fund",
              HERE + "/merits",
              HERE + "/merits?kind=ONDA",
              HERE + "/journey",
              HERE + "/people/tomas/merits",
              HERE + "/learning",
              HERE + "/learning/studio",
              HERE + "/learning/mundos/new"));

  private CivicStory(WebTown town, UnaryOperator<String> tokens) {
    this.town = town;
    this.tokens = tokens;
  }

  /// @param tokens the log-in of a handle
  static List<String> tell(WebTown town, UnaryOperator<String> tokens) {
    CivicStory story = new CivicStory(town, tokens);
    story.learnt();
    return story.pages;
  }

  private String made(String who, String path, Map<String, ?> draft) {
    return town.post(tokens.apply(who), COMMUNITY + path, draft).get("id").asText();
  }

  private void learnt() {
    town.put(tokens.apply("luz"), COMMUNITY + "/learning/gamifiers/luz", Map.of());
    town.put(tokens.apply("luz"), COMMUNITY + "/learning/gamifiers/tomas", Map.of());
    String mundo = made("tomas", "/learning/mundos", named("El agua de la Sierra"));
    String playlist =
        made("tomas", "/learning/mundos/" + mundo + "/playlists", named("Sembrar agua"));
    String item =
        made("tomas", "/learning/playlists/" + playlist + "/items", Map.of("content", lesson()));
    String at = COMMUNITY + "/learning/items/" + item;
    town.post(tokens.apply("tomas"), at + "/review", Map.of());
    town.post(tokens.apply("luz"), at + "/decision", Map.of("version", 1, "publish", true));
    pages.addAll(
        List.of(
            HERE + "/learning/mundos/" + mundo,
            HERE + "/learning/mundos/" + mundo + "/edit",
            HERE + "/learning/mundos/" + mundo + "/playlists/new",
            HERE + "/learning/items/" + item,
            HERE + "/learning/items/" + item + "/work",
            HERE + "/learning/items/" + item + "/edit",
            HERE + "/learning/items/" + item + "/questions/new"));
  }

  private static Map<String, Object> named(String title) {
    return Map.of(
        "language", "es", "texts", List.of(Map.of("language", "es", "title", title, "text", "")));
  }

  private static Map<String, Object> lesson() {
    return Map.of(
        "kind",
        "TEXT",
        "language",
        "es",
        "texts",
        List.of(
            Map.of(
                "language",
                "es",
                "title",
                "De dónde viene el agua",
                "text",
                "El páramo guarda la niebla y la vuelve río.")),
        "questions",
        List.of(
            Map.of(
                "kind",
                "ATTENTION",
                "at",
                0,
                "ondas",
                2,
                "texts",
                List.of(
                    Map.of(
                        "language",
                        "es",
                        "prompt",
                        "¿Quién guarda la niebla?",
                        "options",
                        List.of("El páramo", "El mar"),
                        "because",
                        "Sus plantas beben del aire.")),
                "right",
                List.of(0))));
  }
}
