package org.coomunity.story;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.coomunity.analytics.journeys.EventType;
import org.coomunity.analytics.journeys.Journeys;
import org.coomunity.analytics.journeys.Told;
import org.coomunity.base.kernel.Caller;
import org.jspecify.annotations.Nullable;

/// The pages that people look at in the last weeks, as their browsers tell it: of those only who
/// agreed to being counted.
final class Strolls {
  private static final int WEEKS = 8;
  private static final int WEEK = 7;
  private static final int PAGES_MOST = 4;
  private static final List<String> PAGES =
      List.of("trades", "fund", "members", "proposals", "missions", "circles", "learning");

  private final Script script;
  private final Journeys journeys;
  private final Plot plot;
  private final Chance chance;
  private final Cast cast;
  private final Fair fair;

  Strolls(Script script, Stage stage, Plot plot, Chance chance, Cast cast, Fair fair) {
    this.script = script;
    this.journeys = stage.journeys();
    this.plot = plot;
    this.chance = chance;
    this.cast = cast;
    this.fair = fair;
  }

  /// The first look of somebody who agreed to it: from then on what they do has a number.
  static void arrived(Journeys journeys, Script script, Instant now, Caller caller) {
    if (script.counted(caller.handle())) {
      String name = "arrival " + caller.handle();
      Told first =
          new Told(
              script.id(name).toString(),
              EventType.PAGE_VIEWED.word(),
              now.toString(),
              script.community().slug(),
              script.id(name + " visit").toString(),
              null,
              Map.of("page", "home", "language", script.community().language()));
      journeys.take(Optional.of(caller.member()), false, "", List.of(first));
    }
  }

  /// Spreads so many visits over the last weeks; each week is told at its end, as a whole.
  void plan(int visits) {
    List<String> people =
        Stream.concat(
                script.people().stream().map(Script.Actor::handle),
                script.also().stream().map(Script.Guest::handle))
            .filter(script::counted)
            .toList();
    int each = Math.max(1, Math.round((float) visits / (WEEKS * people.size())));
    for (int week = WEEKS; week > 0; week--) {
      for (String handle : people) {
        double began = (double) week * WEEK;
        String name = "visits " + week + " " + handle;
        plot.at(
            plot.before(began - WEEK),
            () -> cast.find(handle).ifPresent(player -> tell(name, player, began, each)));
      }
    }
  }

  private void tell(String name, Player player, double began, int about) {
    List<Told> told = new ArrayList<>();
    int visits = chance.number(about / 2, about + (about + 1) / 2);
    for (int n = 0; n < visits; n++) {
      Instant at = chance.awake(plot.before(began - chance.between(0, WEEK - 0.5)));
      if (at.isAfter(cast.came(player.handle())) && !at.isAfter(plot.now())) {
        visit(name + " " + n, at, told);
      }
    }
    if (!told.isEmpty()) {
      journeys.take(Optional.of(player.caller().member()), false, "", told);
    }
  }

  /// One visit: the first page, a look at the market or at something else, perhaps a wish.
  private void visit(String name, Instant begun, List<Told> told) {
    Walk walk = new Walk(name, begun, told);
    walk.page("home");
    if (chance.of(0.6) && !fair.open().isEmpty()) {
      walk.page("market");
      if (chance.of(0.5)) {
        walk.step(EventType.SEARCH_MADE, null, Map.of());
      }
      if (chance.of(0.7)) {
        walk.step(EventType.LISTING_VIEWED, chance.of(fair.open()).id.toString(), Map.of());
      }
      if (chance.of(0.1)) {
        walk.step(EventType.OFFER_STARTED, null, Map.of());
      }
    } else {
      int more = chance.number(1, PAGES_MOST);
      for (int n = 0; n < more; n++) {
        walk.page(chance.of(PAGES));
      }
    }
  }

  /// The steps of one visit, a minute or so apart.
  private final class Walk {
    private final String name;
    private final UUID session;
    private final List<Told> told;
    private Instant at;
    private int steps;

    Walk(String name, Instant begun, List<Told> told) {
      this.name = name;
      this.session = script.id(name);
      this.at = begun;
      this.told = told;
    }

    void page(String page) {
      step(
          EventType.PAGE_VIEWED,
          null,
          Map.of("page", page, "language", script.community().language()));
    }

    void step(EventType type, @Nullable String about, Map<String, Object> properties) {
      told.add(
          new Told(
              script.id(name + " step " + steps++).toString(),
              type.word(),
              at.toString(),
              script.community().slug(),
              session.toString(),
              about,
              properties));
      at = at.plus(Duration.ofSeconds(chance.number(8, 140)));
    }
  }
}
