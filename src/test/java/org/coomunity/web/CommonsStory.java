package org.coomunity.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Lets a town do things for all and meet in circles, so that each screen of that has something to
/// show.
final class CommonsStory {
  private static final String COMMUNITY = "/communities/" + WebTown.SLUG;
  private static final String CIRCLES = COMMUNITY + "/circles";
  private static final String MISSIONS = COMMUNITY + "/missions";
  private static final String CONTRIBUTIONS = COMMUNITY + "/contributions";

  private final WebTown town;
  private final UnaryOperator<String> tokens;
  private final List<String> pages = new ArrayList<>();
  private final Instant now = InstantSource.system().instant();

  private CommonsStory(WebTown town, UnaryOperator<String> tokens) {
    this.town = town;
    this.tokens = tokens;
  }

  /// Tells it.
  ///
  /// @return the pages of Luz that it made, without the language
  static List<String> tell(WebTown town, UnaryOperator<String> tokens) {
    CommonsStory story = new CommonsStory(town, tokens);
    story.helping();
    story.meeting();
    return story.pages;
  }

  private String made(String who, String path, Map<String, Object> draft) {
    JsonNode answer = town.post(tokens.apply(who), path, draft);
    return answer.get("id").asText();
  }

  private void does(String who, String path) {
    town.post(tokens.apply(who), path, Map.of());
  }

  private String later(Duration ahead) {
    return now.plus(ahead).toString();
  }

  private void page(String path) {
    pages.add("/c/" + WebTown.SLUG + path);
  }

  private void helping() {
    String mission =
        made(
            "luz",
            MISSIONS,
            Map.of(
                "title", "Sombra para la escuela",
                "story", "Doce árboles y un rincón fresco para contar cuentos.",
                "measure", "steps",
                "closesAt", later(Duration.ofDays(60)),
                "steps",
                    List.of(
                        Map.of("title", "Plantar un árbol nativo y cuidarlo", "times", 12),
                        Map.of("title", "Traer agua el domingo", "times", 4),
                        Map.of("title", "Pintar el cartel", "times", 1))));
    String told =
        made(
            "ines",
            CONTRIBUTIONS,
            Map.of(
                "kind", "ACTION",
                "title", "Plantar un árbol nativo y cuidarlo",
                "story", "Un guayacán, junto a la cancha. Lo riego cada tercer día.",
                "benefit", "Los niños de la escuela",
                "hours", "2.5",
                "mission", mission,
                "step", 0));
    does("luz", CONTRIBUTIONS + "/" + told + "/confirm");
    String own =
        made(
            "luz",
            CONTRIBUTIONS,
            Map.of(
                "kind", "CARE",
                "title", "Olla comunitaria del domingo",
                "story", "Sancocho para cuarenta."));
    page("/missions");
    page("/missions/" + mission);
    page("/missions/new");
    page("/contributions");
    page("/contributions/" + told);
    page("/contributions/" + own);
    page("/contributions/new?step=1&mission=" + mission);
  }

  private void meeting() {
    String circle =
        made(
            "luz",
            CIRCLES,
            Map.of(
                "kind", "cop",
                "name", "Guardianas del agua",
                "purpose", "Cuidar la quebrada y aprender unas de otras.",
                "admission", "open"));
    String at = CIRCLES + "/" + circle;
    for (String who : List.of("ines", "tomas", "sol")) {
      does(who, at + "/join");
    }
    made("ines", at + "/posts", Map.of("text", "El mapa está en https://agua.example/mapa"));
    made("luz", at + "/posts", Map.of("text", "Gracias, Inés.\nEl sábado llevo las palas."));
    String hidden = made("sol", at + "/posts", Map.of("text", "Vendo zapatos talla 38."));
    does("luz", at + "/posts/" + hidden + "/hide");
    String meeting =
        made(
            "luz",
            at + "/meetings",
            Map.of(
                "title",
                "Limpiar la quebrada y sembrar vetiver en la orilla",
                "place",
                "El puente de guadua",
                "startsAt",
                later(Duration.ofDays(3)),
                "minutes",
                180));
    does("ines", at + "/meetings/" + meeting + "/come");
    does("tomas", at + "/meetings/" + meeting + "/come");
    String session =
        made(
            "luz",
            at + "/sessions",
            Map.of(
                "title", "Leer el río",
                "story", "Qué dicen las piedras y los bichos.",
                "place", "La toma de agua",
                "startsAt", later(Duration.ofDays(5)),
                "minutes", 120,
                "capacity", 8,
                "price", "0.50"));
    page("/circles");
    page("/circles/new");
    page("/circles/" + circle);
    page("/circles/" + circle + "/posts");
    page("/circles/" + circle + "/meetings");
    page("/circles/" + circle + "/meetings/new");
    page("/circles/" + circle + "/meetings/" + meeting);
    page("/circles/" + circle + "/sessions/new");
    page("/circles/" + circle + "/sessions/" + session);
  }
}
