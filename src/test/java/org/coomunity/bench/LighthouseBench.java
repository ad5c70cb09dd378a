package org.coomunity.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.coomunity.base.platform.json.Json;
import org.coomunity.web.WebTown;

/// What Lighthouse says about the main pages on its simulated slow phone, the median of several
/// runs. Wants Node.js with npm, which fetches Lighthouse, and a Chromium or Chrome.
///
/// Options: `--runs N`, `--failures` (names the audits that were not passed), `--write` (keeps the
/// table in docs/benchmarks.md).
public final class LighthouseBench {
  private static final String LIGHTHOUSE = "lighthouse@12.8.2";
  private static final String HERE = "/es/c/" + WebTown.SLUG;
  private static final Map<String, String> PAGES = new LinkedHashMap<>();
  private static final Map<String, ToDoubleFunction<JsonNode>> FIGURES = new LinkedHashMap<>();

  static {
    PAGES.put("welcome", "/es");
    PAGES.put("home", HERE);
    PAGES.put("market", HERE + "/market");
    PAGES.put("wallet", HERE + "/wallet");
    for (String category : List.of("performance", "accessibility", "best-practices", "seo")) {
      FIGURES.put(
          category,
          report -> 100 * report.path("categories").path(category).path("score").asDouble());
    }
    FIGURES.put("interactive, ms", report -> audit(report, "interactive"));
    FIGURES.put("largest paint, ms", report -> audit(report, "largest-contentful-paint"));
    FIGURES.put("shift", report -> audit(report, "cumulative-layout-shift"));
  }

  private LighthouseBench() {}

  public static void main(String[] args) throws Exception {
    List<String> options = Arrays.asList(args);
    int runs = Figures.number(options, "--runs", 3);
    StringBuilder table =
        new StringBuilder("| page | " + String.join(" | ", FIGURES.keySet()) + " |\n|---|");
    table.append("--:|".repeat(FIGURES.size())).append('\n');
    try (WebTown town = new WebTown()) {
      town.story();
      for (Map.Entry<String, String> page : PAGES.entrySet()) {
        List<JsonNode> reports = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
          reports.add(report(town, page));
        }
        table.append("| ").append(page.getKey()).append(" |");
        FIGURES
            .values()
            .forEach(figure -> table.append(" %s |".formatted(median(reports, figure))));
        table.append('\n');
        System.err.print(table.substring(table.lastIndexOf("\n| ") + 1));
        if (options.contains("--failures")) {
          failures(reports.getLast());
        }
      }
    }
    System.out.println(table);
    if (options.contains("--write")) {
      Kept.keep("lighthouse", table.toString());
    }
    System.exit(0);
  }

  private static double audit(JsonNode report, String name) {
    return report.path("audits").path(name).path("numericValue").asDouble();
  }

  private static String median(List<JsonNode> reports, ToDoubleFunction<JsonNode> figure) {
    double[] sorted = reports.stream().mapToDouble(figure).sorted().toArray();
    double middle = sorted[sorted.length / 2];
    return middle != 0 && middle < 1 ? "%.3f".formatted(middle) : "%,.0f".formatted(middle);
  }

  private static void failures(JsonNode report) {
    report
        .path("audits")
        .forEach(audit -> {
          if (audit.path("score").isNumber() && audit.path("score").asDouble() < 1) {
            System.err.println(
                "  " + audit.path("id").asText() + " " + audit.path("displayValue").asText());
          }
        });
  }

  private static JsonNode report(WebTown town, Map.Entry<String, String> page)
      throws IOException, InterruptedException {
    Path home = Files.createTempDirectory("lighthouse");
    Path report = home.resolve("report.json");
    List<String> command =
        new ArrayList<>(
            List.of(
                "npx",
                "--yes",
                LIGHTHOUSE,
                town.url(page.getValue()),
                "--output=json",
                "--output-path=" + report,
                "--quiet",
                "--no-enable-error-reporting",
                "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-quic"
                    + " --no-first-run --disable-background-networking"
                    + " --disable-component-update --disable-sync --user-data-dir="
                    + home.resolve("chrome")));
    if (!page.getKey().equals("welcome")) {
      Path headers = home.resolve("headers.json");
      Files.writeString(
          headers, Json.write(Map.of("Authorization", "Bearer " + town.token("luz"))));
      command.add("--extra-headers=" + headers);
    }
    Process lighthouse = new ProcessBuilder(command).inheritIO().start();
    if (lighthouse.waitFor() != 0) {
      throw new IllegalStateException("lighthouse ended with " + lighthouse.exitValue());
    }
    return Json.MAPPER.readTree(Files.readAllBytes(report));
  }
}
