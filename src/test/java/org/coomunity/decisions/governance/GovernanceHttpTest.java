package org.coomunity.decisions.governance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coomunity.TwoTowns;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.testing.TestClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Ada, Abel and Alma of `alfa` decide over the public surface of the whole platform. Their charter
/// waits for nothing but the vote.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GovernanceHttpTest {
  private final TestClock clock = new TestClock();
  private final TwoTowns towns = new TwoTowns(clock);

  @BeforeAll
  void hurry() {
    assertThat(hurried("ada", TwoTowns.ALFA).path("version").asInt()).isEqualTo(2);
    hurried("bea", TwoTowns.BETA);
  }

  private JsonNode hurried(String admin, String slug) {
    return towns.ok(
        "PATCH",
        admin,
        TwoTowns.in(slug, "/charter"),
        Map.of(
            "lateQuorum", "PT0S",
            "discussion", "PT0S",
            "quiet", "PT0S",
            "verification", "PT0S",
            "timelock", "PT1H",
            "voting", "PT1H",
            "votingTreasury", "PT1H",
            "openPerAuthor", 20));
  }

  @AfterAll
  void close() {
    towns.close();
  }

  private static String in(String rest) {
    return TwoTowns.in(TwoTowns.ALFA, rest);
  }

  private String drafted(Map<String, Object> more) {
    Map<String, Object> draft = new java.util.HashMap<>();
    draft.put("id", Uuid7.at(clock.instant()).toString());
    draft.put("title", "Un horno");
    draft.put("text", "<script>alert(1)</script> Un horno \u202Ede barro.");
    draft.putAll(more);
    return towns.made("abel", in("/proposals"), draft).path("id").asText();
  }

  private String voted(Map<String, Object> more) {
    String id = drafted(more);
    towns.ok("POST", "abel", one(id, "/advance"), null);
    towns.ok("POST", "ada", one(id, "/sponsor"), null);
    towns.ok("POST", "alma", one(id, "/sponsor"), null);
    until(id, "voting");
    return id;
  }

  /// The job of the platform may be faster than we are.
  private void until(String id, String state) {
    for (int n = 0; n < 5 && !state(id).equals(state); n++) {
      towns.send("POST", "alma", one(id, "/advance"), null);
    }
    assertThat(state(id)).isEqualTo(state);
  }

  private String fundRate() {
    return towns.read("alma", in("/policy")).path("fundRate").asText();
  }

  private String state(String id) {
    return towns.read("alma", one(id, "")).path("state").asText();
  }

  private static String one(String id, String rest) {
    return in("/proposals/" + id + rest);
  }

  private TwoTowns.Answer cast(String who, String id, Object votes) {
    return towns.send("PUT", who, one(id, "/ballot"), Map.of("votes", votes));
  }

  private void later(Duration by) {
    clock.advance(by);
    List.of("ada", "abel", "alma").forEach(who -> towns.again(who, TwoTowns.PASSWORD));
  }

  @Test
  void a_proposal_goes_all_the_way_and_the_policy_is_another() {
    String id =
        voted(Map.of("payload", Map.of("type", "policy", "key", "fundRate", "value", "0.03")));
    JsonNode seen = towns.read("alma", one(id, ""));
    assertThat(seen.path("text").asText()).contains("<script>").doesNotContain("\u202E");
    assertThat(seen.path("class").asText()).isEqualTo("ordinary");
    JsonNode receipt = cast("ada", id, Map.of("for", 3)).body();
    assertThat(receipt.path("cost").asInt()).isEqualTo(9);
    cast("alma", id, Map.of("for", 1));
    JsonNode before = towns.read("abel", one(id, "/tally"));
    assertThat(before.path("options")).isEmpty();
    assertThat(before.path("sealedUntil").asText()).isNotEmpty();
    later(Duration.ofMinutes(61));
    assertThat(cast("abel", id, Map.of("for", 1)).code()).isEqualTo("closed");
    until(id, "queued");
    later(Duration.ofMinutes(61));
    until(id, "executed");
    for (int n = 0; n < 2_000 && !fundRate().equals("0.03"); n++) {
      Thread.onSpinWait(); // whoever keeps the policy is told after it was decided
    }
    assertThat(fundRate()).isEqualTo("0.03");
    TwoTowns.Answer veto = towns.send("POST", "ada", one(id, "/veto"), Map.of("reason", "tarde"));
    assertThat(veto.code()).isEqualTo("wrong_state");
    JsonNode record = towns.read("alma", one(id, "/record"));
    assertThat(record.path("entries").findValuesAsText("type"))
        .contains("proposal.drafted", "proposal.opened", "proposal.closed", "proposal.executed");
    assertThat(record.toString()).doesNotContain("\"abel\"", "\"alma\"");
    assertThat(towns.read("alma", one(id, "/ballot")).path("tracker").asText()).hasSize(20);
    assertThat(
            towns
                .send(
                    "alma",
                    HttpRequest.newBuilder(towns.uri("/api/v1" + in("/record")))
                        .header("Accept", "application/x-ndjson"))
                .status())
        .isEqualTo(200);
    assertThat(towns.verified()).isEmpty();
  }

  @Test
  void bad_input_gets_its_code() {
    String id = voted(Map.of());
    String other =
        voted(
            Map.of(
                "options",
                List.of(Map.of("id", "o1", "label", "Uno"), Map.of("id", "o2", "label", "Dos"))));
    check(cast("alma", id, Map.of("for", 1.5)), 422, "choice");
    check(cast("alma", id, Map.of("for", 21)), 422, "choice");
    check(cast("alma", id, Map.of("for", -1)), 422, "choice");
    check(cast("alma", id, Map.of("for", "3")), 422, "choice");
    check(cast("alma", id, Map.of("o1", 1)), 422, "choice");
    check(cast("alma", other, Map.of("for", 1)), 422, "choice");
    check(cast("alma", id, Map.of("for", 1, "against", 1)), 422, "votes_conflict");
    check(cast("alma", id, Map.of("for", 20)), 409, "voice");
    check(
        towns.send(
            "PUT",
            "alma",
            one(id, "/ballot"),
            Map.of("votes", Map.of("for", 1), "textHash", "0".repeat(64))),
        409,
        "text_moved");
    check(cast("bea", id, Map.of("for", 1)), 404, "community_unknown");
    String early = drafted(Map.of());
    check(cast("alma", early, Map.of("for", 1)), 404, "not_found");
    towns.ok("POST", "abel", one(early, "/advance"), null);
    check(cast("alma", early, Map.of("for", 1)), 409, "closed");
    check(cast("alma", UUID.randomUUID().toString(), Map.of("for", 1)), 404, "not_found");
    check(delegate("alma", "all", "alma"), 409, "cycle");
    check(delegate("alma", "all", "abel"), 200, null);
    check(delegate("abel", "all", "alma"), 409, "cycle");
    check(delegate("alma", "all", "ada", "ada"), 422, "field_format");
    check(delegate("alma", "nothing", "ada"), 404, "not_found");
    check(towns.send("DELETE", "alma", in("/delegations/all"), null), 204, null);
    Map<String, String> why = Map.of("reason", "una conversación pendiente");
    towns.ok("POST", "ada", in("/members/alma/suspend"), why);
    check(cast("alma", id, Map.of("for", 1)), 403, "suspended");
    towns.ok("POST", "ada", in("/members/alma/restore"), why);
    check(
        towns.send(
            "POST", "abel", in("/proposals"), Map.of("title", "x", "text", "y", "method", "dice")),
        422,
        "field_format");
    assertThat(towns.read("alma", one(id, "/tally")).path("participation").path("voters").asInt())
        .isZero();
  }

  private TwoTowns.Answer delegate(String who, String topic, String... to) {
    return towns.send("PUT", who, in("/delegations/" + topic), Map.of("delegates", List.of(to)));
  }

  private static void check(TwoTowns.Answer answer, int status, @Nullable String code) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    if (code != null) {
      assertThat(answer.code()).isEqualTo(code);
    }
  }

  @Test
  void what_the_fund_pays_by_a_vote_names_its_proposal() {
    towns.ok("POST", "ada", in("/fund/gifts"), Map.of("amount", "3.00"));
    Map<String, String> payment =
        Map.of("type", "fundPayment", "to", "alma", "amount", "2.00", "concept", "leña");
    String id = voted(Map.of("payload", payment));
    cast("ada", id, Map.of("for", 1));
    cast("abel", id, Map.of("for", 1));
    cast("alma", id, Map.of("for", 1));
    later(Duration.ofMinutes(61));
    until(id, "queued");
    assertThat(towns.read("alma", in("/fund")).path("reserved").asText()).isEqualTo("2.00");
    later(Duration.ofMinutes(61));
    until(id, "executed");
    JsonNode paid = towns.read("alma", in("/fund/movements")).path("items").path(0);
    assertThat(paid.path("amount").asText()).isEqualTo("-2.00");
    assertThat(paid.path("proposal").asText()).isEqualTo(id);
  }

  @Test
  void whoever_came_by_another_member_votes_once_two_from_elsewhere_vouch_for_them() {
    towns.invited(TwoTowns.BETA, "bruna", "nina");
    String proposals = TwoTowns.in(TwoTowns.BETA, "/proposals");
    String own =
        towns
            .made("berto", proposals, Map.of("title", "Un pozo", "text", "Para la huerta."))
            .path("id")
            .asText();
    String id = proposals + "/" + own;
    towns.ok("POST", "berto", id + "/advance", null);
    check(towns.send("POST", "nina", id + "/sponsor", null), 403, "not_eligible");
    towns.ok("POST", "bea", id + "/sponsor", null);
    towns.ok("POST", "bruna", id + "/sponsor", null);
    String nina = TwoTowns.in(TwoTowns.BETA, "/members/nina");
    towns.ok("POST", "bea", nina + "/trust-votes", Map.of("words", "La conozco."));
    TwoTowns.Answer one = towns.send("POST", "nina", id + "/sponsor", null);
    check(one, 403, "not_eligible");
    assertThat(one.body().path("needs")).as(one.toString()).hasSize(1);
    assertThat(one.body().path("needs").path(0).asText()).isEqualTo("vouch");
    towns.ok("PATCH", "bea", TwoTowns.in(TwoTowns.BETA, "/members/berto"), Map.of("role", "ADMIN"));
    towns.ok("POST", "berto", nina + "/trust-votes", Map.of("words", "También yo."));
    towns.ok("POST", "nina", id + "/sponsor", null);
    assertThat(towns.read("nina", id).path("sponsors").path("have").asInt()).isEqualTo(3);
  }

  @Test
  void a_payment_larger_than_the_fund_is_not_voted_on() {
    String id =
        drafted(
            Map.of(
                "payload",
                Map.of("type", "fundPayment", "to", "alma", "amount", "1000.00", "concept", "x")));
    towns.ok("POST", "abel", one(id, "/advance"), null);
    towns.ok("POST", "ada", one(id, "/sponsor"), null);
    towns.ok("POST", "alma", one(id, "/sponsor"), null);
    until(id, "verification");
    check(towns.send("POST", "alma", one(id, "/advance"), null), 409, "fund");
  }

  @Test
  void the_same_draft_twice_is_one_and_what_is_said_about_it_has_an_end() {
    String same = Uuid7.at(clock.instant()).toString();
    Map<String, Object> draft = Map.of("id", same, "title", "Dos", "text", "Dos hornos.");
    assertThat(towns.send("POST", "abel", in("/proposals"), draft).status()).isEqualTo(201);
    assertThat(towns.send("POST", "abel", in("/proposals"), draft).replay()).isTrue();
    check(
        towns.send(
            "POST", "abel", in("/proposals"), Map.of("id", same, "title", "Tres", "text", "x")),
        409,
        "idempotency_conflict");
    check(towns.send("GET", "alma", one(same, ""), null), 404, "not_found");
    towns.ok("POST", "abel", one(same, "/advance"), null);
    String parent = "";
    for (int depth = 1; depth <= 6; depth++) {
      Map<String, Object> said = new java.util.HashMap<>(Map.of("side", "for", "text", "Sí."));
      if (!parent.isEmpty()) {
        said.put("parent", parent);
      }
      TwoTowns.Answer answer = towns.send("POST", "alma", one(same, "/arguments"), said);
      check(answer, depth <= 5 ? 201 : 422, depth <= 5 ? null : "field_range");
      parent = answer.body().path("id").asText();
    }
    String own = Uuid7.at(clock.instant()).toString();
    Map<String, Object> question = Map.of("id", own, "side", "question", "text", "¿Cuándo?");
    towns.made("alma", one(same, "/arguments"), question);
    JsonNode amendment =
        towns.made(
            "alma",
            one(same, "/amendments"),
            Map.of(
                "baseText",
                towns.read("alma", one(same, "")).path("textHash").asText(),
                "text",
                "Dos hornos y leña."));
    JsonNode after =
        towns.ok(
            "POST",
            "abel",
            one(same, "/amendments/" + amendment.path("id").asText() + "/accept"),
            null);
    assertThat(after.path("text").asText()).isEqualTo("Dos hornos y leña.");
    assertThat(towns.read("alma", one(same, "/versions")).path("items")).hasSize(2);
    towns.ok("POST", "abel", one(same, "/withdraw"), Map.of("reason", "ya hay uno"));
    assertThat(towns.send("POST", "alma", one(same, "/arguments"), question).replay()).isTrue();
    check(
        towns.send(
            "POST", "alma", one(same, "/arguments"), Map.of("side", "for", "text", "Tarde.")),
        409,
        "wrong_state");
  }
}
