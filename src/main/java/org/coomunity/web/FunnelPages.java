package org.coomunity.web;

import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.coomunity.analytics.journeys.EventType;
import org.coomunity.analytics.journeys.Figures;
import org.coomunity.analytics.journeys.FunnelDefinition;
import org.coomunity.analytics.journeys.Journeys;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Route;
import org.jspecify.annotations.Nullable;

/// Ways of several steps: how far people come on them, and ways of a community's own.
final class FunnelPages {
  private static final String HERE = "/c/{slug}/seeing/funnels";
  private static final String FOLDER = "/seeing/funnels";
  private static final String ONE = HERE + "/{name}";
  private static final String PLACE = "community";
  private static final int STEPS = 6;
  private static final int NAME = 40;
  private static final double HUNDRED = 100;
  private static final long HOURS_WORDS = 72;
  private static final List<String> ORDERS = List.of("loose", "strict_order", "any_order");

  private final Pages pages;
  private final Journeys journeys;

  FunnelPages(Pages pages, Journeys journeys) {
    this.pages = pages;
    this.journeys = journeys;
  }

  List<Route> routes() {
    return List.of(
        pages.get(HERE, visit -> list(visit.at(PLACE))),
        pages.get(HERE + "/new", visit -> edit(visit.at(PLACE), fresh(), null)),
        pages.post(HERE + "/new", visit -> write(visit.at(PLACE))),
        pages.get(ONE, visit -> one(visit.at(PLACE))),
        pages.get(ONE + "/edit", visit -> change(visit.at(PLACE))),
        pages.post(ONE + "/edit", visit -> write(visit.at(PLACE))),
        pages.post(ONE + "/remove", visit -> remove(visit.at(PLACE))));
  }

  private Answer list(Visit visit) {
    List<FunnelPage.Row> rows =
        journeys.funnels(visit.standing(Role.STEWARD)).stream()
            .map(view ->
                new FunnelPage.Row(
                    view.name(),
                    title(visit, view.name()),
                    view.definition().steps().stream().map(step -> words(visit, step)).toList(),
                    view.ready()))
            .toList();
    return visit.show("funnels", visit.t("funnels.title"), new FunnelPage.All(rows));
  }

  /// A funnel that every community has goes by words; one of its own by its name.
  private static String title(Visit visit, String name) {
    String key = "funnel.ready." + name.replace('-', '_');
    return visit.messages().knows(key) ? visit.t(key) : name.replace('-', ' ');
  }

  private static String words(Visit visit, FunnelDefinition.Events step) {
    return String.join(" / ", step.events().stream().map(event -> event(visit, event)).toList());
  }

  private static String event(Visit visit, String event) {
    return visit.t(event.equals("*") ? "funnel.anything" : "event." + event);
  }

  private Figures.FunnelView view(Visit visit) {
    String name = visit.exchange().path("name");
    return journeys.funnels(visit.standing(Role.STEWARD)).stream()
        .filter(view -> view.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
  }

  private Answer one(Visit visit) {
    Figures.FunnelView view = view(visit);
    Figures.FunnelResult result =
        journeys.funnel(visit.standing(Role.STEWARD), visit.exchange().path("name"));
    List<FunnelPage.Step> steps =
        result.steps().stream().map(step -> step(visit, step, nobody(result))).toList();
    String title = title(visit, view.name());
    if (visit.query("format", "").equals("csv")) {
      return sheet(visit, result).csv();
    }
    return visit.show(
        "funnel",
        title,
        new FunnelPage(
            title,
            view,
            form(view.definition()) != null,
            span(visit, (double) view.definition().windowSeconds()),
            order(view.definition()),
            steps,
            visit.messages().ago(visit.language(), result.freshness(), pages.clock().instant())));
  }

  private static String order(FunnelDefinition definition) {
    List<String> modes = definition.modes();
    return modes == null || modes.isEmpty()
        ? "loose"
        : modes.size() == 1 && ORDERS.contains(modes.getFirst()) ? modes.getFirst() : "other";
  }

  /// Where nobody began there are no shares to speak of.
  private static boolean nobody(Figures.FunnelResult result) {
    Long began = result.steps().getFirst().reached();
    return began != null && began == 0;
  }

  private static FunnelPage.Step step(Visit visit, Figures.StepResult step, boolean nobody) {
    double[] interval = nobody ? null : step.interval();
    Double share = nobody ? null : step.fromFirst();
    return new FunnelPage.Step(
        step.step(),
        step.events().stream().map(event -> event(visit, event)).toList(),
        step.reached() == null
            ? null
            : visit.messages().number(visit.language(), step.reached(), 0),
        share == null ? 0 : HUNDRED * share,
        percent(visit, share),
        nobody ? null : percent(visit, step.fromPrevious()),
        interval == null ? null : percent(visit, interval[0]),
        interval == null ? null : percent(visit, interval[1]),
        step.medianSeconds() == null ? null : span(visit, step.medianSeconds()),
        step.p90Seconds() == null ? null : span(visit, step.p90Seconds()));
  }

  private static @Nullable String percent(Visit visit, @Nullable Double share) {
    return share == null ? null : visit.messages().percent(visit.language(), share);
  }

  /// A span of time in its largest fitting unit; days are three or more.
  static String span(Visit visit, double seconds) {
    Duration span = Duration.ofSeconds(Math.round(seconds));
    if (span.toMinutes() < 1) {
      return span(visit, "seconds", seconds, 0);
    }
    if (span.toHours() < 2) {
      return span(visit, "minutes", seconds / Duration.ofMinutes(1).toSeconds(), 0);
    }
    return span.toHours() < HOURS_WORDS
        ? span(visit, "hours", seconds / Duration.ofHours(1).toSeconds(), 1)
        : span(visit, "days", seconds / Duration.ofDays(1).toSeconds(), 1);
  }

  private static String span(Visit visit, String unit, double value, int decimals) {
    return visit.t(
        "seeing.span." + unit,
        Map.of("n", visit.messages().number(visit.language(), value, decimals)));
  }

  private static Sheet sheet(Visit visit, Figures.FunnelResult result) {
    return new Sheet(
        "funnel-" + result.name(),
        List.of(
            visit.t("funnel.step"),
            visit.t("funnel.reached"),
            visit.t("funnel.from_first"),
            visit.t("funnel.from_previous"),
            visit.t("funnel.half") + " (s)",
            visit.t("funnel.most") + " (s)"),
        result.steps().stream()
            .map(step ->
                List.of(
                    Sheet.Cell.of(words(visit, new FunnelDefinition.Events(step.events()))),
                    Sheet.Cell.of(step.reached() == null ? "" : step.reached().toString()),
                    Sheet.Cell.of(Sheet.plain(step.fromFirst())),
                    Sheet.Cell.of(Sheet.plain(step.fromPrevious())),
                    Sheet.Cell.of(Sheet.plain(step.medianSeconds())),
                    Sheet.Cell.of(Sheet.plain(step.p90Seconds()))))
            .toList());
  }

  private static Form fresh() {
    return Form.with("window", "30", "unit", "days", "order", "loose", "step1", "joined");
  }

  private Answer change(Visit visit) {
    Figures.FunnelView view = view(visit);
    Map<String, String> values = form(view.definition());
    if (values == null) {
      throw Refused.because(Refusal.NOT_FOUND);
    }
    return edit(visit, Form.of(values), view.name());
  }

  /// What a form says of a funnel; null when it says more than the form can.
  private static @Nullable Map<String, String> form(FunnelDefinition definition) {
    List<FunnelDefinition.Exclusion> exclude = definition.exclude();
    boolean plain =
        definition.steps().size() <= STEPS
            && (exclude == null || exclude.isEmpty())
            && !order(definition).equals("other")
            && definition.steps().stream()
                .allMatch(step -> step.events().size() <= 2 && !step.events().contains("*"));
    if (!plain || definition.windowSeconds() % Duration.ofHours(1).toSeconds() != 0) {
      return null;
    }
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < definition.steps().size(); i++) {
      List<String> events = definition.steps().get(i).events();
      values.put("step" + (i + 1), events.getFirst());
      values.put("or" + (i + 1), events.size() > 1 ? events.get(1) : "");
    }
    Duration window = Duration.ofSeconds(definition.windowSeconds());
    boolean days = window.equals(Duration.ofDays(window.toDays()));
    values.put("window", Long.toString(days ? window.toDays() : window.toHours()));
    values.put("unit", days ? "days" : "hours");
    values.put("order", order(definition));
    return values;
  }

  private Answer edit(Visit visit, Form form, @Nullable String name) {
    visit.standing(Role.STEWARD);
    List<String> events =
        ActivityPage.Ways.sorted(
            visit, Arrays.stream(EventType.values()).map(EventType::word).toList());
    String title = name == null ? visit.t("funnels.new") : title(visit, name);
    return visit.form(
        "funnel-edit", title, form, new FunnelPage.Edit(form, name, title, events, STEPS));
  }

  private Answer write(Visit visit) {
    Form form = visit.form();
    Standing standing = visit.standing(Role.STEWARD);
    boolean there = !visit.path().endsWith("/new");
    String name = there ? visit.exchange().path("name") : name(form.text("name"));
    try {
      boolean taken =
          !there && journeys.funnels(standing).stream().anyMatch(v -> v.name().equals(name));
      if (taken || name.equals("new")) {
        throw Refused.field(Refusal.FUNNEL_INVALID, "name");
      }
      journeys.funnel(standing, name, definition(form));
      return visit.seeOtherIn(FOLDER + "/" + name + "?said=saved");
    } catch (Refused no) {
      Form refused =
          form.refused(no, visit, "windowSeconds", "window", "steps", "step1", "modes", "order");
      return edit(visit, refused, there ? name : null);
    }
  }

  private static FunnelDefinition definition(Form form) {
    List<FunnelDefinition.Events> steps = new ArrayList<>();
    for (int i = 1; i <= STEPS; i++) {
      List<String> events = new ArrayList<>();
      form.maybe("step" + i).ifPresent(events::add);
      form.maybe("or" + i).filter(other -> !events.contains(other)).ifPresent(events::add);
      if (!events.isEmpty()) {
        steps.add(new FunnelDefinition.Events(events));
      }
    }
    long amount = Numbers.whole(form.text("window"), "window");
    Duration window =
        form.text("unit").equals("hours") ? Duration.ofHours(amount) : Duration.ofDays(amount);
    String order = form.text("order");
    if (!ORDERS.contains(order)) {
      throw Refused.field(Refusal.FIELD_MISSING, "order");
    }
    return new FunnelDefinition(
        steps, window.toSeconds(), order.equals("loose") ? List.of() : List.of(order), List.of());
  }

  /// What somebody calls it, as an address: words of other scripts become a number of their own.
  private static String name(String typed) {
    String plain =
        Normalizer.normalize(typed, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    String name =
        plain.isEmpty() && !typed.isBlank() ? "f-" + Integer.toHexString(typed.hashCode()) : plain;
    return name.substring(0, Math.min(NAME, name.length()));
  }

  private Answer remove(Visit visit) {
    journeys.withdraw(visit.standing(Role.STEWARD), visit.exchange().path("name"));
    return visit.seeOtherIn(FOLDER + "?said=funnel_gone");
  }
}
