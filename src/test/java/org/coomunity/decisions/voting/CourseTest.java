package org.coomunity.decisions.voting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// The points on a request over its hours.
class CourseTest {
  private static Course random(Random random) {
    List<Course.Held> held = new ArrayList<>();
    int hour = 0;
    for (int n = random.nextInt(12); n > 0; n--) {
      hour += 1 + random.nextInt(90);
      held.add(new Course.Held(hour, random.nextInt(1_200)));
    }
    return Course.of(held);
  }

  @Property(tries = 200)
  void when_somebody_looked_makes_no_difference(
      @ForAll int seed,
      @ForAll @IntRange(max = 900) int hour,
      @ForAll @IntRange(max = 900) int look) {
    Course whole = random(new Random(seed));
    Course looked = whole.reached(Math.min(look, hour));
    assertThat(looked.at(hour)).isEqualTo(whole.at(hour));
    assertThat(looked.total()).isEqualTo(whole.total());
    assertThat(looked.changed()).isEqualTo(whole.changed());
  }

  @Property(tries = 100)
  void it_passes_when_it_says_so_and_not_an_hour_before(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 60_000) int points) {
    Course course = random(new Random(seed));
    BigInteger threshold = BigInteger.valueOf(points).shiftLeft(Conviction.PLACES);
    int now = course.changed();
    OptionalInt hours = course.passes(now, threshold);
    if (hours.isPresent()) {
      assertThat(course.at(now + hours.getAsInt())).isGreaterThanOrEqualTo(threshold);
      assertThat(
              hours.getAsInt() == 0
                  || course.at(now + hours.getAsInt() - 1).compareTo(threshold) < 0)
          .isTrue();
    } else {
      assertThat(course.at(now + 5_000)).isLessThan(threshold);
    }
  }

  @Test
  void hours_that_do_not_follow_each_other_are_no_course() {
    assertThatThrownBy(() -> Course.of(List.of(new Course.Held(4, 10), new Course.Held(4, 20))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Course.of(List.of()).at(900)).isZero();
    assertThat(Course.of(List.of()).passes(0, BigInteger.ONE)).isEmpty();
  }
}
