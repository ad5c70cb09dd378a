package org.coomunity.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Lets a town propose, talk, vote and decide, so that each screen of it has something to show.
final class DecideStory {
  private static final String COMMUNITY = "/communities/" + WebTown.SLUG;
  private static final String ALL = COMMUNITY + "/proposals";
  private static final List<String> SUPPORTERS = List.of("luz", "maria", "tomas", "ines");
  private static final String NOW = "PT0S";

  private final WebTown town;
  private final UnaryOperator<String> tokens;
  private final List<String> pages = new ArrayList<>();

  private DecideStory(WebTown town, UnaryOperator<String> tokens) {
    this.town = town;
    this.tokens = tokens;
  }

  /// Tells it.
  ///
  /// @return the pages of Luz that it made, without the language
  static List<String> tell(WebTown town, UnaryOperator<String> tokens) {
    DecideStory story = new DecideStory(town, tokens);
    story.talking();
    story.decided();
    story.voting();
    story.money();
    return story.pages;
  }

  /// A draft of a proposal.
  static Map<String, Object> draft(String title, String method, String... options) {
    Map<String, Object> draft = new LinkedHashMap<>();
    draft.put("title", title);
    draft.put("summary", "Para que todos tengamos dónde juntarnos a cocinar.");
    draft.put(
        "text",
        "Lo levantamos entre todos en dos sábados de minga.\n\nEl barro lo pone la vereda, la leña"
            + " cada quien. Más en https://hornos.example/barro.");
    draft.put("method", method);
    if (options.length > 0) {
      List<Map<String, String>> choices = new ArrayList<>();
      for (int i = 0; i < options.length; i++) {
        choices.add(Map.of("id", "o" + (i + 1), "label", options[i]));
      }
      draft.put("options", choices);
    }
    return draft;
  }

  /// How the town decides from now on.
  static void charter(WebTown town, String admin, String discussion, String voting) {
    town.patch(
        admin,
        COMMUNITY + "/charter",
        Map.of(
            "discussion", discussion,
            "quiet", NOW,
            "verification", NOW,
            "voting", voting,
            "timelock", "P2D",
            "lateQuorum", NOW,
            "openPerAuthor", 20));
  }

  private String post(String who, String path, Object body) {
    JsonNode answer = town.post(tokens.apply(who), path, body);
    return answer.path("id").asText();
  }

  private String page(String id, String part) {
    String page = "/c/" + WebTown.SLUG + "/proposals/" + id + part;
    pages.add(page);
    return page;
  }

  private String state(String id) {
    return town.get(tokens.apply("luz"), ALL + "/" + id).get("state").asText();
  }

  private String proposed(String who, Map<String, Object> draft) {
    String id = post(who, ALL, draft);
    post(who, ALL + "/" + id + "/advance", Map.of());
    return id;
  }

  private String discussed(String who, Map<String, Object> draft) {
    String id = proposed(who, draft);
    for (String one : SUPPORTERS) {
      if (!one.equals(who) && state(id).equals("sponsoring")) {
        post(one, ALL + "/" + id + "/sponsor", Map.of());
      }
    }
    return id;
  }

  private String opened(String who, Map<String, Object> draft) {
    String id = discussed(who, draft);
    moved(id);
    moved(id);
    return id;
  }

  /// Moves it on, unless the job of the platform did already.
  private void moved(String id) {
    town.attempt(tokens.apply("luz"), ALL + "/" + id + "/advance", Map.of());
  }

  private void talking() {
    post("luz", ALL, draft("Un letrero para la entrada", "approval", "Azul", "Verde"));
    Map<String, Object> pays = draft("Pintura para la escuela", "quadratic");
    pays.put("payload", Map.of("type", "fundPayment", "to", "ines", "amount", "0.01"));
    page(proposed("ines", pays), "");
    String id = discussed("luz", draft("Un horno de barro para la plaza", "one_person"));
    String at = ALL + "/" + id;
    String said =
        post("tomas", at + "/arguments", Map.of("side", "for", "text", "Mi abuela sabe hacerlos."));
    post(
        "luz",
        at + "/arguments",
        Map.of("side", "question", "text", "¿Nos enseña?", "parent", said));
    post("maria", at + "/arguments", Map.of("side", "against", "text", "El humo llega a mi casa."));
    String hash = town.get(tokens.apply("tomas"), at).get("textHash").asText();
    post(
        "tomas",
        at + "/amendments",
        Map.of("baseText", hash, "text", "Lo levantamos lejos de las casas, junto al río."));
    page(id, "");
    page(id, "/edit");
  }

  private void decided() {
    charter(town, tokens.apply("luz"), NOW, "PT3M");
    String oven =
        opened(
            "tomas",
            draft(
                "¿Qué hacemos con la casa vieja?",
                "quadratic",
                "Biblioteca",
                "Taller de tejido",
                "Cuarto para visitas"));
    String feast =
        opened("maria", draft("Fecha de la fiesta", "ranked", "San Juan", "La cosecha", "Navidad"));
    vote("luz", oven, Map.of("votes", Map.of("o1", 6, "o2", 3), "reason", "Los niños leen poco."));
    vote("tomas", oven, Map.of("votes", Map.of("o2", 5, "o3", 2)));
    vote("maria", oven, Map.of("votes", Map.of("o2", 4)));
    vote("luz", feast, Map.of("ranking", List.of(List.of("o1"), List.of("o2", "o3"))));
    vote("tomas", feast, Map.of("ranking", List.of(List.of("o2"), List.of("o1"))));
    vote("ines", feast, Map.of("ranking", List.of(List.of("o1"), List.of("o3"))));
    page(oven, "/ballot");
    town.later(Duration.ofMinutes(4));
    for (String id : List.of(oven, feast)) {
      moved(id);
      page(id, "/result");
    }
    page(oven, "");
    page(oven, "/record");
  }

  private void vote(String who, String id, Map<String, Object> ballot) {
    town.put(tokens.apply(who), ALL + "/" + id + "/ballot", ballot);
  }

  /// A request that gathers points, and a budget that is voted on.
  private void money() {
    post("luz", COMMUNITY + "/fund/gifts", Map.of("amount", "0.50"));
    Map<String, Object> wood = draft("Leña para el horno", "conviction");
    wood.put("payload", Map.of("type", "fundPayment", "to", "ines", "amount", "0.05"));
    String request = opened("tomas", wood);
    for (String who : List.of("luz", "maria", "ines")) {
      town.put(tokens.apply(who), ALL + "/" + request + "/stake", Map.of("points", 30));
    }
    page(request, "");
    Map<String, Object> shared = draft("Lo que hace falta este año", "equal_shares");
    shared.put("payload", Map.of("type", "budget", "amount", "0.30", "concept", "minga"));
    shared.put(
        "options",
        List.of(
            Map.of("id", "p1", "label", "Semillas", "cost", "0.10", "to", "maria"),
            Map.of("id", "p2", "label", "Una radio", "cost", "0.20", "to", "tomas")));
    String budget = opened("maria", shared);
    page(budget, "");
    page(budget, "/ballot");
    page(budget, "/edit");
  }

  private void voting() {
    charter(town, tokens.apply("luz"), NOW, "P7D");
    String quadratic =
        opened(
            "kike",
            draft(
                "¿En qué ponemos las manos este mes?",
                "quadratic",
                "El camino",
                "El acueducto",
                "La huerta de la escuela"));
    page(quadratic, "");
    page(quadratic, "/ballot");
    String sealed = opened("amparo", sealed());
    vote("luz", sealed, Map.of("votes", Map.of("for", 1)));
    page(sealed, "/ballot?said=voted");
    page(sealed, "/result");
    page(opened("sol", draft("Puntos para el mural", "score", "Colibrí", "Río")), "/ballot");
    page(opened("ines", draft("¿Qué días de minga?", "approval", "Sábado", "Domingo")), "/ballot");
    page(opened("kike", draft("Comité del agua", "stv", "Ana", "Beto", "Caro")), "/ballot");
    town.put(
        tokens.apply("luz"),
        COMMUNITY + "/delegations/general",
        Map.of("delegates", List.of("tomas", "maria")));
  }

  private static Map<String, Object> sealed() {
    Map<String, Object> draft = draft("¿Renovamos al tesorero?", "one_person");
    draft.put("privacy", "sealed");
    return draft;
  }
}
