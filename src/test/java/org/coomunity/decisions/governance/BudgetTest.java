package org.coomunity.decisions.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A budget that a community shares out among projects: from the draft to the accounts of those who
/// receive it. Two thirds like the same two projects, and one third another.
class BudgetTest {
  private final GovernanceTown town = new GovernanceTown(12);

  @AfterEach
  void close() {
    town.close();
  }

  private static Refused no(Runnable act) {
    Refused refused = catchThrowableOfType(Refused.class, act::run);
    assertThat(refused).isNotNull();
    return refused;
  }

  private Proposal.Draft common() {
    return town.budget("60.00", "horno 30.00 m4", "huerta 30.00 m5", "radio 20.00 m6");
  }

  private void voted(UUID id) {
    for (int no = 1; no <= 6; no++) {
      town.cast(no, id, Map.of("horno", 5, "huerta", 5));
    }
    for (int no = 7; no <= 9; no++) {
      town.cast(no, id, Map.of("radio", 4));
    }
  }

  private Proposal.Budget shared(UUID id) {
    return Objects.requireNonNull(town.governance.tally(GovernanceTown.standing(9), id).budget());
  }

  @Test
  void a_third_of_the_voters_gets_its_third_and_everybody_counts_the_same(@TempDir Path folder)
      throws InterruptedException, IOException {
    UUID id = town.voted(common());
    assertThat(town.governance.proposal(GovernanceTown.standing(1), id).kind())
        .isEqualTo("treasury");
    voted(id);
    assertThat(town.ended(id)).isEqualTo("queued");
    Proposal.Budget budget = shared(id);
    assertThat(budget.funded()).hasSize(2).contains("radio");
    assertThat(List.of(budget.amount(), budget.spent(), budget.left()))
        .containsExactly("60.00", "50.00", "10.00");
    assertThat(budget.greedy()).containsExactlyInAnyOrder("horno", "huerta");
    assertThat(budget.greedySpent()).isEqualTo("60.00");
    assertThat(town.governance.tally(GovernanceTown.standing(9), id).options())
        .containsExactly(
            new Proposal.Count("horno", 30, 6),
            new Proposal.Count("huerta", 30, 6),
            new Proposal.Count("radio", 12, 3));
    assertThat(town.reserved()).isEqualTo(5_000);
    assertThat(town.fundBalance()).isEqualTo(10_000);
    town.clock.advance(Duration.ofHours(49));
    GovernanceTown.together(8, n -> town.governance.sweep(100));
    assertThat(town.state(id)).isEqualTo("executed");
    assertThat(town.fundBalance()).isEqualTo(5_000);
    assertThat(town.reserved()).isZero();
    assertThat(town.balance(6)).isEqualTo(2_000);
    assertThat(town.balance(4) + town.balance(5)).isEqualTo(3_000);
    assertThat(town.paid()).containsExactly(id, id);
    StringBuilder said = new StringBuilder();
    assertThat(town.recounted(folder, UnaryOperator.identity(), said)).as("%s", said).isZero();
    assertThat(said).contains("funded: [", "greedy: [");
    assertThat(
            town.recounted(
                folder,
                record -> record.replaceFirst("\"radio\":4", "\"radio\":1"),
                new StringBuilder()))
        .isEqualTo(1);
  }

  @Test
  void a_veto_frees_all_of_it_and_it_is_proposed_anew_like_anything_else() {
    UUID id = town.voted(common());
    voted(id);
    town.ended(id);
    for (int no = 1; no <= 3; no++) {
      town.governance.veto(GovernanceTown.standing(no), id, "falta leña");
    }
    assertThat(town.state(id)).isEqualTo("vetoed");
    assertThat(town.reserved()).isZero();
    assertThat(shared(id).funded()).hasSize(2);
    Proposal.Draft plain = common();
    Proposal.Draft answer =
        new Proposal.Draft(
            null,
            null,
            null,
            plain.method(),
            null,
            "Otra vez",
            "Con leña.",
            null,
            plain.options(),
            null,
            plain.payload(),
            id);
    assertThat(no(() -> town.governance.propose(GovernanceTown.standing(1), answer)).faults())
        .anyMatch(fault -> fault.field().equals("answers"));
    assertThat(town.state(town.voted(common()))).isEqualTo("voting");
  }

  @Test
  void a_budget_and_a_payment_never_spend_the_same_money() throws InterruptedException {
    UUID budget = town.discussed(1, common());
    UUID payment = town.discussed(2, town.draft(null, GovernanceTown.payment("m7", "70.00")));
    town.opened(budget);
    town.opened(payment);
    voted(budget);
    GovernanceTown.people(1, 4).forEach(no -> town.cast(no, payment, Map.of("for", 1)));
    town.clock.advance(Duration.ofDays(15));
    GovernanceTown.together(6, n -> town.governance.sweep(100));
    assertThat(List.of(town.state(budget), town.state(payment)))
        .containsExactlyInAnyOrder("queued", "failed");
    assertThat(town.reserved()).isIn(5_000L, 7_000L);
    town.clock.advance(Duration.ofDays(3));
    GovernanceTown.together(6, n -> town.governance.sweep(100));
    assertThat(town.reserved()).isZero();
    assertThat(town.fundBalance()).isIn(5_000L, 3_000L);
  }

  @Test
  void when_the_fund_has_too_little_left_none_of_the_projects_is_paid() {
    UUID id = town.voted(common());
    voted(id);
    town.poured(-5_500);
    assertThat(town.ended(id)).isEqualTo("failed");
    assertThat(town.reserved()).isZero();
    assertThat(town.fundBalance()).isEqualTo(4_500);
    assertThat(town.governance.proposal(GovernanceTown.standing(1), id).outcome())
        .isEqualTo("fund");
  }

  @Test
  void other_costs_are_another_text_and_what_was_voted_is_void(@TempDir Path folder)
      throws IOException {
    UUID id = town.voted(common());
    voted(id);
    Proposal seen = town.governance.proposal(GovernanceTown.standing(1), id);
    List<Proposal.Option> dearer =
        town.budget("60.00", "horno 35.00 m4", "huerta 30.00 m5", "radio 25.00 m6").options();
    town.governance.change(
        GovernanceTown.standing(1),
        id,
        new Proposal.Change(seen.textHash(), null, null, null, dearer, null));
    assertThat(town.governance.tally(GovernanceTown.standing(1), id).participation().voters())
        .isZero();
    voted(id);
    assertThat(town.ended(id)).isEqualTo("queued");
    assertThat(shared(id).funded()).containsExactlyInAnyOrder("huerta", "radio");
    assertThat(shared(id).spent()).isEqualTo("55.00");
    StringBuilder said = new StringBuilder();
    assertThat(town.recounted(folder, UnaryOperator.identity(), said)).as("%s", said).isZero();
  }

  private void refused(Proposal.Draft draft, Refusal refusal, String field) {
    Refused refused = no(() -> town.governance.propose(GovernanceTown.standing(1), draft));
    assertThat(refused.faults())
        .as("%s", refused.faults())
        .anyMatch(fault -> fault.field().equals(field) && fault.code() == refusal);
  }

  @Test
  void what_is_no_budget_is_refused_with_its_field() {
    refused(
        town.budget("60.00", "a 61.00 m4", "b 1.00 m5"), Refusal.FIELD_RANGE, "options[0].cost");
    refused(
        town.budget("60.00", "a 0.00 m4", "b 1.00 m5"), Refusal.AMOUNT_RANGE, "options[0].cost");
    refused(
        town.budget("60.00", "a 1.00 m4", "b 1.005 m5"), Refusal.AMOUNT_SCALE, "options[1].cost");
    refused(
        town.budget("60.00", "a 1.00 m4", "b 1.00 m99"), Refusal.MEMBER_UNKNOWN, "options[1].to");
    refused(town.budget("60.00", "a 1.00 m4", "b  m5"), Refusal.FIELD_MISSING, "options[1].cost");
    refused(town.budget("60.00", "a 1.00 m4"), Refusal.FIELD_RANGE, "options");
    refused(town.draft("equal_shares", null, "a", "b"), Refusal.FIELD_MISSING, "options[0].cost");
    refused(town.draft(null, common().payload()), Refusal.FIELD_FORMAT, "payload");
    refused(
        town.draft("equal_shares", GovernanceTown.payment("m4", "1.00")),
        Refusal.FIELD_MISSING,
        "options");
    UUID much = town.discussed(town.budget("100.01", "a 50.00 m4", "b 60.00 m5"));
    town.clock.advance(Duration.ofDays(8));
    town.governance.sweep(100);
    town.clock.advance(Duration.ofDays(4));
    town.governance.sweep(100);
    assertThat(no(() -> town.governance.advance(GovernanceTown.standing(4), much)).refusal())
        .isEqualTo(Refusal.FUND);
    UUID id = town.voted(common());
    assertThat(no(() -> town.cast(1, id, Map.of("horno", 6))).refusal()).isEqualTo(Refusal.CHOICE);
    assertThat(no(() -> town.governance.stake(GovernanceTown.standing(1), id, 5)).refusal())
        .isEqualTo(Refusal.CHOICE);
  }
}
