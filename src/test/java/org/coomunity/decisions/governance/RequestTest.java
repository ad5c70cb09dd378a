package org.coomunity.decisions.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requests to the fund that are open without an end. Twelve members are active, the fund holds
/// 100.00: a request for 5.00 passes with 300 points after some sixty hours.
class RequestTest {
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

  private Proposal.Draft asks(String amount) {
    return town.draft("conviction", GovernanceTown.payment("m4", amount));
  }

  private Proposal.Running stake(int no, UUID id, int points) {
    return town.governance.stake(GovernanceTown.standing(no), id, points);
  }

  private Proposal.Running seen(UUID id) {
    return Objects.requireNonNull(
        town.governance.proposal(GovernanceTown.standing(9), id).running());
  }

  private void later(long hours) {
    town.clock.advance(Duration.ofHours(hours));
    town.governance.sweep(100);
  }

  /// A request on which members 1 to 3 have all their points.
  private UUID carried() {
    UUID id = town.voted(asks("5.00"));
    GovernanceTown.people(1, 3).forEach(no -> stake(no, id, 100));
    return id;
  }

  private int placed(int no) {
    return town.database.read(tx -> StakeStore.placed(tx, GovernanceTown.PACHA, no));
  }

  @Test
  void points_gain_weight_until_they_carry_it_and_it_is_paid(@TempDir Path folder)
      throws IOException, InterruptedException {
    UUID id = carried();
    assertThat(town.told("RequestOpened")).isEqualTo(1);
    Proposal.Running run = stake(3, id, 100);
    assertThat(run.points()).isEqualTo(300);
    assertThat(run.people()).isEqualTo(3);
    assertThat(run.mine()).isEqualTo(100);
    assertThat(run.left()).isZero();
    int eta = Objects.requireNonNull(run.etaHours());
    assertThat(eta).isBetween(55, 68);
    assertThat(
            town.governance
                .proposals(
                    GovernanceTown.standing(9), "running", null, 5, java.util.Optional.empty())
                .items())
        .hasSize(1)
        .allMatch(line -> line.method().equals("conviction"));
    assertThat(town.governance.waiting(GovernanceTown.standing(9), 5)).isEmpty();
    later(eta - 1);
    assertThat(town.state(id)).isEqualTo("voting");
    assertThat(seen(id).etaHours()).isEqualTo(1);
    assertThat(no(() -> town.governance.advance(GovernanceTown.standing(9), id)).details())
        .containsEntry("guard", "points");
    town.clock.advance(Duration.ofHours(1));
    GovernanceTown.together(8, n -> town.governance.sweep(100));
    assertThat(town.state(id)).isEqualTo("queued");
    assertThat(town.reserved()).isEqualTo(500);
    assertThat(GovernanceTown.people(1, 3)).allMatch(no -> placed(no) == 0);
    Proposal.Running over = seen(id);
    assertThat(over.conviction()).isGreaterThanOrEqualTo(Objects.requireNonNull(over.threshold()));
    assertThat(over.course()).hasSizeBetween(30, 61);
    Proposal.Tally tally = town.governance.tally(GovernanceTown.standing(9), id);
    assertThat(tally.outcome()).isEqualTo("succeeded");
    assertThat(tally.participation().voters()).isEqualTo(3);
    assertThat(no(() -> stake(5, id, 1)).details()).containsEntry("state", "queued");
    later(49);
    assertThat(town.state(id)).isEqualTo("executed");
    assertThat(town.fundBalance()).isEqualTo(9_500);
    assertThat(town.balance(4)).isEqualTo(500);
    assertThat(town.paid()).containsExactly(id);
    StringBuilder said = new StringBuilder();
    assertThat(town.recounted(folder, UnaryOperator.identity(), said)).as("%s", said).isZero();
    assertThat(said).contains("changes of its points reckoned again");
  }

  @Test
  void the_record_tells_sums_by_the_hour_and_no_other_sum_agrees(@TempDir Path folder)
      throws IOException {
    UUID id = town.voted(asks("12.00"));
    Random random = new Random(3);
    for (int round = 0; round < 60; round++) {
      stake(1 + random.nextInt(12), id, random.nextInt(4) * 20);
      town.clock.advance(Duration.ofMinutes(random.nextInt(200)));
    }
    GovernanceTown.people(1, 12).forEach(no -> stake(no, id, 90));
    while (town.state(id).equals("voting")) {
      later(5);
    }
    StringBuilder said = new StringBuilder();
    assertThat(town.recounted(folder, UnaryOperator.identity(), said)).as("%s", said).isZero();
    String record = town.governance.record(GovernanceTown.standing(1), id).entries().toString();
    assertThat(record).contains("held", "conviction").doesNotContain("m5");
    Map<String, Integer> dear = Map.of("for", 1);
    assertThat(no(() -> town.cast(5, id, dear)).refusal()).isEqualTo(Refusal.CHOICE);
  }

  @Test
  void a_forged_end_is_found(@TempDir Path folder) throws IOException {
    UUID id = carried();
    later(70);
    assertThat(town.state(id)).isEqualTo("queued");
    StringBuilder said = new StringBuilder();
    assertThat(
            town.recounted(
                folder, record -> record.replaceFirst("\"hour\":([0-9]+)", "\"hour\":9$1"), said))
        .isEqualTo(1);
  }

  @Test
  void thirty_two_at_once_never_place_more_than_a_hundred() throws InterruptedException {
    List<UUID> all = new ArrayList<>();
    for (int author = 1; author <= 4; author++) {
      all.add(town.voted(author, asks("5.00")));
    }
    AtomicInteger taken = new AtomicInteger();
    GovernanceTown.together(
        32,
        n -> {
          try {
            stake(9, all.get(n % 4), 20 + n);
            taken.incrementAndGet();
          } catch (Refused refused) {
            assertThat(refused.refusal()).isEqualTo(Refusal.POINTS);
            assertThat(refused.details()).containsKey("left");
          }
        });
    int sum = all.stream().mapToInt(id -> (int) seen(id).points()).sum();
    assertThat(taken.get()).isPositive();
    assertThat(sum).isEqualTo(placed(9)).isBetween(1, 100);
    assertThat(no(() -> stake(8, all.getFirst(), 101)).refusal()).isEqualTo(Refusal.FIELD_RANGE);
    assertThat(no(() -> stake(8, all.getFirst(), -1)).refusal()).isEqualTo(Refusal.FIELD_RANGE);
    assertThatThrownBy(() ->
            town.database.write(tx -> {
              StakeStore.place(tx, GovernanceTown.PACHA, 9, 101);
              return 0;
            }))
        .as("the database holds the limit as well")
        .hasStackTraceContaining("points_within_a_hundred");
    all.forEach(id -> stake(9, id, 0));
    assertThat(placed(9)).isZero();
    assertThat(stake(9, all.getFirst(), 100).left()).isZero();
  }

  @Test
  void a_veto_frees_the_money_and_two_thirds_may_want_it_all_the_same() {
    UUID id = carried();
    later(70);
    assertThat(town.state(id)).isEqualTo("queued");
    GovernanceTown.people(1, 3)
        .forEach(no -> town.governance.veto(GovernanceTown.standing(no), id, "falta leña"));
    assertThat(town.state(id)).isEqualTo("vetoed");
    assertThat(town.reserved()).isZero();
    Proposal.Draft again =
        new Proposal.Draft(
            null, null, null, null, null, "Otra vez", "Con leña.", null, null, null, null, id);
    UUID answer = town.voted(again);
    GovernanceTown.people(1, 4).forEach(no -> town.cast(no, answer, Map.of("for", 2)));
    assertThat(town.ended(answer)).isEqualTo("queued");
  }

  @Test
  void a_fund_that_was_emptied_is_waited_for() {
    UUID id = carried();
    int eta = Objects.requireNonNull(seen(id).etaHours());
    town.poured(-8_000);
    later(eta + 1L);
    assertThat(town.state(id)).isEqualTo("voting");
    assertThat(seen(id).threshold()).isNull();
    assertThat(seen(id).etaHours()).isNull();
    assertThat(stake(4, id, 10).points()).isEqualTo(310);
    town.poured(8_000);
    assertThat(no(() -> stake(5, id, 10)).details()).containsEntry("state", "queued");
    assertThat(town.reserved()).isEqualTo(500);
    assertThat(placed(4)).isZero();
  }

  @Test
  void whoever_may_no_longer_take_part_takes_their_points_along() {
    UUID id = carried();
    town.held(2, true);
    assertThat(no(() -> stake(2, id, 90)).refusal()).isEqualTo(Refusal.NOT_ELIGIBLE);
    town.census = false;
    later(7);
    town.census = true;
    assertThat(seen(id).points()).as("nobody said who left").isEqualTo(300);
    later(7);
    assertThat(seen(id).points()).isEqualTo(200);
    assertThat(placed(2)).isZero();
    town.held(2, false);
    stake(2, id, 40);
    town.held(2, true);
    assertThat(stake(2, id, 0).points()).as("back one may always take them").isEqualTo(200);
    town.database.write(tx ->
        tx.update("delete from governance.stake where community_id = :c and no = 3")
            .bind("c", GovernanceTown.PACHA)
            .execute());
    later(7);
    assertThat(seen(id).points()).as("and those of an erased member go").isEqualTo(100);
  }

  @Test
  void a_clock_that_goes_back_undoes_nothing_and_the_record_agrees(@TempDir Path folder)
      throws IOException {
    UUID id = carried();
    later(10);
    stake(4, id, 50);
    long before = seen(id).conviction();
    town.clock.advance(Duration.ofHours(-6));
    stake(5, id, 50);
    stake(5, id, 30);
    assertThat(seen(id).conviction()).isEqualTo(before);
    town.clock.advance(Duration.ofHours(-30));
    stake(6, id, 20);
    assertThat(seen(id).conviction()).isEqualTo(before);
    town.clock.advance(Duration.ofHours(36));
    later(80);
    assertThat(town.state(id)).isEqualTo("queued");
    StringBuilder said = new StringBuilder();
    assertThat(town.recounted(folder, UnaryOperator.identity(), said)).as("%s", said).isZero();
  }

  @Test
  void another_text_or_none_gives_the_points_back() {
    UUID id = carried();
    later(30);
    Proposal it = town.governance.proposal(GovernanceTown.standing(1), id);
    town.governance.change(
        GovernanceTown.standing(1),
        id,
        new Proposal.Change(it.textHash(), null, "Otro texto.", null, null, null));
    assertThat(seen(id).conviction()).isZero();
    assertThat(seen(id).points()).isZero();
    assertThat(seen(id).hour()).isZero();
    assertThat(placed(1)).isZero();
    assertThat(town.told("TextChanged")).as("supporters, and those with points").isEqualTo(2);
    stake(1, id, 70);
    assertThat(no(() -> town.governance.withdraw(GovernanceTown.standing(2), id, "")).refusal())
        .isEqualTo(Refusal.NOT_ALLOWED);
    town.governance.withdraw(GovernanceTown.standing(1), id, "ya no");
    assertThat(town.state(id)).isEqualTo("withdrawn");
    assertThat(placed(1)).isZero();
  }

  @Test
  void without_enough_it_ends_after_the_longest_time(@TempDir Path folder) throws IOException {
    UUID id = town.voted(asks("5.00"));
    stake(1, id, 20);
    for (int day = 0; day < 91; day++) {
      later(24);
    }
    assertThat(town.state(id)).isEqualTo("defeated");
    assertThat(placed(1)).isZero();
    assertThat(town.reserved()).isZero();
    StringBuilder said = new StringBuilder();
    assertThat(town.recounted(folder, UnaryOperator.identity(), said)).as("%s", said).isZero();
    assertThat(said).contains("defeated");
  }

  @Test
  void what_is_no_request_is_refused() {
    assertThat(
            no(() ->
                    town.governance.propose(
                        GovernanceTown.standing(1), town.draft("conviction", null)))
                .faults())
        .anyMatch(fault -> fault.field().equals("payload"));
    UUID much = town.discussed(asks("20.00"));
    town.clock.advance(Duration.ofDays(8));
    town.governance.sweep(100);
    town.clock.advance(Duration.ofDays(4));
    town.governance.sweep(100);
    assertThat(no(() -> town.governance.advance(GovernanceTown.standing(4), much)).refusal())
        .as("a fifth of the fund is too much")
        .isEqualTo(Refusal.FUND);
    assertThat(no(() -> stake(4, much, 5)).details()).containsEntry("state", "verification");
  }
}
