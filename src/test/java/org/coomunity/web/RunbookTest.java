package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.coomunity.analytics.pulse.AlertRule;
import org.junit.jupiter.api.Test;

/// What to do about an alert stands on the page that shows it.
class RunbookTest {
  @Test
  void each_alert_has_a_runbook_that_can_be_read_and_whose_links_lead_somewhere() {
    List<String> broken = new ArrayList<>();
    for (AlertRule rule : AlertRule.values()) {
      Runbook runbook = Runbook.of(rule.key()).orElseThrow(() -> new AssertionError(rule.key()));
      assertThat(runbook.title()).isEqualTo(rule.key());
      assertThat(runbook.blocks()).as(rule.key()).anyMatch(block -> block.kind().equals("ol"));
      runbook.blocks().stream()
          .flatMap(block -> block.lines().stream())
          .flatMap(List::stream)
          .filter(piece -> piece.kind().equals("link") && Runbook.of(piece.to()).isEmpty())
          .forEach(piece -> broken.add(rule.key() + " " + piece.to()));
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void the_marks_of_a_runbook_become_words_of_weight_things_typed_and_lists() {
    Runbook read =
        Runbook.read(
            "# Name\n\n**What.** See `status` at [start](start.md).\n\n1. One\n   more\n2. Two\n");
    assertThat(read.title()).isEqualTo("Name");
    assertThat(read.blocks()).hasSize(2);
    assertThat(read.blocks().getFirst().lines().getFirst())
        .extracting(Runbook.Piece::kind)
        .containsExactly("strong", "text", "code", "text", "link", "text");
    assertThat(read.blocks().get(1).lines()).hasSize(2);
    assertThat(read.blocks().get(1).lines().getFirst().getFirst().words()).isEqualTo("One more");
  }

  @Test
  void a_name_that_is_none_finds_nothing() {
    assertThat(Runbook.of("../i18n/en/web")).isEmpty();
    assertThat(Runbook.of("NoSuchAlert")).isEmpty();
    assertThat(Runbook.of("")).isEmpty();
  }
}
