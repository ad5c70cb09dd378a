package org.coomunity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.coomunity.base.kernel.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Findings and what everybody may read, over the public surface: `alfa` has grown to fourteen, who
/// pay each other and look for somebody who repairs roofs; `beta` has three members.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FindingsHttpTest {
  private static final List<String> NINE =
      List.of(
          "bienComunContributions",
          "ayniBalance",
          "growthOpportunities",
          "mostEngagingContent",
          "successfulUserPaths",
          "dropOffPoints",
          "vocationalAlignment",
          "recommendedFeatures",
          "churnRisk");
  private static final int NEIGHBOURS = 11;
  private static final int NOT_FOUND = 404;

  private final TwoTowns towns = grown();

  @AfterAll
  void close() {
    towns.close();
  }

  private static String in(String rest) {
    return TwoTowns.in(TwoTowns.ALFA, rest);
  }

  private static TwoTowns grown() {
    TwoTowns towns = new TwoTowns();
    for (int i = 0; i < NEIGHBOURS; i++) {
      String who = "vecina" + i;
      towns.joinedAs(who, i == 0 ? Role.STEWARD : Role.MEMBER);
      towns.made(
          who,
          in("/payments"),
          Map.of("to", i == 0 ? "abel" : "vecina" + (i - 1), "amount", "2.00", "concept", "pan"));
      towns.made(
          who,
          in("/listings"),
          Map.of(
              "side", "want",
              "kind", "SERVICE",
              "category", "home",
              "title", "Arreglar el techo",
              "text", "Antes de las lluvias."));
    }
    towns.made("vecina1", in("/fund/gifts"), Map.of("amount", "5.00"));
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (towns.read("ada", in("/ayni")).path("active").asInt() < NEIGHBOURS
        && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    return towns;
  }

  @Test
  void nine_parts_are_told_in_the_language_of_who_asks() {
    JsonNode found = towns.read("vecina0", in("/insights?lang=es"));
    for (String part : NINE) {
      assertThat(found.path(part).size()).as(part).isPositive();
      for (JsonNode item : found.path(part)) {
        assertThat(item.path("finding").asText()).as(part).isNotBlank().doesNotContain("⟨", "{");
        assertThat(item.path("definition").asText()).isNotBlank().doesNotContain("⟨");
        assertThat(item.path("action").asText()).isNotBlank().doesNotContain("⟨");
        assertThat(item.has("value")).isEqualTo(!item.path("kind").asText().equals("nothing"));
        assertThat(item.has("n")).isEqualTo(item.has("value"));
        assertThat(item.path("n").asInt(10)).isGreaterThanOrEqualTo(10);
      }
    }
    JsonNode need = found.path("growthOpportunities").path(0);
    assertThat(need.path("finding").asText()).contains("11 personas", "Hogar");
    assertThat(need.path("n").asInt()).isEqualTo(NEIGHBOURS);
    JsonNode balance = found.path("ayniBalance").path(0);
    assertThat(balance.path("kind").asText()).isEqualTo("reciprocity");
    assertThat(balance.path("value").asDouble()).isBetween(0.0, 1.0);
    JsonNode german = towns.read("vecina0", in("/insights?lang=de"));
    assertThat(german.path("at")).as("reckoned once").isEqualTo(found.path("at"));
    assertThat(german.path("growthOpportunities").path(0).path("finding").asText())
        .contains("11 Menschen");
  }

  @Test
  void a_small_community_is_told_what_it_takes_and_nothing_else() {
    JsonNode found = towns.read("bea", TwoTowns.in(TwoTowns.BETA, "/insights"));
    for (String part : NINE) {
      assertThat(found.path(part)).as(part).hasSize(1);
      JsonNode item = found.path(part).path(0);
      assertThat(item.path("kind").asText()).isEqualTo("nothing");
      assertThat(item.path("confidence").asText()).isEqualTo("none");
      assertThat(item.has("value") || item.has("n") || item.has("interval")).isFalse();
    }
    JsonNode book = towns.read("bea", TwoTowns.in(TwoTowns.BETA, "/transparency"));
    assertThat(book.path("people").has("members")).isFalse();
    assertThat(book.path("people").has("active")).isFalse();
    assertThat(book.path("exchange").size()).isZero();
    assertThat(book.path("months")).hasSize(12);
  }

  @Test
  void findings_are_for_those_who_look_after_the_community() {
    assertThat(towns.send("GET", "alma", in("/insights"), null).status()).isEqualTo(403);
    assertThat(towns.send("GET", null, in("/insights"), null).status()).isEqualTo(401);
    assertThat(towns.send("GET", "bea", in("/insights"), null).status()).isEqualTo(NOT_FOUND);
    assertThat(towns.send("GET", "ada", in("/insights?lang=xx"), null).code())
        .isEqualTo("language_unknown");
    assertThat(towns.send("GET", "ada", in("/insights?format=xml"), null).code())
        .isEqualTo("field_format");
    TwoTowns.Answer table = towns.send("GET", "ada", in("/insights?format=csv"), null);
    assertThat(table.headers().getOrDefault("content-type", List.of()))
        .singleElement()
        .asString()
        .startsWith("text/csv");
  }

  @Test
  void everybody_reads_what_is_open_and_no_name_is_in_it() {
    JsonNode book = towns.send("GET", null, in("/transparency"), null).body();
    assertThat(book.path("name").asText()).isEqualTo("Comunidad alfa");
    assertThat(book.path("fund").path("balance").asText()).isEqualTo("5.00");
    assertThat(book.path("people").path("members").asInt()).as("fourteen, in tens").isEqualTo(10);
    assertThat(book.path("exchange").path("reciprocity").asDouble()).isBetween(0.0, 1.0);
    JsonNode month = book.path("months").path(11);
    assertThat(month.path("income").asText()).isEqualTo("5.00");
    assertThat(month.path("kinds").path(0).path("kind").asText()).isEqualTo("fund");
    assertThat(book.path("rules").path("fundRate").asText()).isEqualTo("0.02");
    String whole = book + towns.text("/api/v1" + in("/transparency?format=csv"));
    assertThat(whole).doesNotContain("vecina", "abel", "alma").contains("balance");
    assertThat(towns.send("GET", null, TwoTowns.in("gamma", "/transparency"), null).code())
        .isEqualTo("community_unknown");
  }

  @Test
  void a_community_may_keep_it_to_its_members() {
    String beta = TwoTowns.in(TwoTowns.BETA, "/transparency");
    assertThat(towns.send("GET", null, beta, null).status()).isEqualTo(200);
    towns.ok("PATCH", "bea", TwoTowns.in(TwoTowns.BETA, "/charter"), Map.of("membersOnly", true));
    try {
      assertThat(towns.send("GET", null, beta, null).code()).isEqualTo("community_unknown");
      assertThat(towns.send("GET", null, beta + "?format=csv", null).status()).isEqualTo(NOT_FOUND);
    } finally {
      towns.ok(
          "PATCH", "bea", TwoTowns.in(TwoTowns.BETA, "/charter"), Map.of("membersOnly", false));
    }
  }
}
