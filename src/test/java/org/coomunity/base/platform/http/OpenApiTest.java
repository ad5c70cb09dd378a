package org.coomunity.base.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.platform.json.Json;
import org.coomunity.testing.RandomRequests;
import org.coomunity.testing.TestServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
  private static final Unit UNIT = new Unit("LUKA", "Lüka", "Ł", 2);

  enum Kind {
    PRODUCT,
    SERVICE
  }

  record Sent(
      UUID id,
      String amount,
      Kind kind,
      @Nullable Instant when,
      @Nullable Duration life,
      List<Part> parts,
      Map<String, Integer> bag,
      boolean quick) {}

  record Part(String name, double weight, @Nullable Part inner) {}

  record Kept(UUID id, String amount, Kind kind, @Nullable Instant when, List<Part> parts) {}

  private final Map<UUID, Kept> kept = new ConcurrentHashMap<>();
  private TestServer server;

  private List<Route> routes() {
    return List.of(
        Route.post("/communities/{slug}/things")
            .by(Access.MEMBER)
            .doc("Keeps a thing <once>.")
            .takes(Sent.class)
            .creates(Kept.class)
            .to(this::keep),
        Route.get("/communities/{slug}/things")
            .by(Access.MEMBER)
            .lists(Kept.class)
            .queries("from", "q")
            .to(e -> {
              int limit = e.limit();
              e.queryInstant("from");
              return Answer.ok(Map.of("items", kept.values().stream().limit(limit).toList()));
            }),
        Route.get("/communities/{slug}/things/{id}")
            .by(Access.MEMBER)
            .answers(Kept.class)
            .to(e -> {
              Kept thing = kept.get(e.pathId("id"));
              if (thing == null) {
                throw Refused.because(Refusal.NOT_FOUND);
              }
              return Answer.ok(thing);
            }),
        Route.delete("/communities/{slug}/things/{id}")
            .by(Access.ADMIN)
            .to(e -> {
              kept.remove(e.pathId("id"));
              return Answer.empty();
            }),
        Route.root("GET", "/page").by(Access.PUBLIC).page().to(e -> Answer.html("page")));
  }

  private Answer keep(Exchange exchange) {
    Sent sent = exchange.body(Sent.class);
    String amount = UNIT.format(UNIT.parse(sent.amount(), "amount"));
    Kept thing = new Kept(sent.id(), amount, sent.kind(), sent.when(), sent.parts());
    Kept before = kept.putIfAbsent(sent.id(), thing);
    return Answer.made(before == null ? Made.fresh(thing) : Made.replay(before));
  }

  @BeforeAll
  void start() {
    server =
        TestServer.start(routes())
            .member("ana", "alpha", 1, Role.MEMBER)
            .member("eva", "alpha", 2, Role.ADMIN)
            .person("zoe");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void the_document_says_what_the_records_say() throws Exception {
    JsonNode document = Json.MAPPER.readTree(server.get(null, "/openapi.json").body());
    assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
    JsonNode paths = document.path("paths");
    assertThat(paths.has("/page")).isFalse();
    assertThat(paths.has("/api/v1/refusals")).isTrue();
    JsonNode post = paths.path("/api/v1/communities/{slug}/things").path("post");
    assertThat(post.path("x-access").asText()).isEqualTo("member");
    assertThat(post.path("responses").has("201")).isTrue();
    assertThat(post.path("responses").has("200")).isTrue();
    JsonNode sent = document.path("components").path("schemas").path("Sent");
    assertThat(sent.path("required").toString())
        .isEqualTo("[\"id\",\"amount\",\"kind\",\"parts\",\"bag\",\"quick\"]");
    JsonNode properties = sent.path("properties");
    assertThat(properties.at("/id/format").asText()).isEqualTo("uuid");
    assertThat(properties.at("/amount/pattern").asText()).startsWith("^-?");
    assertThat(properties.at("/kind/enum").toString()).isEqualTo("[\"PRODUCT\",\"SERVICE\"]");
    assertThat(properties.at("/when/type").toString()).isEqualTo("[\"string\",\"null\"]");
    assertThat(properties.at("/parts/items/$ref").asText()).endsWith("/Part");
    List<String> names = document.findValuesAsText("operationId");
    assertThat(names).contains("postCommunitiesSlugThings").doesNotHaveDuplicates();
    assertThat(document.at("/components/schemas/Problem/properties/code/enum").size())
        .isEqualTo(Refusal.values().length);
  }

  @Test
  void people_can_read_it() {
    assertThat(server.get(null, "/api").body())
        .contains("<code>/api/v1/communities/{slug}/things</code>")
        .contains("Keeps a thing &lt;once>.")
        .doesNotContain("<script");
    assertThat(server.get(null, "/api/style.css").headers().firstValue("Content-Type"))
        .hasValue("text/css; charset=utf-8");
  }

  @Test
  void ten_thousand_random_requests_find_no_failure() {
    RandomRequests.Report report =
        RandomRequests.run(
            new RandomRequests.Plan(
                server.uri("/"),
                List.of("ana", "eva", "zoe"),
                Map.of("slug", List.of("alpha")),
                Set.of(),
                1,
                10_000));
    assertThat(report.faults()).isEmpty();
    assertThat(report.statuses().keySet()).contains(200, 201, 204, 400, 401, 403, 404, 415, 422);
  }
}
