package org.coomunity.decisions.circles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// What makes a level.
class CircleRulesTest {
  @Test
  void each_level_needs_sessions_hours_teaching_and_good_words() {
    assertThat(CircleRules.level(0, 0, 0, 0, 0)).isEqualTo(1);
    assertThat(CircleRules.level(3, 360, 0, 7, 2)).isEqualTo(2);
    assertThat(CircleRules.level(3, 359, 0, 10, 2)).as("a minute less").isEqualTo(1);
    assertThat(CircleRules.level(3, 360, 0, 0, 0)).as("nobody said anything").isEqualTo(1);
    assertThat(CircleRules.level(8, 900, 0, 8, 2)).isEqualTo(3);
    assertThat(CircleRules.level(8, 900, 0, 39, 10)).as("3.9 in the mean").isEqualTo(2);
    assertThat(CircleRules.level(15, 1_800, 1, 50, 10)).as("one taught").isEqualTo(3);
    assertThat(CircleRules.level(15, 1_800, 2, 42, 10)).isEqualTo(4);
    assertThat(CircleRules.level(25, 3_000, 5, 45, 10)).isEqualTo(5);
    assertThat(CircleRules.level(40, 4_800, 10, 47, 10)).isEqualTo(6);
    assertThat(CircleRules.level(60, 7_200, 20, 48, 10)).isEqualTo(7);
    assertThat(CircleRules.level(9_999, 999_999, 999, 35, 10)).as("no level skipped").isEqualTo(2);
  }

  @Test
  void more_of_anything_never_takes_a_level() {
    Random random = new Random(7);
    for (int n = 0; n < 2_000; n++) {
      int attended = random.nextInt(70);
      int minutes = random.nextInt(8_000);
      int taught = random.nextInt(25);
      int level = CircleRules.level(attended, minutes, taught, 48, 10);
      assertThat(CircleRules.level(attended + 1, minutes + 60, taught + 1, 49, 10))
          .isGreaterThanOrEqualTo(level);
    }
  }

  @Test
  void who_facilitates_teaches_only_while_nobody_has_come_far() {
    assertThat(CircleRules.teaches(true, 1, false)).isTrue();
    assertThat(CircleRules.teaches(true, 1, true)).isFalse();
    assertThat(CircleRules.teaches(false, 2, false)).isFalse();
    assertThat(CircleRules.teaches(false, 3, true)).isTrue();
  }
}
