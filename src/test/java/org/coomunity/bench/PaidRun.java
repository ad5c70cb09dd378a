package org.coomunity.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.coomunity.base.platform.json.Json;
import org.coomunity.testing.KilledServer;
import org.coomunity.testing.Neighbours;
import org.coomunity.testing.TestDatabase;

/// Payments at 30 % of what the server can do, alone and while 20,000 events flow in each second;
/// and how long a scrape of all its figures takes. The real server as a process of its own.
final class PaidRun {
  private static final int CONNECTIONS = 64;
  private static final int PEOPLE = 64;
  private static final int FLOWS = 4;
  private static final double EVENTS = 20_500;
  private static final int SCRAPES = 100;

  private PaidRun() {}

  static void run(int seconds, int rounds, Figures figures) throws Exception {
    Path home = Files.createTempDirectory("bench");
    Map<String, String> settings = Map.of("DATABASE_URL", TestDatabase.freshUrl());
    try (KilledServer server =
            KilledServer.start(
                home, settings, "-Xmx1g", "-XX:+UseG1GC", "-XX:+UseCompactObjectHeaders");
        Neighbours people = new Neighbours(server::url)) {
      people.settle(KilledServer.OPERATOR_PASSWORD, PEOPLE);
      for (int no = 0; no < FLOWS; no++) {
        people.send(
            "PUT", people.token(no), "/me/consents", Map.of("consents", Map.of("analytics", true)));
      }
      URI address = URI.create(server.url("/"));
      try (PaymentLoad load = new PaymentLoad(people, address, CONNECTIONS, PEOPLE);
          EventFlow flow = new EventFlow(people, address, FLOWS, EVENTS)) {
        load.closed(2 * seconds); // warms up
        if (flow.rate() == 0) {
          throw new IllegalStateException("no event arrived");
        }
      }
      double most;
      try (PaymentLoad load = new PaymentLoad(people, address, CONNECTIONS, PEOPLE)) {
        most = load.closed(seconds).rate();
        figures.rate("payments over HTTP, the most", most);
      }
      try (EventFlow flow = new EventFlow(people, address, FLOWS, 0)) {
        flow.last(seconds);
        figures.rate("events over HTTP, 500 at once, the most", flow.rate());
      }
      for (int round = 0; round < rounds; round++) {
        beside(figures, people, address, seconds, most * 0.3);
      }
      double alone = figures.median("payments at 30 %, alone");
      double beside = figures.median("payments at 30 %, while events flow");
      figures.value("payments fewer because of events, percent", 100 * (1 - beside / alone));
      scrape(figures, address);
    }
  }

  private static void beside(
      Figures figures, Neighbours people, URI address, int seconds, double rate)
      throws IOException {
    try (PaymentLoad load = new PaymentLoad(people, address, CONNECTIONS, PEOPLE)) {
      PaymentLoad.Found alone = load.open(seconds, rate);
      figures.rate("payments at 30 %, alone", alone.rate());
      figures.millis("alone, median", alone.p50());
      figures.millis("alone, p99", alone.p99());
    }
    try (EventFlow flow = new EventFlow(people, address, FLOWS, EVENTS);
        PaymentLoad load = new PaymentLoad(people, address, CONNECTIONS, PEOPLE)) {
      PaymentLoad.Found with = load.open(seconds, rate);
      figures.rate("payments at 30 %, while events flow", with.rate());
      figures.rate("events meanwhile", flow.rate());
      figures.millis("while events flow, median", with.p50());
      figures.millis("while events flow, p99", with.p99());
    }
  }

  /// Every route is asked once, so that every one has its figures.
  private static void scrape(Figures figures, URI address) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      JsonNode paths =
          Json.MAPPER.readTree(get(client, address.resolve("/openapi.json"))).get("paths");
      for (Map.Entry<String, JsonNode> path : paths.properties()) {
        get(client, address.resolve(path.getKey().replaceAll("\\{[^}]*}", "x")));
      }
      String page = "";
      for (int i = 0; i < SCRAPES; i++) {
        long start = System.nanoTime();
        page = get(client, address.resolve("/metrics"));
        if (i >= SCRAPES / 2) {
          figures.millis("scrape of /metrics", (System.nanoTime() - start) / 1e6);
        }
      }
      figures.value(
          "series in it", (double) page.lines().filter(line -> !line.startsWith("#")).count());
    }
  }

  private static String get(HttpClient client, URI address) throws Exception {
    return client
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
