package org.coomunity;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.coomunity.testing.TestClock;

/// What Abel of `alfa` does for all and with others: contributions, a mission, a circle with a
/// session. Aldo has joined before.
record CommonLife(TwoTowns towns, TestClock clock) {
  private static String in(String rest) {
    return TwoTowns.in(TwoTowns.ALFA, rest);
  }

  void lived() {
    String mission =
        towns
            .made(
                "ada",
                in("/missions"),
                Map.of(
                    "title", "Diez manos",
                    "story", "Entre todas.",
                    "measure", "contributions",
                    "target", "10",
                    "closesAt", clock.instant().plus(Duration.ofDays(9)).toString()))
            .path("id")
            .asText();
    clock.advance(Duration.ofSeconds(1));
    String own = contributed("abel", "Horno de todos");
    for (String witness : List.of("alma", "aldo")) {
      towns.ok("POST", witness, in("/contributions/" + own + "/confirm"), null);
    }
    String hers = contributed("alma", "Huerta de la escuela");
    towns.ok("POST", "abel", in("/contributions/" + hers + "/confirm"), null);
    taught();
    wrote();
    talked();
    int people = 0;
    for (int look = 0; look < 2_000 && people == 0; look++) {
      people = towns.read("abel", in("/missions/" + mission)).path("people").asInt();
    }
  }

  private String contributed(String who, String title) {
    return towns
        .made(
            who,
            in("/contributions"),
            Map.of("kind", "ACTION", "title", title, "story", "Con barro y paja."))
        .path("id")
        .asText();
  }

  /// A lesson of his own, still a draft.
  private void wrote() {
    towns.ok("PUT", "ada", in("/learning/gamifiers/abel"), null);
    Map<String, Object> words = Map.of("language", "es", "title", "Pan", "text", "Con paciencia.");
    towns.made(
        "abel",
        in("/learning/playlists/" + towns.of(TwoTowns.ALFA).id("playlists") + "/items"),
        Map.of(
            "content",
            Map.of(
                "kind",
                "TEXT",
                "language",
                "es",
                "texts",
                List.of(words),
                "questions",
                List.of())));
  }

  /// He proposes, and stands behind what Alma proposes, with a word about it.
  private void talked() {
    proposed("abel");
    String hers = proposed("alma");
    towns.ok("POST", "alma", in("/proposals/" + hers + "/advance"), null);
    towns.ok("POST", "abel", in("/proposals/" + hers + "/sponsor"), null);
    towns.made(
        "abel",
        in("/proposals/" + hers + "/arguments"),
        Map.of("side", "for", "text", "Hace falta."));
  }

  private String proposed(String who) {
    return towns
        .made(
            who,
            in("/proposals"),
            Map.of("title", "Un horno", "text", "De barro.", "summary", "Un horno para todas."))
        .path("id")
        .asText();
  }

  private void taught() {
    String circle =
        towns
            .made(
                "abel",
                in("/circles"),
                Map.of("kind", "cop", "name", "Pan", "purpose", "Hornear.", "admission", "open"))
            .path("id")
            .asText();
    towns.made(
        "abel",
        in("/circles/" + circle + "/sessions"),
        Map.of(
            "title",
            "Pan de yuca",
            "story",
            "Del horno a la mesa.",
            "place",
            "La cocina",
            "startsAt",
            clock.instant().plus(Duration.ofDays(1)).toString(),
            "minutes",
            90,
            "capacity",
            5));
    towns.made("abel", in("/circles/" + circle + "/posts"), Map.of("text", "Traigo la harina."));
    towns.made(
        "abel",
        in("/circles/" + circle + "/meetings"),
        Map.of(
            "title",
            "Amasar juntas",
            "place",
            "La cocina",
            "startsAt",
            clock.instant().plus(Duration.ofDays(2)).toString(),
            "minutes",
            60));
  }
}
