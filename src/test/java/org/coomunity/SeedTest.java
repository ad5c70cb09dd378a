package org.coomunity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coomunity.base.platform.json.Json;
import org.coomunity.recount.Recount;
import org.coomunity.story.Story;
import org.coomunity.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The demo story, told shortly: what a newcomer finds is there, right, and theirs to go on with.
@Tag("slow")
class SeedTest {
  private static final List<String> COMMUNITIES = List.of("minca", "albaicin", "kinvara");
  private static final int TRADES = 100;

  private static final Duration HEARD = Duration.ofMinutes(2);

  @TempDir Path home;
  private final String database = TestDatabase.freshUrl(Storage.SCHEMAS.toArray(String[]::new));
  private final HttpClient client = HttpClient.newHttpClient();

  /// The story is in the middle of it, and stops.
  private static final class Interruption extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private TestPlatform platform(Story.Telling telling) {
    String key = "5a".repeat(32); // as two starts on one data folder have it
    return TestPlatform.start(
        Map.of("DATABASE_URL", database, "DEMO", "true", "SECRET_KEY", key), telling);
  }

  private static Story.Telling telling(List<String> heard) {
    return new Story.Telling(TRADES, 2, heard::add);
  }

  private JsonNode ask(TestPlatform platform, @Nullable String token, String path)
      throws IOException, InterruptedException {
    return send(platform, token, HttpRequest.newBuilder(), path);
  }

  private JsonNode post(TestPlatform platform, @Nullable String token, String path, Object body)
      throws IOException, InterruptedException {
    return send(
        platform,
        token,
        HttpRequest.newBuilder()
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(body))),
        path);
  }

  private JsonNode send(
      TestPlatform platform, @Nullable String token, HttpRequest.Builder request, String path)
      throws IOException, InterruptedException {
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> answer =
        client.send(
            request.uri(URI.create(platform.url("/api/v1" + path))).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as("%s %s", path, answer.body()).isBetween(200, 299);
    return Json.MAPPER.readTree(answer.body());
  }

  private String token(TestPlatform platform, Story.LogIn one)
      throws IOException, InterruptedException {
    return post(
            platform, null, "/session", Map.of("handle", one.handle(), "password", one.password()))
        .get("token")
        .asText();
  }

  private List<JsonNode> all(TestPlatform platform, String token, String path)
      throws IOException, InterruptedException {
    List<JsonNode> items = new ArrayList<>();
    String sign = path.contains("?") ? "&" : "?";
    JsonNode page = ask(platform, token, path + sign + "limit=100");
    page.get("items").forEach(items::add);
    while (page.hasNonNull("next")) {
      page =
          ask(
              platform,
              token,
              path
                  + sign
                  + "limit=100&cursor="
                  + java.net.URLEncoder.encode(page.get("next").asText(), StandardCharsets.UTF_8));
      page.get("items").forEach(items::add);
    }
    return items;
  }

  private String verified() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream paper = new PrintStream(out, true, StandardCharsets.UTF_8);
    Map<String, String> environment = Map.of("DATABASE_URL", database);
    assertThat(new Commands(paper, paper, home, environment).execute("verify")).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void a_new_database_is_told_three_communities_and_its_two_log_ins_trade_on()
      throws IOException, InterruptedException {
    List<String> heard = new ArrayList<>();
    try (TestPlatform platform = platform(telling(heard))) {
      assertThat(heard.getLast()).contains("Tierra de Minca", "Red del Albaicín", "Kinvara");
      assertThat(platform.demo()).hasSize(2);
      Story.LogIn tomas = platform.demo().getFirst();
      Story.LogIn luz = platform.demo().getLast();
      String hers = token(platform, luz);
      String his = token(platform, tomas);

      Map<String, Integer> sizes = new HashMap<>();
      Set<String> handles = new HashSet<>();
      for (String slug : List.of("minca", "albaicin")) {
        List<JsonNode> people = all(platform, hers, "/communities/" + slug + "/members");
        sizes.put(slug, people.size());
        people.forEach(one -> handles.add(one.get("handle").asText()));
        assertThat(people).anyMatch(one -> one.get("role").asText().equals("ADMIN"));
        assertThat(people).anyMatch(one -> one.get("kind").asText().equals("ORGANISATION"));
      }
      List<JsonNode> kinvara = all(platform, his, "/communities/kinvara/members");
      sizes.put("kinvara", kinvara.size());
      kinvara.forEach(one -> handles.add(one.get("handle").asText()));
      assertThat(kinvara).anyMatch(one -> one.get("role").asText().equals("ADMIN"));
      assertThat(sizes)
          .containsOnlyKeys(COMMUNITIES)
          .allSatisfy((slug, n) -> assertThat(n).isGreaterThan(18));
      assertThat(handles).hasSizeGreaterThan(58);

      assertThat(all(platform, hers, "/communities/minca/listings")).hasSizeGreaterThan(40);
      List<JsonNode> trades = all(platform, hers, "/communities/minca/trades");
      assertThat(trades).anyMatch(one -> one.get("waiting").asBoolean());
      assertThat(trades).anyMatch(one -> one.get("state").asText().equals("completed"));
      assertThat(all(platform, hers, "/communities/minca/trades?disputes=true"))
          .anyMatch(one -> one.get("state").asText().equals("disputed"));
      decided(platform, hers, his);
      shared(platform, hers);
      counted(platform, hers);
      trade(platform, his, hers);
      assertThat(verified()).contains("3 books").contains("0 with a fault");
    }
  }

  private void decided(TestPlatform platform, String hers, String his)
      throws IOException, InterruptedException {
    Map<String, String> states = new HashMap<>();
    for (JsonNode one : all(platform, hers, "/communities/minca/proposals")) {
      states.put(
          one.get("state").asText() + " " + one.get("method").asText(), one.get("id").asText());
    }
    assertThat(states.keySet())
        .containsExactlyInAnyOrder(
            "executed quadratic",
            "voting quadratic",
            "voting conviction",
            "discussion quadratic",
            "sponsoring quadratic");
    JsonNode open = proposal(platform, hers, states.get("voting quadratic"));
    assertThat(open.get("mine").get("ballot").asBoolean()).isFalse();
    assertThat(open.get("whyNot")).isEmpty();
    assertThat(Instant.parse(open.get("closesAt").asText()))
        .isAfter(Instant.parse(open.get("now").asText()));
    assertThat(
            proposal(platform, his, states.get("voting quadratic"))
                .get("mine")
                .get("ballot")
                .asBoolean())
        .isTrue();
    JsonNode running = proposal(platform, hers, states.get("voting conviction")).get("running");
    assertThat(running.get("points").asInt()).isEqualTo(230);
    assertThat(running.get("conviction").asLong()).isPositive();
    JsonNode done = proposal(platform, hers, states.get("executed quadratic"));
    assertThat(done.get("textVersion").asInt()).isEqualTo(2);
    assertThat(done.get("reviews")).isNotEmpty().allMatch(one -> one.hasNonNull("verdict"));
    String path = "/communities/minca/proposals/" + done.get("id").asText();
    assertThat(ask(platform, hers, path + "/arguments").get("items")).hasSize(5);
    JsonNode voters = ask(platform, hers, path + "/tally").get("participation");
    assertThat(voters.get("direct").asInt()).isEqualTo(10);
    assertThat(voters.get("voters").asInt()).as("one gave her voice on").isEqualTo(11);
    assertThat(voters.get("eligible").asInt()).as("by votos de confianza too").isGreaterThan(16);
    recounted(platform, hers, "minca");
    recounted(platform, his, "kinvara");
  }

  private JsonNode proposal(TestPlatform platform, String token, @Nullable String id)
      throws IOException, InterruptedException {
    return ask(platform, token, "/communities/minca/proposals/" + id);
  }

  /// The program that shares nothing with the platform comes to the same.
  private void recounted(TestPlatform platform, String token, String slug)
      throws IOException, InterruptedException {
    String address = platform.url("/api/v1/communities/" + slug + "/record");
    Path file = home.resolve(slug + ".ndjson");
    client.send(
        HttpRequest.newBuilder(URI.create(address))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/x-ndjson")
            .build(),
        HttpResponse.BodyHandlers.ofFile(file));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(Recount.run(file, new PrintStream(out, true, StandardCharsets.UTF_8)))
        .as(out.toString(StandardCharsets.UTF_8))
        .isZero();
  }

  private void shared(TestPlatform platform, String hers) throws IOException, InterruptedException {
    JsonNode fund = ask(platform, hers, "/communities/minca/fund");
    BigDecimal income = new BigDecimal(fund.get("income").asText());
    BigDecimal payouts = new BigDecimal(fund.get("payouts").asText());
    assertThat(payouts).isEqualByComparingTo("3.00");
    assertThat(income).isGreaterThan(new BigDecimal("7.00"));
    assertThat(income.subtract(payouts)).isEqualByComparingTo(fund.get("balance").asText());
    BigDecimal moved = BigDecimal.ZERO;
    for (JsonNode one : all(platform, hers, "/communities/minca/fund/movements")) {
      moved = moved.add(new BigDecimal(one.get("amount").asText()));
    }
    assertThat(moved).isEqualByComparingTo(fund.get("balance").asText());

    String waiting = "/communities/minca/contributions?state=open";
    assertThat(all(platform, hers, waiting))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.get("needed").asInt()).isEqualTo(1);
          assertThat(one.get("mayConfirm").asBoolean()).isTrue();
        });
    assertThat(all(platform, hers, "/communities/minca/contributions?state=confirmed")).hasSize(8);
    assertThat(all(platform, hers, "/communities/minca/members/mateo/trust-votes")).hasSize(2);
    for (JsonNode circle : all(platform, hers, "/communities/minca/circles")) {
      assertThat(circle.get("people").asInt()).isEqualTo(7);
      String sessions = "/communities/minca/circles/" + circle.get("id").asText() + "/sessions";
      assertThat(all(platform, hers, sessions))
          .hasSize(2)
          .allMatch(one -> one.get("seats").size() == 3)
          .allMatch(one -> one.toString().contains("confirmed"));
    }
  }

  /// Those who agreed to it, once the platform has heard of all that was told.
  private void counted(TestPlatform platform, String hers)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + HEARD.toNanos();
    Set<String> reached = new HashSet<>();
    while (reached.size() < 2 && System.nanoTime() < end) {
      all(platform, hers, "/communities/minca/missions")
          .forEach(one -> reached.add(one.get("state").asText() + " " + one.get("share").asText()));
      reached.retainAll(Set.of("reached 1.00", "open 0.60"));
    }
    assertThat(reached).containsExactlyInAnyOrder("reached 1.00", "open 0.60");
    int busy = 0;
    while (busy == 0 && System.nanoTime() < end) {
      for (JsonNode day : ask(platform, hers, "/communities/minca/active?days=120").get("rows")) {
        busy += day.path("mau").asInt() >= 10 ? 1 : 0;
      }
    }
    assertThat(busy).isGreaterThan(30);
  }

  private void trade(TestPlatform platform, String his, String hers)
      throws IOException, InterruptedException {
    String id =
        post(
                platform,
                his,
                "/communities/minca/trades",
                Map.of(
                    "buyer", "tomas",
                    "seller", "luz",
                    "amount", "0.25",
                    "concept", "Semillas de frijol"))
            .get("id")
            .asText();
    JsonNode found = ask(platform, hers, "/communities/minca/trades/" + id);
    assertThat(found.get("state").asText()).isEqualTo("proposed");
    assertThat(found.get("actions").toString()).contains("accept");
    post(platform, hers, "/communities/minca/trades/" + id + "/accept", Map.of());
    assertThat(ask(platform, his, "/communities/minca/trades/" + id).get("state").asText())
        .isEqualTo("accepted");
  }

  @Test
  void an_interrupted_story_is_told_to_its_end_by_the_next_start_and_only_once()
      throws IOException, InterruptedException {
    Story.Telling interrupted =
        new Story.Telling(
            TRADES,
            0,
            line -> {
              if (line.contains("trades")) {
                throw new Interruption();
              }
            });
    try (TestPlatform half = platform(interrupted)) {
      assertThat(half.url("/")).startsWith("http");
    }
    List<String> heard = new ArrayList<>();
    List<String> first;
    try (TestPlatform whole = platform(telling(heard))) {
      assertThat(heard).isNotEmpty();
      String hers = token(whole, whole.demo().getLast());
      first =
          all(whole, hers, "/communities/minca/trades").stream().map(JsonNode::toString).toList();
      assertThat(first).anyMatch(one -> one.contains("proposed"));
    }
    List<String> again = new ArrayList<>();
    try (TestPlatform later = platform(telling(again))) {
      assertThat(again).isEmpty();
      assertThat(later.demo()).hasSize(2);
      String hers = token(later, later.demo().getLast());
      assertThat(all(later, hers, "/communities/minca/trades").stream().map(JsonNode::toString))
          .containsExactlyElementsOf(first);
    }
    assertThat(verified()).contains("3 books").contains("0 with a fault");
    try (TestPlatform quiet =
        TestPlatform.start(
            Map.of("DATABASE_URL", database, "SECRET_KEY", "5a".repeat(32)),
            telling(new ArrayList<>()))) {
      assertThat(quiet.demo()).isEmpty();
    }
  }
}
