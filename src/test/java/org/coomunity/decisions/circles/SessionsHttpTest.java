package org.coomunity.decisions.circles;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.coomunity.TwoTowns;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.testing.TestClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Abel teaches bread in a CoP of `alfa`; Alma, Ada and their neighbours learn.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionsHttpTest {
  private static final int NEIGHBOURS = 8;

  private final TestClock clock = new TestClock();
  private final TwoTowns towns = new TwoTowns(clock);
  private final List<String> neighbours = new ArrayList<>();
  private String cop = "";

  @BeforeEach
  void settle() {
    if (neighbours.isEmpty()) {
      for (int n = 0; n < NEIGHBOURS; n++) {
        towns.joined(TwoTowns.ALFA, "vecina" + n);
        neighbours.add("vecina" + n);
      }
    }
    enter();
    cop =
        towns
            .made(
                "abel",
                in(""),
                Map.of("kind", "cop", "name", "Pan", "purpose", "Hornear.", "admission", "open"))
            .path("id")
            .asText();
    join("alma");
    join("ada");
  }

  private void enter() {
    for (String who : List.of("ada", "abel", "alma")) {
      towns.again(who, TwoTowns.PASSWORD);
    }
  }

  @AfterAll
  void close() {
    assertThat(towns.verified()).isEmpty();
    towns.close();
  }

  private void join(String who) {
    towns.ok("POST", who, in("/" + cop + "/join"), null);
  }

  private static String in(String rest) {
    return TwoTowns.in(TwoTowns.ALFA, "/circles" + rest);
  }

  private Map<String, Object> draft(int capacity, String price) {
    Map<String, Object> draft = new HashMap<>();
    draft.put("id", Uuid7.at(clock.instant()).toString());
    draft.put("title", "Pan de yuca");
    draft.put("story", "Del horno a la mesa.");
    draft.put("place", "La cocina de Abel");
    draft.put("startsAt", clock.instant().plus(Duration.ofHours(1)).toString());
    draft.put("minutes", 150);
    draft.put("capacity", capacity);
    draft.put("price", price);
    clock.advance(Duration.ofMillis(5));
    return draft;
  }

  private String planned(int capacity, String price) {
    return towns
        .made("abel", in("/" + cop + "/sessions"), draft(capacity, price))
        .path("id")
        .asText();
  }

  private String at(String session, String act) {
    return in("/" + cop + "/sessions/" + session + act);
  }

  private TwoTowns.Answer act(String who, String session, String act) {
    return towns.send("POST", who, at(session, "/" + act), null);
  }

  private TwoTowns.Answer confirm(String who, String session, Map<String, Object> said) {
    return towns.send("POST", who, at(session, "/confirm"), said);
  }

  private JsonNode account(String who) {
    return towns.read(who, TwoTowns.in(TwoTowns.ALFA, "/accounts/" + who));
  }

  private String reserved(String who) {
    return account(who).path("reservedOut").asText();
  }

  private double balance(String who) {
    return account(who).path("balance").asDouble();
  }

  @Test
  void what_a_learner_pays_is_reserved_and_posted_once_both_say_that_it_took_place() {
    String before = reserved("alma");
    double taught = balance("abel");
    String session = planned(5, "4.00");
    assertThat(act("alma", session, "join").body().path("mine").asText()).isEqualTo("seated");
    assertThat(act("alma", session, "join").body().path("seated").asInt()).isEqualTo(1);
    assertThat(Double.parseDouble(reserved("alma")) - Double.parseDouble(before)).isEqualTo(4.0);
    assertThat(confirm("alma", session, Map.of("rating", 5)).code())
        .as("before it began")
        .isEqualTo("wrong_state");
    clock.advance(Duration.ofHours(2));
    enter();
    assertThat(act("ada", session, "join").code()).as("joined late").isEqualTo("wrong_state");
    assertThat(act("alma", session, "leave").code()).isEqualTo("wrong_state");
    assertThat(confirm("alma", session, Map.of("rating", 6)).code()).isEqualTo("rating_range");
    assertThat(confirm("ada", session, Map.of("rating", 5)).code()).isEqualTo("not_allowed");
    assertThat(confirm("abel", session, Map.of("rating", 5)).code()).isEqualTo("field_missing");
    confirm("alma", session, Map.of("rating", 5));
    assertThat(balance("abel")).isEqualTo(taught);
    JsonNode done = confirm("abel", session, Map.of("learner", "alma", "rating", 4)).body();
    assertThat(done.path("seats").get(0).path("state").asText()).isEqualTo("confirmed");
    assertThat(balance("abel")).as("two in a hundred are for all").isEqualTo(taught + 3.92);
    assertThat(reserved("alma")).isEqualTo(before);
    confirm("abel", session, Map.of("learner", "alma", "rating", 4));
    assertThat(balance("abel")).as("once").isEqualTo(taught + 3.92);
    String members = towns.read("alma", in("/" + cop + "/members")).toString();
    assertThat(members).contains("\"attended\":1", "\"taught\":1", "\"hours\":\"2.50\"");
    assertThat(act("abel", session, "cancel").code()).isEqualTo("wrong_state");
  }

  @Test
  void what_was_reserved_goes_back_when_nobody_teaches() {
    String before = reserved("alma");
    String session = planned(5, "4.00");
    act("alma", session, "join");
    assertThat(act("alma", session, "absent").code()).as("too early").isEqualTo("wrong_state");
    clock.advance(Duration.ofHours(2));
    enter();
    assertThat(act("alma", session, "absent").body().path("mine").asText()).isEqualTo("returned");
    assertThat(act("alma", session, "absent").status()).isEqualTo(200);
    assertThat(reserved("alma")).isEqualTo(before);
    assertThat(confirm("abel", session, Map.of("learner", "alma", "rating", 5)).code())
        .as("nobody is rated")
        .isEqualTo("wrong_state");

    String called = planned(5, "4.00");
    act("alma", called, "join");
    assertThat(act("alma", called, "cancel").code()).isEqualTo("not_allowed");
    assertThat(act("abel", called, "cancel").body().path("state").asText()).isEqualTo("cancelled");
    assertThat(reserved("alma")).isEqualTo(before);
    assertThat(act("ada", called, "join").code()).isEqualTo("wrong_state");
  }

  @Test
  void no_place_is_given_twice_and_those_who_wait_come_in_order() throws Exception {
    neighbours.forEach(this::join);
    String session = planned(3, "1.00");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<TwoTowns.Answer>> asked = new ArrayList<>();
      for (String who : neighbours) {
        asked.add(threads.submit(() -> act(who, session, "join")));
        asked.add(threads.submit(() -> act(who, session, "join")));
      }
      for (Future<TwoTowns.Answer> one : asked) {
        assertThat(one.get().status()).as(one.get().toString()).isEqualTo(200);
      }
    }
    JsonNode full = towns.read("abel", at(session, ""));
    assertThat(full.path("seated").asInt()).isEqualTo(3);
    assertThat(full.path("waiting").asInt()).isEqualTo(NEIGHBOURS - 3);
    List<String> seated = new ArrayList<>();
    List<String> waiting = new ArrayList<>();
    full.path("seats")
        .forEach(seat ->
            (seat.path("state").asText().equals("seated") ? seated : waiting)
                .add(seat.path("handle").asText()));
    for (String who : neighbours) {
      assertThat(reserved(who)).isEqualTo(seated.contains(who) ? "1.00" : "0.00");
    }
    act(seated.getFirst(), session, "leave");
    assertThat(reserved(seated.getFirst())).isEqualTo("0.00");
    String next = waiting.getFirst();
    assertThat(towns.read(next, at(session, "")).path("mine").asText()).isEqualTo("seated");
    assertThat(reserved(next)).isEqualTo("1.00");
    assertThat(towns.read("abel", at(session, "")).path("seated").asInt()).isEqualTo(3);
  }

  @Test
  void who_has_nothing_free_gets_no_place_and_the_teacher_moves_the_time() {
    String dear = planned(5, "500.00");
    assertThat(act("alma", dear, "join").code()).isEqualTo("credit_limit");
    assertThat(towns.read("alma", at(dear, "")).path("seated").asInt()).isZero();
    String gift = planned(1, "0");
    assertThat(act("alma", gift, "join").body().path("mine").asText()).isEqualTo("seated");
    assertThat(act("ada", gift, "join").body().path("mine").asText()).isEqualTo("waiting");
    assertThat(act("abel", gift, "join").code()).isEqualTo("same_member");
    String later = clock.instant().plus(Duration.ofDays(2)).toString();
    assertThat(towns.send("PATCH", "alma", at(gift, ""), Map.of("startsAt", later)).code())
        .isEqualTo("not_allowed");
    JsonNode moved = towns.ok("PATCH", "abel", at(gift, ""), Map.of("place", "El patio"));
    assertThat(moved.path("place").asText()).isEqualTo("El patio");
    assertThat(towns.read("alma", at(gift, "")).path("seats")).as("only one's own").hasSize(1);
  }

  @Test
  void who_has_not_come_far_does_not_teach_and_bad_input_gets_its_code() {
    String sessions = in("/" + cop + "/sessions");
    assertThat(towns.send("POST", "alma", sessions, draft(5, "0")).code()).isEqualTo("not_allowed");
    Map<Map<String, Object>, String> bad =
        Map.of(
            Map.of("capacity", 0), "field_range",
            Map.of("capacity", 201), "field_range",
            Map.of("minutes", 5), "field_range",
            Map.of("price", "-1"), "amount_range",
            Map.of("price", "1.001"), "amount_scale",
            Map.of("startsAt", clock.instant().toString()), "expiry_past",
            Map.of("title", "x"), "field_length");
    bad.forEach((fault, code) -> {
      Map<String, Object> draft = draft(5, "1.00");
      draft.putAll(fault);
      assertThat(towns.send("POST", "abel", sessions, draft).code())
          .as(fault.toString())
          .isEqualTo(code);
    });
    assertThat(towns.send("GET", "bea", sessions, null).status()).isEqualTo(404);
    assertThat(towns.send("GET", "alma", at(cop, ""), null).status()).isEqualTo(404);
  }
}
