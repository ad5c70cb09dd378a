package org.coomunity.web;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.coomunity.testing.Chromium;
import org.coomunity.testing.Chromium.View;

final class DecideShots {
  public static void main(String[] args) throws Exception {
    try (WebTown town = new WebTown();
        Chromium chromium = Chromium.start()) {
      List<String> pages =
          new ArrayList<>(
              WebTown.PAGES.stream()
                  .filter(p ->
                      p.contains("proposals")
                          || p.contains("voice")
                          || p.contains("charter")
                          || p.equals("/c/pachamama")
                          || p.endsWith("/community"))
                  .toList());
      List<String> all = WebStory.tell(town);
      pages.addAll(all.stream().filter(p -> p.contains("/proposals/")).toList());
      Object[][] looks = {
        {"es", new View(390, false, true, true)}, {"ar", new View(1280, true, true, true)}
      };
      for (Object[] look : looks) {
        Page page = chromium.page((View) look[1]);
        town.logIn(page, "luz");
        int n = 0;
        for (String path : pages) {
          page.navigate(town.url("/" + look[0] + path));
          String name =
              "%02d".formatted(n++)
                  + "-"
                  + path.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "one").replaceAll("[^a-z]+", "_")
                  + "-"
                  + look[0];
          page.screenshot(
              new Page.ScreenshotOptions()
                  .setFullPage(true)
                  .setPath(Path.of("/tmp/gw/shots/" + name + ".png")));
          for (Rule rule :
              new AxeBuilder(page)
                  .setLegacyMode(true)
                  .withTags(
                      List.of(
                          "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                  .analyze()
                  .getViolations()) {
            System.out.println(
                "AXE "
                    + look[0]
                    + " "
                    + name
                    + ": "
                    + rule.getId()
                    + " "
                    + rule.getNodes().getFirst().getHtml());
          }
          Object over =
              page.evaluate(
                  "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
          if (!over.equals(0)) System.out.println("OVER " + name + " " + over);
          Object small =
              page.evaluate(
                  "() => [...document.querySelectorAll('main button, main .button, main input:not([type=hidden]), main select, .nav a, .top-item')].filter(e => e.getBoundingClientRect().height > 0).filter(e => !e.closest('label') && !e.closest('.concept')).filter(e => e.getBoundingClientRect().height < 43.5).map(e => e.outerHTML.slice(0, 80)).join(' | ')");
          if (!small.equals("")) System.out.println("SMALL " + name + " " + small);
          if (page.content().contains("⟨") || page.innerText("body").contains("{$"))
            System.out.println("MISSING " + name);
          if (page.locator("h1").count() != 1)
            System.out.println("H1 " + name + page.locator("h1").allInnerTexts());
          if (page.locator("main .button.gold").count() > 1) System.out.println("GOLD " + name);
        }
      }
      System.out.println("DONE");
    }
  }
}
