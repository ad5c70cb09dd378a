package org.coomunity.decisions.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Refused;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LearningRulesTest {
  private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

  private static Content.Question question(
      QuestionKind kind, int ondas, @Nullable List<Integer> right) {
    List<String> options = kind.choices() ? List.of("uno", "dos", "tres") : null;
    Integer from = kind == QuestionKind.SLIDER ? 0 : null;
    Integer to = kind == QuestionKind.SLIDER ? 10 : null;
    return new Content.Question(
        new UUID(0, 7),
        kind,
        0,
        ondas,
        List.of(new Content.Prompt("es", "¿Qué?", options, null)),
        right,
        from,
        to);
  }

  private static Lesson.Reply choice(Integer... options) {
    return new Lesson.Reply(1, List.of(options), null, null);
  }

  private static String nearest(Language reader, String main, String... there) {
    return LearningRules.nearest(List.of(there), tag -> tag, reader, main);
  }

  @Test
  void a_reader_gets_their_own_language_else_a_sister_else_english_else_the_main_one() {
    assertThat(nearest(Language.PT, "en", "en", "es", "pt")).isEqualTo("pt");
    assertThat(nearest(Language.PT, "en", "en", "es")).isEqualTo("es");
    assertThat(nearest(Language.JA, "es", "es", "en")).isEqualTo("en");
    assertThat(nearest(Language.JA, "es", "fr", "es")).isEqualTo("es");
  }

  @Test
  void what_is_right_gives_the_promise_and_what_is_not_gives_the_least() {
    Content.Question attention = question(QuestionKind.ATTENTION, 3, List.of(1));
    LearningRules.Verdict right = LearningRules.verdict(attention, choice(1), false);
    assertThat(right.correct()).isTrue();
    assertThat(right.ondas()).isEqualTo(3);
    LearningRules.Verdict other = LearningRules.verdict(attention, choice(0), false);
    assertThat(other.correct()).isFalse();
    assertThat(other.ondas()).isEqualTo(1);
    Content.Question several = question(QuestionKind.MULTIPLE_CHOICE, 3, List.of(0, 2));
    assertThat(LearningRules.verdict(several, choice(2, 0, 2), false).correct()).isTrue();
    assertThat(LearningRules.verdict(several, choice(0), false).ondas()).isEqualTo(1);
    assertThat(LearningRules.verdict(question(QuestionKind.PROFILING, 5, null), choice(2), false))
        .isEqualTo(new LearningRules.Verdict(List.of(2), null, null, null, 5));
  }

  @Test
  void who_wrote_it_earns_nothing_by_answering_it() {
    assertThat(
            LearningRules.verdict(question(QuestionKind.ATTENTION, 3, List.of(1)), choice(1), true)
                .ondas())
        .isZero();
  }

  @Test
  void a_reply_that_does_not_fit_its_question_is_refused_with_its_field() {
    Content.Question attention = question(QuestionKind.ATTENTION, 1, List.of(1));
    Content.Question slider = question(QuestionKind.SLIDER, 1, null);
    Content.Question summary = question(QuestionKind.SUMMARY, 7, null);
    List<Runnable> tries =
        List.of(
            () -> LearningRules.verdict(attention, choice(), false),
            () -> LearningRules.verdict(attention, choice(3), false),
            () -> LearningRules.verdict(attention, choice(-1), false),
            () -> LearningRules.verdict(attention, choice(0, 1), false),
            () -> LearningRules.verdict(attention, new Lesson.Reply(1, List.of(0), 4, null), false),
            () -> LearningRules.verdict(slider, choice(1), false),
            () -> LearningRules.verdict(slider, new Lesson.Reply(1, null, 11, null), false),
            () -> LearningRules.verdict(slider, new Lesson.Reply(1, null, null, null), false),
            () -> LearningRules.verdict(summary, new Lesson.Reply(1, null, null, "corto"), false),
            () ->
                LearningRules.verdict(
                    summary, new Lesson.Reply(1, null, null, "a".repeat(100)), false));
    tries.forEach(one ->
        assertThatThrownBy(one::run)
            .isInstanceOfSatisfying(Refused.class, no -> assertThat(no.faults()).hasSize(1)));
    String words = "Aprendí que dar y recibir se equilibran con el tiempo.";
    assertThat(
            LearningRules.verdict(summary, new Lesson.Reply(1, null, null, words), false).ondas())
        .isEqualTo(7);
  }

  @Test
  void nobody_decides_about_their_own_work_unless_nobody_else_may() {
    assertThat(LearningRules.mayDecide(1, 2, 2, List.of(1, 2))).isTrue();
    assertThat(LearningRules.mayDecide(2, 2, 2, List.of(1, 2))).isFalse();
    assertThat(LearningRules.mayDecide(1, 2, 1, List.of(1, 2, 3))).isFalse();
    assertThat(LearningRules.mayDecide(2, 2, 2, List.of(2))).isTrue();
  }

  @Test
  void a_week_without_learning_takes_nothing_away() {
    LocalDate now = LocalDate.parse("2026-03-02");
    List<LocalDate> three = List.of(now.minusWeeks(3), now.minusWeeks(2), now.minusWeeks(1));
    assertThat(LearningRules.together(three, now)).as("this week is still to come").isEqualTo(3);
    assertThat(LearningRules.together(three, now.plusWeeks(1))).isZero();
    assertThat(LearningRules.latest(List.of(new Progress.Week(now, 2, 4)), now))
        .hasSize(12)
        .last()
        .isEqualTo(new Progress.Week(now, 2, 4));
  }

  @Property(tries = 200)
  void answers_told_in_any_order_and_more_than_once_give_the_same_progress(
      @ForAll @Size(max = 40) List<@IntRange(max = 400_000) Integer> minutes, @ForAll long seed) {
    List<LearningRules.Fact> facts = new ArrayList<>();
    for (int n = 0; n < minutes.size(); n++) {
      Instant at = START.plus(Duration.ofMinutes(minutes.get(n)));
      facts.add(new LearningRules.Fact(new UUID(0, n), new UUID(1, n % 5), n % 8, at));
    }
    List<LearningRules.Fact> again = new ArrayList<>(facts);
    again.addAll(facts);
    Collections.shuffle(again, new Random(seed));
    List<Progress.Week> weeks = LearningRules.weeks(again);
    assertThat(weeks).isEqualTo(LearningRules.weeks(facts));
    assertThat(weeks.stream().mapToInt(Progress.Week::answers).sum()).isEqualTo(facts.size());
    assertThat(weeks.stream().mapToInt(Progress.Week::ondas).sum())
        .isEqualTo(facts.stream().mapToInt(LearningRules.Fact::ondas).sum());
  }
}
