package org.coomunity.exchange.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coomunity.testing.TestServer.code;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.json.Json;
import org.coomunity.testing.TestClock;
import org.coomunity.testing.TestDatabase;
import org.coomunity.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The machine surface over HTTP. Accounts 1 and 2 may go 1,000 below zero, 2 holds at most 1,500;
/// 3 and 4 belong to another book.
class MachineHttpTest {
  private static final String BATCHES = "/ledger/v1/batches";

  private final TestClock clock = new TestClock();
  private final Database database = TestDatabase.fresh("platform", "ledger");
  private final Ledger ledger = new Ledger(database, clock);
  private final TestServer server = TestServer.start(ledger.routes()).operator("op").person("ana");
  private final String luka;
  private final String other;

  MachineHttpTest() {
    int[] books = new int[2];
    database.write(tx -> {
      books[0] = ledger.openBook(tx, "LUKA", 2);
      ledger.openAccount(tx, books[0], AccountKind.MEMBER, Limits.credit(1_000));
      ledger.openAccount(tx, books[0], AccountKind.MEMBER, new Limits(1_000L, false, 1_500L));
      books[1] = ledger.openBook(tx, "LUKA", 2);
      ledger.openAccount(tx, books[1], AccountKind.MEMBER, Limits.credit(1_000));
      return 0;
    });
    this.luka = "LUKA-" + books[0];
    this.other = "LUKA-" + books[1];
  }

  @AfterEach
  void close() {
    server.close();
    ledger.close();
    database.close();
  }

  private UUID id() {
    return Uuid7.at(clock.instant());
  }

  private Map<String, Object> move(UUID id, int from, int to, long amount, String... flags) {
    Map<String, Object> event = new HashMap<>();
    event.put("type", "transfer");
    event.put("id", id);
    event.put("debit", luka + ":" + from);
    event.put("credit", luka + ":" + to);
    event.put("currency", luka);
    event.put("amount", amount);
    event.put("flags", List.of(flags));
    return event;
  }

  private Map<String, Object> move(long amount, String... flags) {
    return move(id(), 1, 2, amount, flags);
  }

  private static Map<String, Object> with(Map<String, Object> event, String field, Object value) {
    Map<String, Object> more = new HashMap<>(event);
    more.put(field, value);
    return more;
  }

  private Map<String, Object> resolve(UUID id, UUID pending, String flag) {
    Map<String, Object> event = new HashMap<>();
    event.put("type", "transfer");
    event.put("id", id);
    event.put("currency", luka);
    event.put("pendingId", pending);
    event.put("flags", List.of(flag));
    return event;
  }

  private JsonNode book(String query, List<Map<String, Object>> events) {
    HttpResponse<String> answer = server.post("op", BATCHES + query, Map.of("events", events));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.read(answer.body(), JsonNode.class);
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private List<String> words(Map<String, Object>... events) {
    List<String> words = new ArrayList<>();
    book("", List.of(events))
        .path("results")
        .forEach(one -> words.add(one.path("status").asText()));
    return words;
  }

  private long balance(int account) {
    return ledger.account(Integer.parseInt(luka.substring(5)), account).orElseThrow().balance();
  }

  private JsonNode read(String path) {
    HttpResponse<String> answer = server.get("op", "/ledger/v1" + path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.read(answer.body(), JsonNode.class);
  }

  @Test
  void only_operators_find_the_machine_surface_open() {
    Map<String, Object> batch = Map.of("events", List.of(move(5)));
    assertThat(server.post(null, BATCHES, batch).statusCode()).isEqualTo(401);
    assertThat(server.post("ana", BATCHES, batch).statusCode()).isEqualTo(403);
    assertThat(server.get("ana", "/ledger/v1/accounts/" + luka + ":1").statusCode()).isEqualTo(403);
    assertThat(server.get("op", "/ledger/v1/accounts/" + luka + ":99").statusCode()).isEqualTo(404);
    assertThat(server.get("op", "/ledger/v1/accounts/1").statusCode()).isEqualTo(404);
    assertThat(server.get("op", "/ledger/v1/changes").statusCode()).isEqualTo(422);
    assertThat(balance(1)).isZero();
  }

  @Test
  void a_batch_that_is_not_well_written_is_refused_as_a_whole() {
    for (Map<String, Object> wrong :
        List.of(
            with(move(5), "type", "loan"),
            with(move(5), "code", 40_000),
            with(move(5, "pending"), "timeoutSeconds", 365L * 86_400 + 1),
            with(move(5), "words", "x".repeat(2_001)),
            with(move(5), "surprise", 1),
            with(move(5), "amount", 1.5))) {
      HttpResponse<String> answer =
          server.post("op", BATCHES, Map.of("events", List.of(move(7), wrong)));
      assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 422);
    }
    assertThat(code(server.post("op", BATCHES + "?dryRun=x", Map.of("events", List.of()))))
        .isEqualTo("field_format");
    assertThat(balance(1)).isZero();
  }

  @Test
  void a_repeat_exists_and_another_body_is_told_by_its_first_differing_field() {
    Map<String, Object> first = with(move(5), "words", "pan");
    assertThat(words(first)).containsExactly("created");
    assertThat(words(first)).containsExactly("exists");
    assertThat(
            words(
                with(first, "amount", 6),
                with(with(first, "debit", luka + ":2"), "credit", luka + ":1"),
                with(first, "code", 3),
                with(first, "words", "sal"),
                with(first, "flags", List.of("pending"))))
        .containsExactly(
            "exists_with_different_amount",
            "exists_with_different_debit_account_id",
            "exists_with_different_code",
            "exists_with_different_words",
            "exists_with_different_flags");
    Map<String, Object> reserved = with(move(5, "pending"), "timeoutSeconds", 60);
    assertThat(words(reserved)).containsExactly("created");
    clock.advance(Duration.ofSeconds(3));
    assertThat(words(reserved, with(reserved, "timeoutSeconds", 61)))
        .containsExactly("exists", "exists_with_different_timeout");
    assertThat(balance(1)).isEqualTo(-5);
  }

  @Test
  void events_that_contradict_themselves_are_answered_in_order_of_precedence() {
    Map<String, Object> one = move(5);
    Map<String, Object> bare = new HashMap<>(one);
    bare.remove("credit");
    assertThat(
            words(
                with(one, "validAt", "2020-01-01T00:00:00Z"),
                with(one, "flags", List.of("imported")),
                with(one, "flags", List.of("brave")),
                with(one, "id", new UUID(0, 0)),
                with(one, "id", new UUID(-1, -1)),
                with(one, "flags", List.of("pending", "post")),
                bare,
                move(id(), 1, 1, 5),
                with(one, "pendingId", id()),
                resolve(id(), new UUID(0, 0), "post"),
                with(one, "timeoutSeconds", 5),
                with(one, "flags", List.of("closingDebit")),
                with(one, "credit", other + ":1"),
                with(one, "currency", other),
                with(one, "amount", -1)))
        .containsExactly(
            "timestamp_must_be_zero",
            "imported_event_not_expected",
            "reserved_flag",
            "id_must_not_be_zero",
            "id_must_not_be_int_max",
            "flags_are_mutually_exclusive",
            "credit_account_id_must_not_be_zero",
            "accounts_must_be_different",
            "pending_id_must_be_zero",
            "pending_id_must_not_be_zero",
            "timeout_reserved_for_pending_transfer",
            "closing_transfer_must_be_pending",
            "accounts_must_have_the_same_ledger",
            "transfer_must_have_the_same_ledger_as_accounts",
            "amount_range");
    assertThat(balance(1)).isZero();
  }

  @Test
  void limits_and_unknown_accounts_say_no_and_retire_the_identifier() {
    Map<String, Object> much = move(1_001);
    assertThat(words(much, much, move(id(), 9, 1, 5), move(id(), 1, 9, 5)))
        .containsExactly(
            "exceeds_credits",
            "id_already_failed",
            "debit_account_not_found",
            "credit_account_not_found");
    assertThat(words(move(1_000), move(id(), 2, 1, 0))).containsExactly("created", "created");
    assertThat(words(with(move(5), "id", Uuid7.at(clock.instant().minus(Duration.ofDays(8))))))
        .containsExactly("id_time");
    JsonNode asked = book("", List.of(move(id(), 2, 1, 5_000, "balancingDebit")));
    assertThat(asked.at("/results/0/amount").asLong()).isEqualTo(2_000);
  }

  @Test
  void a_chain_is_booked_wholly_or_names_its_culprit() {
    assertThat(
            words(
                move(5),
                move(6, "linked"),
                move(5_000, "linked"),
                move(7),
                move(8),
                move(9, "linked")))
        .containsExactly(
            "created",
            "linked_event_failed",
            "exceeds_credits",
            "linked_event_failed",
            "created",
            "linked_event_chain_open");
    assertThat(balance(1)).isEqualTo(-13);
    assertThat(words(move(1, "linked"), move(2))).containsExactly("created", "created");
  }

  @Test
  void a_reservation_resolves_once_and_only_as_it_was_made() {
    UUID one = id();
    UUID two = id();
    assertThat(
            words(
                move(one, 1, 2, 100, "pending"),
                move(two, 1, 2, 50, "pending"),
                with(resolve(id(), one, "void"), "amount", 99),
                with(resolve(id(), one, "post"), "amount", 101),
                with(resolve(id(), one, "post"), "debit", luka + ":2"),
                with(resolve(id(), one, "post"), "credit", luka + ":1"),
                with(resolve(id(), one, "post"), "code", 9),
                with(resolve(id(), one, "post"), "amount", 60),
                resolve(id(), one, "void"),
                resolve(id(), two, "void"),
                resolve(id(), two, "post"),
                resolve(id(), id(), "post")))
        .containsExactly(
            "created",
            "created",
            "pending_transfer_has_different_amount",
            "exceeds_pending_transfer_amount",
            "pending_transfer_has_different_debit_account_id",
            "pending_transfer_has_different_credit_account_id",
            "pending_transfer_has_different_code",
            "created",
            "pending_transfer_already_posted",
            "created",
            "pending_transfer_already_voided",
            "pending_transfer_not_found");
    assertThat(balance(2)).isEqualTo(60);
    UUID single = id();
    assertThat(words(move(single, 1, 2, 1))).containsExactly("created");
    assertThat(words(resolve(id(), single, "post")))
        .containsExactly("pending_transfer_not_pending");
    UUID late = id();
    assertThat(words(with(move(late, 1, 2, 5, "pending"), "timeoutSeconds", 1)))
        .containsExactly("created");
    clock.advance(Duration.ofSeconds(2));
    assertThat(words(resolve(id(), late, "post"))).containsExactly("pending_transfer_expired");
  }

  @Test
  void a_closing_reservation_closes_its_account_until_it_is_voided() {
    UUID closing = id();
    Map<String, Object> close = move(closing, 1, 2, 0, "pending", "closingDebit");
    assertThat(words(close, move(5), move(id(), 2, 1, 5), close))
        .containsExactly(
            "created", "debit_account_already_closed", "credit_account_already_closed", "exists");
    assertThat(read("/accounts/" + luka + ":1").path("status").asText()).isEqualTo("suspended");
    assertThat(words(resolve(id(), closing, "void"), move(5)))
        .containsExactly("created", "created");
    assertThat(words(move(id(), 1, 2, 0, "linked", "pending", "closingDebit"), move(id(), 1, 2, 5)))
        .containsExactly("linked_event_failed", "debit_account_already_closed");
  }

  @Test
  void imported_history_keeps_its_time_and_knows_no_limits() {
    Map<String, Object> old = with(move(9_000, "imported"), "validAt", "2020-01-25T19:13:17Z");
    assertThat(
            words(
                old,
                old,
                with(old, "validAt", "2020-01-25T19:13:18Z"),
                move(5),
                move(5, "imported"),
                with(move(5, "imported"), "validAt", "2999-01-01T00:00:00Z")))
        .containsExactly(
            "created",
            "exists",
            "exists_with_different_timestamp",
            "imported_event_expected",
            "imported_event_timestamp_must_not_be_zero",
            "imported_event_timestamp_must_not_advance");
    assertThat(read("/transfers/" + old.get("id") + "?currency=" + luka).path("validAt").asText())
        .isEqualTo("2020-01-25T19:13:17Z");
  }

  @Test
  void asking_changes_nothing_not_even_an_identifier() {
    Map<String, Object> much = move(2_000);
    Map<String, Object> good = move(5);
    Map<String, Object> account =
        Map.of("type", "account", "id", id(), "currency", luka, "kind", "issuer");
    JsonNode asked = book("?dryRun=1", List.of(much, good, account, move(id(), 1, 2, 996)));
    assertThat(asked.path("results").findValuesAsText("status"))
        .containsExactly("exceeds_credits", "created", "created", "exceeds_credits");
    assertThat(balance(1)).isZero();
    assertThat(read("/changes?currency=" + luka).path("items")).isEmpty();
    assertThat(words(with(much, "amount", 10), good, account))
        .containsExactly("created", "created", "created");
  }

  @Test
  void an_account_is_opened_once_under_the_identifier_of_its_client() {
    Map<String, Object> account =
        Map.of("type", "account", "id", id(), "currency", luka, "kind", "issuer");
    JsonNode opened = book("", List.of(account)).at("/results/0");
    assertThat(opened.path("account").asText()).isEqualTo(luka + ":3");
    assertThat(book("", List.of(account)).at("/results/0/status").asText()).isEqualTo("exists");
    assertThat(
            words(
                with(account, "kind", "gateway"),
                with(account, "creditLimit", 5),
                with(account, "currency", "LUKA-9999"),
                with(account, "flags", List.of("pending")),
                move(5, "linked"),
                account,
                move(id(), 3, 1, 700)))
        .containsExactly(
            "exists_with_different_code",
            "exists_with_different_credit_limit",
            "ledger_not_found",
            "reserved_flag",
            "linked_event_failed",
            "linked_event_must_be_transfer",
            "created");
  }

  @Test
  void what_was_booked_can_be_read_page_by_page_and_at_a_time() {
    assertThat(words(move(1), move(2))).containsExactly("created", "created");
    String then = clock.instant().toString();
    clock.advance(Duration.ofMinutes(1));
    assertThat(words(move(4))).containsExactly("created");
    String account = "/accounts/" + luka + ":1";
    assertThat(read(account).path("balance").asText()).isEqualTo("-7");
    assertThat(read(account).path("debitsPosted").asText()).isEqualTo("7");
    assertThat(read(account + "?at=" + then).path("balance").asText()).isEqualTo("-3");
    assertThat(read(account + "/entries?at=" + then).path("items")).hasSize(2);
    JsonNode page = read(account + "/entries?limit=2");
    assertThat(page.path("items").findValuesAsText("seq")).containsExactly("1", "2");
    JsonNode rest = read(account + "/entries?limit=2&after=" + page.path("next").asText());
    assertThat(rest.path("items").findValuesAsText("debitBalance")).containsExactly("-7");
    assertThat(read("/changes?after=1&currency=" + luka).path("items")).hasSize(2);
  }
}
