package org.coomunity.decisions.circles;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.coomunity.TwoTowns;
import org.coomunity.testing.TestClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What is paid for sessions of a CoP of `alfa`: the levy, the silence, and those who go. In each
/// test others teach and learn, and none of them has anything before.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionMoneyTest {
  private final TestClock clock = new TestClock();
  private final TwoTowns towns = new TwoTowns(clock);
  private final AtomicInteger met = new AtomicInteger();

  /// A CoP of two, and a session one of them is going to teach the other for 5.00.
  private record Lesson(String teacher, String learner, String circle, String session) {}

  @BeforeAll
  void quiet() {
    enter("ada");
  }

  @AfterAll
  void close() {
    assertThat(towns.verified()).isEmpty();
    towns.close();
  }

  private void enter(String... who) {
    for (String one : who) {
      towns.again(one, TwoTowns.PASSWORD);
    }
  }

  private static String in(String rest) {
    return TwoTowns.in(TwoTowns.ALFA, rest);
  }

  private Lesson lesson() {
    enter("ada");
    int n = met.incrementAndGet();
    String teacher = "maestra" + n;
    String learner = "aprendiz" + n;
    towns.joined(TwoTowns.ALFA, teacher);
    towns.joined(TwoTowns.ALFA, learner);
    String circle =
        towns
            .made(
                teacher,
                in("/circles"),
                Map.of("kind", "cop", "name", "Pan", "purpose", "Pan.", "admission", "open"))
            .path("id")
            .asText();
    towns.ok("POST", learner, in("/circles/" + circle + "/join"), null);
    String session =
        towns
            .made(
                teacher,
                in("/circles/" + circle + "/sessions"),
                Map.of(
                    "title", "Pan de yuca",
                    "story", "Del horno.",
                    "place", "La cocina",
                    "startsAt", clock.instant().plus(Duration.ofHours(1)).toString(),
                    "minutes", 60,
                    "capacity", 4,
                    "price", "5.00"))
            .path("id")
            .asText();
    Lesson lesson = new Lesson(teacher, learner, circle, session);
    act(lesson, learner, "join", null);
    return lesson;
  }

  private void takesPlace(Lesson lesson) {
    clock.advance(Duration.ofHours(2));
    enter("ada", lesson.teacher(), lesson.learner());
  }

  private static String at(Lesson lesson) {
    return in("/circles/" + lesson.circle() + "/sessions/" + lesson.session());
  }

  private JsonNode act(Lesson lesson, String who, String act, @Nullable Map<String, Object> said) {
    return towns.ok("POST", who, at(lesson) + "/" + act, said);
  }

  private void teacherSaysYes(Lesson lesson) {
    act(lesson, lesson.teacher(), "confirm", Map.of("learner", lesson.learner(), "rating", 5));
  }

  private String balance(String who) {
    return account(who).path("balance").asText();
  }

  private JsonNode account(String who) {
    return towns.read(who, in("/accounts/" + who));
  }

  private long fund() {
    String balance = towns.read("ada", in("/fund")).path("balance").asText();
    return Long.parseLong(balance.replace(".", ""));
  }

  private static void await(BooleanSupplier heard) {
    for (int look = 0; look < 400 && !heard.getAsBoolean(); look++) {
      Thread.onSpinWait();
    }
    assertThat(heard.getAsBoolean()).isTrue();
  }

  @Test
  void a_session_pays_the_levy_like_a_trade_and_counts_as_an_exchange() {
    Lesson lesson = lesson();
    long before = fund();
    assertThat(account(lesson.learner()).path("reservedOut").asText()).isEqualTo("5.00");
    takesPlace(lesson);
    act(lesson, lesson.learner(), "confirm", Map.of("rating", 5));
    teacherSaysYes(lesson);
    assertThat(balance(lesson.teacher())).isEqualTo("4.90");
    assertThat(balance(lesson.learner())).isEqualTo("-5.00");
    assertThat(fund()).isEqualTo(before + 10);
    await(() -> given(lesson).equals("5.00"));
    JsonNode learned = towns.read(lesson.learner(), in("/members/" + lesson.learner() + "/ayni"));
    assertThat(learned.path("received").asText()).isEqualTo("5.00");
    assertThat(learned.path("partners").asInt()).isEqualTo(1);
  }

  private String given(Lesson lesson) {
    return towns
        .read(lesson.teacher(), in("/members/" + lesson.teacher() + "/ayni"))
        .path("given")
        .asText();
  }

  @Test
  void what_goes_back_takes_its_levy_along() {
    Lesson lesson = lesson();
    long before = fund();
    act(lesson, lesson.learner(), "leave", null);
    assertThat(account(lesson.learner()).path("reservedOut").asText()).isEqualTo("0.00");
    assertThat(fund()).isEqualTo(before);
    assertThat(towns.read("ada", in("/fund")).path("reserved").asText()).isEqualTo("0.00");
  }

  @Test
  void after_fourteen_days_of_silence_what_the_teacher_said_is_paid_and_nobody_is_rated() {
    Lesson said = lesson();
    Lesson silent = lesson();
    takesPlace(said);
    teacherSaysYes(said);
    clock.advance(Duration.ofDays(13));
    towns.platform().sweep();
    enter(said.learner());
    assertThat(account(said.learner()).path("reservedOut").asText())
        .as("too early")
        .isEqualTo("5.00");
    clock.advance(Duration.ofDays(1));
    assertThat(towns.platform().sweep()).isPositive();
    assertThat(towns.platform().sweep()).isZero();
    enter("ada", said.teacher(), said.learner(), silent.teacher(), silent.learner());
    assertThat(balance(said.teacher())).isEqualTo("4.90");
    assertThat(balance(said.learner())).isEqualTo("-5.00");
    assertThat(towns.read(said.learner(), at(said)).path("mine").asText()).isEqualTo("confirmed");
    assertThat(towns.read(said.teacher(), at(said)).path("state").asText()).isEqualTo("over");
    await(() -> given(said).equals("5.00"));
    JsonNode members =
        towns.read(said.learner(), in("/circles/" + said.circle() + "/members")).path("items");
    for (JsonNode member : members) {
      assertThat(member.path("rating").isMissingNode() || member.path("rating").isNull()).isTrue();
      assertThat(member.path("attended").asInt()).isZero();
    }
    assertThat(balance(silent.learner())).isEqualTo("0.00");
    assertThat(account(silent.learner()).path("reservedOut").asText()).isEqualTo("0.00");
    assertThat(towns.read(silent.learner(), at(silent)).path("mine").asText())
        .isEqualTo("returned");
  }

  private void goes(String who) {
    towns.ok("DELETE", who, "/me", Map.of("password", TwoTowns.PASSWORD));
  }

  @Test
  void a_teacher_who_takes_their_leave_lets_go_of_what_was_reserved() {
    Lesson lesson = lesson();
    goes(lesson.teacher());
    assertThat(account(lesson.learner()).path("reservedOut").asText()).isEqualTo("0.00");
    JsonNode session = towns.read(lesson.learner(), at(lesson));
    assertThat(session.path("state").asText()).isEqualTo("cancelled");
    assertThat(session.path("mine").asText()).isEqualTo("returned");
    assertThat(session.path("teacherName").asText()).doesNotContain(lesson.teacher());
  }

  @Test
  void a_learner_who_takes_their_leave_gives_their_place_back_and_the_next_one_may_come() {
    Lesson lesson = lesson();
    goes(lesson.learner());
    JsonNode session = towns.read(lesson.teacher(), at(lesson));
    assertThat(session.path("seated").asInt()).isZero();
    assertThat(session.path("state").asText()).isEqualTo("planned");
    assertThat(balance(lesson.teacher())).isEqualTo("0.00");
  }

  @Test
  void what_the_teacher_said_is_paid_before_either_is_gone() {
    Lesson first = lesson();
    Lesson other = lesson();
    takesPlace(first);
    enter(other.teacher(), other.learner());
    teacherSaysYes(first);
    teacherSaysYes(other);
    long before = fund();
    goes(first.learner());
    assertThat(balance(first.teacher())).isEqualTo("4.90");
    assertThat(fund()).isEqualTo(before + 10);
    goes(other.teacher());
    assertThat(balance(other.learner())).isEqualTo("-5.00");
    assertThat(towns.read(other.learner(), at(other)).path("mine").asText()).isEqualTo("confirmed");
    assertThat(List.of("cancelled", "over"))
        .contains(towns.read(other.learner(), at(other)).path("state").asText());
  }
}
