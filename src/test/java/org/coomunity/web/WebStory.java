package org.coomunity.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes a town lively enough for pictures and for looking at every screen as a member finds it:
/// more people, offers and wants, a cooperative, requests, a dispute.
final class WebStory {
  private static final String COMMUNITY = "/communities/" + WebTown.SLUG;

  private final WebTown town;
  private final Map<String, String> tokens = new LinkedHashMap<>();
  private final List<String> pages = new ArrayList<>();

  private WebStory(WebTown town) {
    this.town = town;
  }

  /// Tells the story.
  ///
  /// @return the pages of Luz that it made, without the language
  static List<String> tell(WebTown town) {
    WebStory story = new WebStory(town);
    story.people();
    story.market();
    story.trades();
    story.money();
    story.pages.addAll(DecideStory.tell(town, story::of));
    story.pages.addAll(CivicStory.tell(town, story::of));
    story.pages.addAll(CommonsStory.tell(town, story::of));
    return story.pages;
  }

  private String of(String handle) {
    return tokens.computeIfAbsent(handle, town::token);
  }

  private void people() {
    List<String[]> joining =
        List.of(
            new String[] {"mamo-juan", "Mamo Juan Zalabata"},
            new String[] {"ines", "Inés Valderrama de la Hoz"},
            new String[] {"kike", "Enrique «Kike» Polo"},
            new String[] {"amparo", "Amparo Restrepo"},
            new String[] {"sol", "Sol Mindiola"});
    for (String[] one : joining) {
      town.join(one[0], one[1], town.invite(of("luz"), Map.of()));
    }
    town.patch(
        of("luz"),
        "/me",
        Map.of(
            "vocation",
            "Sembrar confianza",
            "text",
            "Vivo entre la Sierra y el mar. Me gusta juntar a la gente alrededor de una olla.",
            "skills",
            List.of("huerta", "cocina comunitaria", "mediación"),
            "element",
            "FIRE",
            "languages",
            List.of("es", "en"),
            "place",
            Map.of("lat", 11.24, "lon", -74.2)));
    town.patch(
        of("tomas"),
        "/me",
        Map.of(
            "vocation", "Tejer la memoria de mi pueblo",
            "text", "Tejo mochilas como me enseñó mi abuela.",
            "skills", List.of("tejido", "tintes naturales", "cuentos"),
            "element", "EARTH",
            "languages", List.of("es")));
    town.post(
        of("luz"),
        COMMUNITY + "/organisations",
        Map.of(
            "handle", "huerta-del-sol",
            "displayName", "Huerta del Sol",
            "text", "Doce familias, una hectárea, tomates para todo el barrio."));
    pages.add("/c/pachamama/people/huerta-del-sol");
  }

  private String listing(
      String who, String side, String kind, String category, String title, String price) {
    Map<String, Object> draft = new LinkedHashMap<>();
    draft.put("side", side);
    draft.put("kind", kind);
    draft.put("category", category);
    draft.put("title", title);
    draft.put("text", "Escríbeme y nos ponemos de acuerdo en el cuándo y el cómo.");
    if (!price.isEmpty()) {
      draft.put("price", price);
    }
    draft.put("tags", List.of());
    draft.put("place", Map.of("lat", 11.2 + title.length() / 100.0, "lon", -74.2));
    return town.post(of(who), COMMUNITY + "/listings", draft).get("id").asText();
  }

  private void market() {
    String bread =
        listing("luz", "offer", "PRODUCT", "food", "Pan de yuca recién horneado", "0.50");
    listing("ines", "offer", "SERVICE", "care", "Corte de pelo en tu casa", "1");
    listing("kike", "offer", "SERVICE", "technology", "Arreglo celulares y computadores", "1.50");
    listing("amparo", "offer", "KNOWLEDGE", "education", "Clases de inglés para conversar", "1");
    listing("sol", "offer", "GIFT", "home", "Plántulas de albahaca", "");
    listing("mamo-juan", "offer", "EXPERIENCE", "experiences", "Caminata al amanecer", "2");
    listing("ines", "want", "SERVICE", "home", "Ayuda para pintar la escuela", "3");
    listing("sol", "want", "LOAN", "other", "Prestado: una escalera de tres metros", "");
    listing(
        "kike",
        "offer",
        "SERVICE",
        "transport",
        "Llevo encargos a Santa Marta los martes y los viernes, con cuidado y sin correr",
        "0.75");
    pages.add("/c/pachamama/market/" + bread);
    pages.add("/c/pachamama/market/" + bread + "/edit");
    town.post(
        of("amparo"),
        COMMUNITY + "/listings/" + bread + "/questions",
        Map.of("text", "¿Lleva queso? Mi hija no puede comerlo."));
  }

  private String trade(String buyer, String seller, String amount, String concept) {
    String id = town.propose(of(buyer), buyer, seller, amount, concept);
    town.post(of(seller), COMMUNITY + "/trades/" + id + "/accept", Map.of());
    return id;
  }

  private void done(String buyer, String seller, String amount, String concept, String words) {
    String id = trade(buyer, seller, amount, concept);
    String at = COMMUNITY + "/trades/" + id;
    town.post(of(buyer), at + "/complete", Map.of());
    town.post(
        of(buyer),
        at + "/ratings",
        Map.of("overall", 5, "communication", 5, "delivery", 4, "quality", 5, "text", words));
  }

  private void trades() {
    done("ines", "luz", "1.50", "Almuerzo para la minga", "Todo riquísimo y a tiempo.");
    done("kike", "luz", "0.75", "Semillas de maíz", "Gracias, vecina.");
    done("amparo", "luz", "1", "Mediación con el acueducto", "Con Luz se puede hablar.");
    done("luz", "sol", "1.25", "Jardinera del patio", "Quedó preciosa.");
    done("luz", "kike", "0.50", "Batería nueva", "Rápido y bien.");
    String sad = trade("amparo", "kike", "1", "Arreglo del computador");
    town.post(
        of("amparo"),
        COMMUNITY + "/trades/" + sad + "/dispute",
        Map.of("reason", "Todavía no prende y no logro hablar con él."));
    pages.add("/c/pachamama/trades/" + sad);
    String going = trade("luz", "ines", "1", "Corte de pelo");
    town.post(
        of("ines"),
        COMMUNITY + "/trades/" + going + "/messages",
        Map.of("text", "¿Te sirve el jueves a las cuatro?"));
    town.post(
        of("luz"),
        COMMUNITY + "/trades/" + going + "/messages",
        Map.of("text", "Perfecto. Te espero con un tinto."));
    pages.add("/c/pachamama/trades/" + going);
  }

  private void money() {
    JsonNode paid =
        town.post(
            of("sol"),
            COMMUNITY + "/payments",
            Map.of("to", "luz", "amount", "0.75", "concept", "Tomates de la huerta"));
    pages.add("/c/pachamama/wallet/payments/" + paid.get("id").asText());
    JsonNode asked =
        town.post(
            of("kike"),
            COMMUNITY + "/payment-requests",
            Map.of("from", "luz", "amount", "0.50", "concept", "El cable que te llevaste"));
    pages.add("/c/pachamama/wallet/requests/" + asked.get("id").asText());
    JsonNode asking =
        town.post(
            of("luz"),
            COMMUNITY + "/payment-requests",
            Map.of("from", "amparo", "amount", "0.25", "concept", "Pan del domingo"));
    pages.add("/c/pachamama/wallet/requests/" + asking.get("id").asText());
    town.post(of("luz"), "/me/blocks", Map.of("handle", "sol"));
  }
}
