package org.coomunity.decisions.governance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.coomunity.TwoTowns;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.testing.TestClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Budgets and running requests over the public surface of the whole platform, with its own job,
/// its own fund and its own public record.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BudgetHttpTest {
  private final TestClock clock = new TestClock();
  private final TwoTowns towns = new TwoTowns(clock);

  @BeforeAll
  void hurry() {
    towns.ok(
        "PATCH",
        "ada",
        in("/charter"),
        Map.of(
            "lateQuorum", "PT0S",
            "discussion", "PT0S",
            "quiet", "PT0S",
            "verification", "PT0S",
            "timelock", "PT1H",
            "votingTreasury", "PT1H"));
    towns.ok("POST", "ada", in("/fund/gifts"), Map.of("amount", "6.00"));
  }

  @AfterAll
  void close() {
    towns.close();
  }

  private static String in(String rest) {
    return TwoTowns.in(TwoTowns.ALFA, rest);
  }

  private static String one(String id, String rest) {
    return in("/proposals/" + id + rest);
  }

  private String state(String id) {
    return towns.read("alma", one(id, "")).path("state").asText();
  }

  private void until(String id, String state) {
    for (int n = 0; n < 5 && !state(id).equals(state); n++) {
      towns.send("POST", "alma", one(id, "/advance"), null);
    }
    assertThat(state(id)).isEqualTo(state);
  }

  private String opened(Map<String, Object> more) {
    Map<String, Object> draft = new HashMap<>(more);
    draft.put("id", Uuid7.at(clock.instant()).toString());
    draft.put("title", "Un horno");
    draft.put("text", "De barro.");
    String id = towns.made("abel", in("/proposals"), draft).path("id").asText();
    towns.ok("POST", "abel", one(id, "/advance"), null);
    towns.ok("POST", "ada", one(id, "/sponsor"), null);
    towns.ok("POST", "alma", one(id, "/sponsor"), null);
    until(id, "voting");
    return id;
  }

  private void later(Duration by) {
    clock.advance(by);
    List.of("ada", "abel", "alma").forEach(who -> towns.again(who, TwoTowns.PASSWORD));
  }

  private static void check(TwoTowns.Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
  }

  private static Map<String, String> project(String id, String cost, String to) {
    return Map.of("id", id, "label", "Un " + id, "cost", cost, "to", to);
  }

  @Test
  void a_budget_is_voted_on_reserved_and_paid_to_each_project() {
    String id =
        opened(
            Map.of(
                "method",
                "equal_shares",
                "payload",
                Map.of("type", "budget", "amount", "3.00", "concept", "minga"),
                "options",
                List.of(project("horno", "2.00", "alma"), project("radio", "1.00", "ada"))));
    JsonNode option = towns.read("alma", one(id, "")).path("options").path(0);
    assertThat(option.path("cost").asText()).isEqualTo("2.00");
    assertThat(option.path("to").asText()).isEqualTo("alma");
    for (String who : List.of("ada", "abel", "alma")) {
      towns.ok("PUT", who, one(id, "/ballot"), Map.of("votes", Map.of("horno", 5, "radio", 2)));
    }
    later(Duration.ofMinutes(61));
    until(id, "queued");
    JsonNode budget = towns.read("alma", one(id, "/tally")).path("budget");
    assertThat(budget.path("spent").asText()).isEqualTo("3.00");
    assertThat(budget.path("left").asText()).isEqualTo("0.00");
    assertThat(budget.path("funded")).hasSize(2);
    later(Duration.ofMinutes(61));
    until(id, "executed");
    assertThat(towns.read("alma", in("/fund/movements")).path("items").findValuesAsText("proposal"))
        .filteredOn(id::equals)
        .hasSize(2);
    assertThat(towns.verified()).isEmpty();
  }

  @Test
  void points_lie_on_a_request_and_the_answer_says_how_long_it_takes() {
    String id =
        opened(
            Map.of(
                "method",
                "conviction",
                "payload",
                Map.of("type", "fundPayment", "to", "alma", "amount", "0.20", "concept", "leña")));
    String stake = one(id, "/stake");
    check(towns.send("PUT", "ada", stake, Map.of("points", 101)), 422, "field_range");
    check(towns.send("PUT", "ada", stake, Map.of("points", "5")), 422, "field_format");
    check(towns.send("PUT", "bea", stake, Map.of("points", 5)), 404, "community_unknown");
    check(towns.send("PUT", "ada", one(id, "/ballot"), Map.of("votes", Map.of())), 422, "choice");
    towns.ok("PUT", "ada", stake, Map.of("points", 100));
    JsonNode run = towns.ok("PUT", "abel", stake, Map.of("points", 60));
    assertThat(run.path("points").asInt()).isEqualTo(160);
    assertThat(run.path("left").asInt()).isEqualTo(40);
    assertThat(run.path("threshold").asLong()).isPositive();
    int eta = run.path("etaHours").asInt();
    assertThat(eta).isPositive();
    String other =
        opened(
            Map.of(
                "method",
                "conviction",
                "payload",
                Map.of("type", "fundPayment", "to", "ada", "amount", "0.10", "concept", "sal")));
    check(towns.send("PUT", "abel", one(other, "/stake"), Map.of("points", 41)), 409, "points");
    assertThat(towns.read("alma", in("/proposals?state=running")).path("items")).hasSize(2);
    later(Duration.ofHours(eta + 1L));
    until(id, "queued");
    later(Duration.ofMinutes(61));
    until(id, "executed");
    JsonNode record = towns.read("alma", one(id, "/record"));
    assertThat(record.path("entries").findValuesAsText("type")).contains("proposal.closed");
    towns.ok("POST", "abel", one(other, "/withdraw"), Map.of("reason", "ya hay sal"));
    assertThat(towns.verified()).isEmpty();
  }
}
