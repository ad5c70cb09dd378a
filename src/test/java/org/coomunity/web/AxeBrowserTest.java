package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.coomunity.testing.Chromium;
import org.coomunity.testing.Chromium.View;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every page, by turns in Spanish on a bright phone and in Arabic on a dark desk, and in all eight
/// ways in the long run, which also looks at the contrast of every page, where the short one looks
/// at that of every fourth (it is most of the work, and the styles are shared): axe finds nothing,
/// nothing scrolls sideways, every control is large enough, no text is missing.
@Tag("browser")
class AxeBrowserTest {
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  private static final List<String> OPERATOR =
      Stream.concat(Stream.of("/operator", "/operator/new"), SeeingStory.OPERATOR.stream())
          .toList();

  private static WebTown town;
  private static List<String> pages;
  private static Chromium chromium;

  @BeforeAll
  static void start() {
    town = new WebTown();
    town.story();
    pages = new ArrayList<>(town.pages());
    pages.addAll(WebStory.tell(town));
    pages.addAll(SeeingStory.tell(town));
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    town.close();
  }

  @ParameterizedTest
  @Tag("long")
  @CsvSource({
    "390, false, /es",
    "390, true, /es",
    "1280, false, /es",
    "1280, true, /es",
    "390, false, /ar",
    "390, true, /ar",
    "1280, false, /ar",
    "1280, true, /ar"
  })
  void every_page_can_be_used_in_every_light_width_and_direction(
      int width, boolean dark, String language) {
    assertThat(faults(0, 1, 1, new View(width, dark, true, true), language)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 390, false, /es", "1, 1280, true, /ar"})
  void every_page_can_be_used_by_everybody(int turn, int width, boolean dark, String language) {
    assertThat(faults(turn, 2, 4, new View(width, dark, true, true), language)).isEmpty();
  }

  /// What is wrong with every nth page from one on, and with the contrast of every mth of those.
  private static List<String> faults(int turn, int nth, int mth, View view, String language) {
    List<String> faults = new ArrayList<>();
    Look look =
        (page, paths) -> {
          for (int n = turn; n < paths.size(); n += nth) {
            faults.addAll(faults(page, language + paths.get(n), n / nth % mth == 0));
          }
        };
    String code = town.invite(town.token("luz"), Map.of("text", "Ven.", "gift", "0.01"));
    look.at(
        chromium.page(view),
        Stream.concat(Stream.of("/join/" + code), WebTown.STRANGER.stream()).toList());
    Page operator = chromium.page(view);
    town.logInOperator(operator);
    look.at(operator, OPERATOR);
    Page member = chromium.page(view);
    town.logIn(member, "luz");
    look.at(member, pages);
    return faults;
  }

  private interface Look {
    void at(Page page, List<String> paths);
  }

  private static List<String> faults(Page page, String path, boolean contrast) {
    List<String> faults = new ArrayList<>();
    page.navigate(town.url(path));
    AxeRunOptions violationsAlone = new AxeRunOptions();
    violationsAlone.setResultTypes(List.of("violations"));
    AxeBuilder axe =
        new AxeBuilder(page).setLegacyMode(true).options(violationsAlone).withTags(RULES);
    if (!contrast) {
      axe.disableRules(List.of("color-contrast"));
    }
    for (Rule rule : axe.analyze().getViolations()) {
      faults.add(path + ": " + rule.getId() + " " + rule.getNodes().getFirst().getHtml());
    }
    Object over =
        page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
    if (!over.equals(0)) {
      faults.add(path + " scrolls sideways by " + over);
    }
    Object small =
        page.evaluate(
            "() => [...document.querySelectorAll('main button, main .button, main input:not([type=hidden]), main select, .nav a, .top-item')]"
                + ".filter(e => e.getBoundingClientRect().height > 0)"
                + ".filter(e => !e.closest('label') && !e.closest('.concept'))"
                + ".filter(e => e.getBoundingClientRect().height < 43.5).map(e => e.outerHTML.slice(0, 80)).join(' | ')");
    if (!small.equals("")) {
      faults.add(path + " has small controls: " + small);
    }
    if (page.content().contains("⟨") || page.innerText("body").contains("{$")) {
      faults.add(path + " has a text missing");
    }
    if (page.locator("h1").count() != 1) {
      faults.add(path + " has " + page.locator("h1").count() + " main headings");
    }
    if (page.locator("main .button.gold").count() > 1) {
      faults.add(path + " has more than one golden action");
    }
    return faults;
  }
}
