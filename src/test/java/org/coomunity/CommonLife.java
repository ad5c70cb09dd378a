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
  }
}
