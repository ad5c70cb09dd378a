package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.coomunity.base.platform.http.Answer;
import org.junit.jupiter.api.Test;

/// What is given away as a file, and what is drawn from the same figures.
class SheetTest {
  private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");

  private static String file(String... cells) {
    Sheet sheet =
        new Sheet(
            "figures",
            List.of("a", "b"),
            List.of(List.of(cells).stream().map(Sheet.Cell::of).toList()));
    Answer answer = sheet.csv();
    assertThat(answer.headers())
        .containsEntry("Content-Disposition", "attachment; filename=\"figures.csv\"");
    return new String((byte[]) answer.body(), StandardCharsets.UTF_8);
  }

  @Test
  void a_cell_that_would_be_a_formula_is_no_formula() {
    assertThat(file("=HYPERLINK(\"http://x\")", "@sum"))
        .isEqualTo("a,b\r\n\"'=HYPERLINK(\"\"http://x\"\")\",\"'@sum\"\r\n");
    assertThat(file("+1-2", "\tx")).contains("\"'+1-2\"", "\"'\tx\"");
  }

  @Test
  void a_figure_below_zero_stays_a_figure_and_words_with_commas_stay_one_cell() {
    assertThat(file("-12.5", "a, \"b\"")).isEqualTo("a,b\r\n-12.5,\"a, \"\"b\"\"\"\r\n");
    assertThat(Sheet.plain(0.00001)).isEqualTo("0.00001");
    assertThat(Sheet.plain(Double.NaN)).isEmpty();
    assertThat(Sheet.plain(null)).isEmpty();
  }

  private static Chart drawn(double... values) {
    SortedMap<Instant, Double> points = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      points.put(BEGIN.plus(Duration.ofHours(i)), values[i]);
    }
    return Chart.of(
        "x",
        "X",
        "count",
        List.of(new Chart.Series("x", points)),
        new Sheet("x", List.of(), List.of()));
  }

  @Test
  void a_line_begins_at_the_first_moment_and_ends_at_the_last() {
    Chart chart = drawn(0, 5, 10);
    assertThat(chart.lines().getFirst().points()).isEqualTo("0.0,158.0 300.0,80.0 600.0,2.0");
    assertThat(chart.most()).isEqualTo(10);
    assertThat(drawn(0, 0).lines().getFirst().points()).isEqualTo("0.0,158.0 600.0,158.0");
  }

  @Test
  void a_single_figure_is_no_line_and_many_are_thinned() {
    assertThat(drawn(3).drawn()).isFalse();
    assertThat(drawn(new double[1_440]).lines().getFirst().points().split(" ", -1))
        .hasSizeBetween(200, 300);
  }
}
