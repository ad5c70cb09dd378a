package org.coomunity.exchange.komunitin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coomunity.exchange.komunitin.KomunitinTown.code;
import static org.coomunity.exchange.komunitin.KomunitinTown.json;
import static org.coomunity.exchange.komunitin.KomunitinTown.party;
import static org.coomunity.exchange.komunitin.KomunitinTown.stateOf;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Transfers of the Komunitin contract, from draft to booking, on the whole platform.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransfersTest {
  private KomunitinTown town;

  @BeforeAll
  void open() {
    town = new KomunitinTown();
  }

  @AfterAll
  void close() {
    town.close();
  }

  private UUID posted(String who, String payer, String payee, long amount, String state) {
    UUID id = UUID.randomUUID();
    HttpResponse<String> answer = town.post(who, town.transfer(id, payer, payee, amount, state));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return id;
  }

  @Test
  void a_payer_pays_and_a_repeat_has_one_effect() {
    long before = town.balance("tomas");
    long given = town.balance("maria");
    Map<String, Object> transfer =
        town.transfer(UUID.randomUUID(), "tomas", "maria", 125, "committed");
    HttpResponse<String> made = town.post("tomas", transfer);
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.headers().firstValue("Content-Type")).contains("application/vnd.api+json");
    JsonNode data = json(made).path("data");
    assertThat(data.path("type").asText()).isEqualTo("transfers");
    assertThat(data.path("attributes").path("state").asText()).isEqualTo("committed");
    assertThat(data.path("attributes").path("amount").asLong()).isEqualTo(125);
    assertThat(data.path("attributes").path("meta").path("description").asText()).isEqualTo("pan");
    assertThat(data.path("attributes").path("hash").asText()).matches("[0-9a-f]{32}");
    assertThat(data.path("relationships").path("payee").path("data").path("id").asText())
        .isEqualTo(town.account("maria"));
    assertThat(data.path("links").path("self").asText())
        .isEqualTo("http://127.0.0.1/komunitin/LUKA/transfers/" + transfer.get("id"));
    HttpResponse<String> again = town.post("tomas", transfer);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(json(again).path("data")).isEqualTo(data);
    assertThat(town.balance("tomas")).isEqualTo(before - 125);
    assertThat(town.balance("maria")).isEqualTo(given + 125);
    Map<String, Object> other = new LinkedHashMap<>(transfer);
    other.put("attributes", Map.of("amount", 126, "state", "committed", "meta", "pan"));
    HttpResponse<String> conflict = town.post("tomas", other);
    assertThat(conflict.statusCode()).isEqualTo(400);
    assertThat(code(conflict)).isEqualTo("BadRequest");
    assertThat(json(conflict).path("errors").path(0).path("meta").path("field").asText())
        .isEqualTo("amount");
  }

  @Test
  void a_draft_moves_nothing_until_it_is_committed() {
    long before = town.balance("tomas");
    UUID id = posted("tomas", "tomas", "maria", 30, "new");
    assertThat(town.balance("tomas")).isEqualTo(before);
    HttpResponse<String> edited =
        town.patch(
            "tomas",
            id,
            Map.of(
                "attributes", Map.of("amount", 40, "meta", "dos panes"),
                "relationships", Map.of("payee", party(town.account("caro")))));
    assertThat(edited.statusCode()).as(edited.body()).isEqualTo(200);
    assertThat(json(edited).path("data").path("attributes").path("amount").asLong()).isEqualTo(40);
    assertThat(stateOf(town.state("tomas", id, "new"))).isEqualTo("new");
    assertThat(town.patch("caro", id, Map.of("attributes", Map.of("amount", 1))).statusCode())
        .isEqualTo(403);
    assertThat(town.state("tomas", id, "rejected").statusCode()).isEqualTo(400);
    assertThat(town.state("tomas", id, "pending").statusCode()).isEqualTo(400);
    assertThat(stateOf(town.state("tomas", id, "committed"))).isEqualTo("committed");
    assertThat(town.balance("tomas")).isEqualTo(before - 40);
    assertThat(town.state("tomas", id, "committed").statusCode()).isEqualTo(200);
    assertThat(town.balance("tomas")).isEqualTo(before - 40);
    assertThat(town.patch("tomas", id, Map.of("attributes", Map.of("amount", 41))).statusCode())
        .isEqualTo(400);
    assertThat(town.state("tomas", id, "deleted").statusCode()).isEqualTo(400);
  }

  @Test
  void what_a_payee_asks_for_waits_for_the_payer() {
    long before = town.balance("caro");
    UUID accepted = posted("maria", "caro", "maria", 15, "committed");
    UUID rejected = posted("maria", "caro", "maria", 16, "committed");
    UUID deleted = posted("maria", "caro", "maria", 17, "committed");
    assertThat(stateOf(town.get("caro", "/LUKA/transfers/" + accepted))).isEqualTo("pending");
    assertThat(town.state("maria", accepted, "committed").statusCode()).isEqualTo(403);
    assertThat(stateOf(town.state("maria", accepted, "pending"))).isEqualTo("pending");
    assertThat(stateOf(town.state("caro", accepted, "committed"))).isEqualTo("committed");
    assertThat(town.balance("caro")).isEqualTo(before - 15);
    assertThat(town.state("maria", rejected, "rejected").statusCode()).isEqualTo(403);
    assertThat(stateOf(town.state("caro", rejected, "rejected"))).isEqualTo("rejected");
    assertThat(town.state("caro", rejected, "committed").statusCode()).isEqualTo(400);
    assertThat(delete("caro", rejected)).isEqualTo(403);
    assertThat(delete("maria", rejected)).isEqualTo(204);
    assertThat(delete("maria", deleted)).isEqualTo(204);
    assertThat(delete("maria", accepted)).isEqualTo(400);
    assertThat(town.state("caro", deleted, "committed").statusCode()).isEqualTo(400);
    assertThat(town.balance("caro")).isEqualTo(before - 15);
    List<String> ids = ids(town.read("maria", "/LUKA/transfers?page[size]=200"));
    assertThat(ids).contains(accepted.toString()).doesNotHaveDuplicates();
    assertThat(ids).doesNotContain(rejected.toString(), deleted.toString());
    assertThat(ids(town.read("maria", "/LUKA/transfers?filter[state]=deleted")))
        .contains(rejected.toString(), deleted.toString());
  }

  private int delete(String who, UUID id) {
    return town.send("DELETE", who, "/LUKA/transfers/" + id, null).statusCode();
  }

  private static List<String> ids(JsonNode document) {
    List<String> ids = new ArrayList<>();
    document.path("data").forEach(one -> ids.add(one.path("id").asText()));
    return ids;
  }

  @Test
  void a_payer_who_said_so_pays_unasked() {
    String settings = "/LUKA/accounts/" + town.account("caro") + "/settings";
    HttpResponse<String> changed =
        town.send(
            "PATCH",
            "caro",
            settings,
            Map.of(
                "data",
                Map.of(
                    "type",
                    "account-settings",
                    "attributes",
                    Map.of("acceptPaymentsWhitelist", List.of(town.account("tomas"))))));
    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    UUID listed = posted("tomas", "caro", "tomas", 5, "committed");
    UUID other = posted("maria", "caro", "maria", 5, "committed");
    assertThat(stateOf(town.get("tomas", "/LUKA/transfers/" + listed))).isEqualTo("committed");
    assertThat(stateOf(town.get("maria", "/LUKA/transfers/" + other))).isEqualTo("pending");
    JsonNode now = town.read("caro", settings).path("data").path("attributes");
    assertThat(now.path("acceptPaymentsWhitelist").path(0).asText())
        .isEqualTo(town.account("tomas"));
    assertThat(now.path("acceptPaymentsAutomatically").asBoolean()).isFalse();
    town.send(
        "PATCH",
        "caro",
        settings,
        Map.of("data", Map.of("attributes", Map.of("acceptPaymentsWhitelist", List.of()))));
    assertThat(
            town.read("caro", settings)
                .path("data")
                .path("attributes")
                .path("acceptPaymentsWhitelist"))
        .isEmpty();
    assertThat(town.get("maria", settings).statusCode()).isEqualTo(403);
    assertThat(town.get(null, settings).statusCode()).isEqualTo(401);
  }

  @Test
  void what_the_books_refuse_has_failed() {
    Map<String, Object> much =
        town.transfer(UUID.randomUUID(), "caro", "maria", 900_000, "committed");
    HttpResponse<String> refused = town.post("caro", much);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(code(refused)).isEqualTo("InsufficientBalance");
    JsonNode error = json(refused).path("errors").path(0);
    assertThat(error.path("status").asText()).isEqualTo("400");
    assertThat(error.path("detail").asText()).isNotBlank();
    assertThat(error.path("title").asText()).isEqualTo("Credit limit");
    UUID id = UUID.fromString((String) much.get("id"));
    assertThat(stateOf(town.get("caro", "/LUKA/transfers/" + id))).isEqualTo("failed");
    assertThat(town.post("caro", much).statusCode()).isEqualTo(400);
    assertThat(town.state("caro", id, "committed").statusCode()).isEqualTo(400);
    assertThat(delete("caro", id)).isEqualTo(204);
  }

  @Test
  void bad_bodies_say_where_they_are_bad() {
    Map<String, Object> good = town.transfer(UUID.randomUUID(), "tomas", "maria", 1, "committed");
    for (Map<String, Object> attributes :
        List.<Map<String, Object>>of(
            Map.of("amount", -10, "state", "committed"),
            Map.of("amount", 0, "state", "committed"),
            Map.of("amount", 10.5, "state", "committed"),
            Map.of("amount", "10", "state", "committed"),
            Map.of("amount", 10, "state", "invalid"),
            Map.of("amount", 10, "state", "pending"),
            Map.of("state", "committed"),
            Map.of("amount", 10),
            Map.of("amount", 10, "state", "committed", "balance", 3),
            Map.of("amount", 10, "state", "committed", "meta", 3),
            Map.of("amount", 10, "state", "committed", "authorization", Map.of("type", "tag")))) {
      Map<String, Object> bad = new LinkedHashMap<>(good);
      bad.put("attributes", attributes);
      HttpResponse<String> answer = town.post("tomas", bad);
      assertThat(answer.statusCode()).as(attributes.toString()).isEqualTo(400);
      assertThat(code(answer)).isEqualTo("FieldValidationError");
      assertThat(json(answer).path("errors").path(0).path("source").path("pointer").asText())
          .as(attributes.toString())
          .startsWith("/data/attributes/");
    }
    Map<String, Object> same = new LinkedHashMap<>(good);
    same.put(
        "relationships",
        Map.of("payer", party(town.account("tomas")), "payee", party(town.account("tomas"))));
    assertThat(town.post("tomas", same).statusCode()).isEqualTo(400);
    Map<String, Object> nobody = new LinkedHashMap<>(good);
    nobody.put(
        "relationships",
        Map.of(
            "payer", party(town.account("tomas")), "payee", party(UUID.randomUUID().toString())));
    assertThat(code(town.post("tomas", nobody))).isEqualTo("NotFound");
    Map<String, Object> outside = new LinkedHashMap<>(good);
    outside.put(
        "relationships",
        Map.of(
            "payer",
            party(town.account("tomas")),
            "payee",
            Map.of(
                "data",
                Map.of(
                    "type",
                    "accounts",
                    "id",
                    UUID.randomUUID().toString(),
                    "meta",
                    Map.of("external", true, "href", "https://else.example/a/b")))));
    assertThat(code(town.post("tomas", outside))).isEqualTo("NoTrustPath");
    assertThat(code(town.send("POST", "tomas", "/LUKA/transfers", Map.of("datum", good))))
        .isEqualTo("FieldValidationError");
    assertThat(town.send("POST", "tomas", "/LUKA/transfers", List.of(good)).statusCode())
        .isEqualTo(400);
  }

  @Test
  void nobody_pays_from_the_account_of_another_but_an_admin() {
    Map<String, Object> theirs = town.transfer(UUID.randomUUID(), "maria", "caro", 5, "committed");
    assertThat(town.post("tomas", theirs).statusCode()).isEqualTo(403);
    long before = town.balance("maria");
    assertThat(town.post("luz", theirs).statusCode()).isEqualTo(201);
    assertThat(town.balance("maria")).isEqualTo(before - 5);
    String path = "/LUKA/transfers/" + theirs.get("id");
    assertThat(town.get("caro", path).statusCode()).isEqualTo(200);
    assertThat(town.get("luz", path).statusCode()).isEqualTo(200);
    assertThat(town.get("tomas", path).statusCode()).isEqualTo(404);
    assertThat(town.get(null, path).statusCode()).isEqualTo(401);
    assertThat(town.get("zoe", path).statusCode()).isEqualTo(404);
    assertThat(town.get("zoe", "/LUKA.pachamama/transfers").statusCode()).isEqualTo(404);
    assertThat(town.post("tomas", theirs).statusCode()).isEqualTo(403);
  }

  @Test
  void a_list_of_payments_is_booked_together_or_not_at_all() {
    long before = town.balance("luz");
    List<Map<String, Object>> many = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      many.add(town.transfer(UUID.randomUUID(), "luz", "caro", 2, "committed"));
    }
    HttpResponse<String> made = town.post("luz", many);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(json(made).path("data")).hasSize(40);
    assertThat(town.balance("luz")).isEqualTo(before - 80);
    assertThat(town.post("luz", many).statusCode()).isEqualTo(200);
    assertThat(town.balance("luz")).isEqualTo(before - 80);
    List<Map<String, Object>> over =
        List.of(
            town.transfer(UUID.randomUUID(), "luz", "caro", 1, "committed"),
            town.transfer(UUID.randomUUID(), "luz", "caro", 900_000, "committed"));
    HttpResponse<String> refused = town.post("luz", over);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(code(refused)).isEqualTo("InsufficientBalance");
    assertThat(json(refused).path("errors").path(0).path("meta").path("transfer").asText())
        .isEqualTo(over.get(1).get("id"));
    assertThat(town.balance("luz")).isEqualTo(before - 80);
    List<Map<String, Object>> mixed =
        List.of(
            town.transfer(UUID.randomUUID(), "luz", "caro", 1, "committed"),
            town.transfer(UUID.randomUUID(), "luz", "caro", 1, "new"),
            town.transfer(UUID.randomUUID(), "caro", "luz", 1, "committed"));
    JsonNode states = json(town.post("luz", mixed)).path("data");
    assertThat(states.findValuesAsText("state")).containsExactly("committed", "new", "pending");
  }

  @Test
  void lists_come_in_pages_with_filters_and_an_order() {
    for (int i = 1; i <= 7; i++) {
      posted("tomas", "tomas", "maria", i, i % 2 == 0 ? "new" : "committed");
    }
    Set<String> seen = new HashSet<>();
    String next =
        "/LUKA/transfers?page[size]=3&sort=-created&filter[account]=" + town.account("maria");
    String newest = "";
    int pages = 0;
    while (!next.isEmpty()) {
      JsonNode page = town.read("tomas", next);
      for (JsonNode one : page.path("data")) {
        assertThat(seen.add(one.path("id").asText())).isTrue();
        String created = one.path("attributes").path("created").asText();
        assertThat(newest.isEmpty() || created.compareTo(newest) <= 0).isTrue();
        newest = created;
      }
      String link = page.path("links").path("next").asText();
      assertThat(link.isEmpty() || link.startsWith("http://127.0.0.1/komunitin/LUKA/")).isTrue();
      next = link.replace("http://127.0.0.1/komunitin", "");
      pages++;
    }
    assertThat(seen).hasSizeGreaterThanOrEqualTo(7);
    assertThat(pages).isEqualTo((seen.size() + 2) / 3);
    JsonNode drafts = town.read("tomas", "/LUKA/transfers?filter[state]=new,failed&sort=created");
    assertThat(drafts.findValuesAsText("state")).isNotEmpty().doesNotContain("committed");
    JsonNode paid = town.read("tomas", "/LUKA/transfers?filter[payer]=" + town.account("maria"));
    paid.path("data")
        .forEach(one ->
            assertThat(one.path("relationships").path("payer").path("data").path("id").asText())
                .isEqualTo(town.account("maria")));
    JsonNode included =
        town.read("tomas", "/LUKA/transfers?page[size]=2&include=payer,payee,currency")
            .path("included");
    assertThat(included.findValuesAsText("type")).contains("accounts", "currencies");
    JsonNode sparse = town.read("tomas", "/LUKA/transfers?page[size]=1&fields[transfers]=amount");
    assertThat(sparse.path("data").path(0).path("attributes")).hasSize(1);
    for (String bad :
        List.of(
            "page[size]=0",
            "page[size]=201",
            "page[after]=-1",
            "page[after]=10001",
            "sort=amount",
            "sort=created;drop",
            "filter[words]=pan",
            "filter[state]=lost",
            "filter[payer]=tomas",
            "include=users",
            "limit=3")) {
      HttpResponse<String> answer = town.get("tomas", "/LUKA/transfers?" + bad);
      assertThat(answer.statusCode()).as(bad).isEqualTo(400);
      assertThat(code(answer)).as(bad).isEqualTo("FieldValidationError");
    }
  }
}
