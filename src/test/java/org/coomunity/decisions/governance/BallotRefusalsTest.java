package org.coomunity.decisions.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.decisions.governance.GovernanceDoors.Citizen;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What must not be taken at the ballot box, and what must not happen around it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BallotRefusalsTest {
  private static final int MEMBERS = 40;

  private final GovernanceTown town = new GovernanceTown(MEMBERS);
  private int author;

  @AfterAll
  void close() {
    town.close();
  }

  @AfterEach
  void everybodyAnswersAgain() {
    town.census = true;
    town.weighs = true;
  }

  private int next() {
    author = author % MEMBERS + 1;
    return author;
  }

  private UUID voted() {
    return town.voted(next(), town.draft("one_person", null));
  }

  private static Refused no(Runnable act) {
    Refused refused = catchThrowableOfType(Refused.class, act::run);
    assertThat(refused).isNotNull();
    return refused;
  }

  private Refused noVote(int no, UUID id) {
    Refused refused = no(() -> vote(no, id));
    assertThat(ballots(id, no)).as("nothing of it is kept").isZero();
    return refused;
  }

  private void vote(int no, UUID id) {
    town.cast(no, id, Map.of("for", 1));
  }

  private int ballots(UUID id, int no) {
    return (int)
        town.database.read(tx -> TurnoutStore.seats(tx, GovernanceTown.PACHA, id)).stream()
            .filter(seat -> seat.no() == no)
            .count();
  }

  private void delegate(int from, String... to) {
    town.governance.delegate(
        GovernanceTown.standing(from), "all", new Delegation.Draft(List.of(to), null));
  }

  private void revoke(int... numbers) {
    for (int no : numbers) {
      town.governance.revoke(GovernanceTown.standing(no), "all");
    }
  }

  @Test
  void a_ballot_before_the_vote_opens_is_refused() {
    UUID id = town.discussed(next(), town.draft("one_person", null));
    assertThat(noVote(20, id).refusal()).isEqualTo(Refusal.CLOSED);
    town.opened(id);
    vote(20, id);
    assertThat(ballots(id, 20)).isOne();
  }

  @Test
  void a_ballot_after_the_close_is_refused_though_nobody_has_counted_yet() {
    UUID id = voted();
    Instant closes = Objects.requireNonNull(seen(id).closesAt());
    town.clock.advance(Duration.between(town.clock.instant(), closes).minusMillis(1));
    vote(20, id);
    town.clock.advance(Duration.ofMillis(1));
    assertThat(town.state(id)).isEqualTo("voting");
    assertThat(noVote(21, id).refusal()).isEqualTo(Refusal.CLOSED);
    town.ended(id);
    assertThat(noVote(21, id).refusal()).isEqualTo(Refusal.CLOSED);
  }

  private Proposal seen(UUID id) {
    return town.governance.proposal(GovernanceTown.standing(1), id);
  }

  @Test
  void a_ballot_on_another_text_version_is_refused_with_the_text_that_holds() {
    UUID id = voted();
    String holds = seen(id).textHash();
    Proposal.Ballot old = new Proposal.Ballot(Map.of("for", 1), null, "5e".repeat(32), null, null);
    Refused refused = no(() -> town.governance.cast(GovernanceTown.standing(20), id, old));
    assertThat(refused.refusal()).isEqualTo(Refusal.TEXT_MOVED);
    assertThat(refused.details()).containsEntry("textHash", holds);
    assertThat(ballots(id, 20)).isZero();
  }

  @Test
  void a_ballot_of_a_non_member_is_refused() {
    UUID id = voted();
    assertThat(noVote(MEMBERS + 7, id).details()).containsEntry("needs", List.of("census"));
  }

  @Test
  void a_ballot_of_a_suspended_one_or_of_one_who_left_or_is_no_person_is_refused() {
    UUID id = voted();
    changed(30, true, true, true, 1);
    assertThat(noVote(30, id).details()).containsEntry("needs", List.of("open_violation"));
    changed(30, true, false, false, 1);
    assertThat(noVote(30, id).details()).containsEntry("needs", List.of("member"));
    changed(30, false, true, false, 1);
    assertThat(noVote(30, id).details()).containsEntry("needs", List.of("person"));
    changed(30, true, true, false, 0);
    assertThat(noVote(30, id).details()).containsEntry("needs", List.of("vouch"));
    changed(30, true, true, false, 1);
    vote(30, id);
  }

  private void changed(int no, boolean person, boolean inside, boolean held, int level) {
    Instant joined = Objects.requireNonNull(town.citizens.get(no)).joinedAt();
    town.citizens.put(
        no, new Citizen(no, "m" + no, "M " + no, person, inside, held, level, joined, Role.MEMBER));
  }

  @Test
  void double_delegation_counts_once_and_never_beside_ones_own_ballot() {
    assertThat(no(() -> delegate(20, "m21", "m21")).refusal()).isEqualTo(Refusal.FIELD_FORMAT);
    delegate(20, "m21");
    delegate(20, "m22");
    assertThat(town.governance.delegations(GovernanceTown.standing(20)))
        .singleElement()
        .satisfies(one -> assertThat(one.delegates()).containsExactly("m22"));
    delegate(23, "m22");
    UUID id = voted();
    for (int no = 21; no <= 28; no++) {
      town.cast(no, id, Map.of(no == 23 ? "against" : "for", 1));
    }
    town.ended(id);
    assertThat(town.governance.tally(GovernanceTown.standing(1), id).options())
        .as("20 by 22, and 23 by themselves")
        .containsExactly(new Proposal.Count("for", 8, 8), new Proposal.Count("against", 1, 1));
    revoke(20, 23);
  }

  @Test
  void a_delegation_cycle_is_refused_and_nothing_of_it_is_stored() {
    delegate(20, "m21");
    delegate(21, "m24", "m22");
    assertThat(no(() -> delegate(22, "m20")).refusal()).isEqualTo(Refusal.CYCLE);
    assertThat(no(() -> delegate(22, "m23", "m20")).refusal()).isEqualTo(Refusal.CYCLE);
    assertThat(no(() -> delegate(22, "m22")).refusal()).isEqualTo(Refusal.CYCLE);
    assertThat(town.governance.delegations(GovernanceTown.standing(22))).isEmpty();
    revoke(21);
    delegate(22, "m20");
    revoke(20, 22);
  }

  @Test
  void a_chain_of_more_than_twenty_delegates_is_refused_from_both_ends_and_in_the_middle() {
    for (int no = 1; no <= 20; no++) {
      delegate(no, "m" + (no + 1));
    }
    assertThat(no(() -> delegate(21, "m22")).refusal()).as("at its end").isEqualTo(Refusal.CHAIN);
    Refused first = no(() -> delegate(30, "m31", "m1"));
    assertThat(first.refusal()).as("at its beginning").isEqualTo(Refusal.CHAIN);
    assertThat(first.details()).containsEntry("limit", 20);
    delegate(30, "m31", "m2");
    revoke(10);
    delegate(21, "m22");
    assertThat(no(() -> delegate(10, "m11")).refusal()).as("between").isEqualTo(Refusal.CHAIN);
    assertThat(town.governance.delegations(GovernanceTown.standing(10))).isEmpty();
    revoke(GovernanceTown.people(1, 30).stream().mapToInt(Integer::intValue).toArray());
  }

  @Test
  void an_option_of_another_proposal_is_refused() {
    UUID id = town.discussed(next(), town.draft("one_person", null));
    UUID other = town.discussed(next(), town.draft("one_person", null, "o1", "o2"));
    town.opened(id);
    town.opened(other);
    assertThat(no(() -> town.cast(20, id, Map.of("o1", 1))).refusal()).isEqualTo(Refusal.CHOICE);
    assertThat(no(() -> town.cast(20, other, Map.of("for", 1))).refusal())
        .isEqualTo(Refusal.CHOICE);
    town.cast(20, other, Map.of("o1", 1));
  }

  @Test
  void negative_and_huge_votes_are_refused_and_cost_nothing() {
    UUID id = town.voted(next(), town.draft("quadratic", null));
    int before = town.spent(20);
    for (Object votes :
        List.of(-1, -20, 21, Integer.MAX_VALUE, Integer.MIN_VALUE, 65_536, Long.MAX_VALUE, 1e300)) {
      Proposal.Ballot ballot = new Proposal.Ballot(Map.of("for", votes), null, null, null, null);
      assertThat(no(() -> town.governance.cast(GovernanceTown.standing(20), id, ballot)).refusal())
          .as(votes.toString())
          .isEqualTo(Refusal.CHOICE);
    }
    assertThat(no(() -> town.cast(20, id, Map.of("for", 20))).refusal()).isEqualTo(Refusal.VOICE);
    assertThat(town.spent(20)).isEqualTo(before);
  }

  @Test
  void a_veto_after_execution_is_refused_and_changes_nothing() {
    UUID id = town.voted(next(), town.draft(null, GovernanceTown.payment("m4", "1.00")));
    GovernanceTown.people(1, 8).forEach(no -> vote(no, id));
    assertThat(town.ended(id)).isEqualTo("queued");
    town.clock.advance(Duration.ofDays(3));
    town.governance.sweep(100);
    assertThat(town.state(id)).isEqualTo("executed");
    long balance = town.fundBalance();
    for (int steward = 1; steward <= 3; steward++) {
      int no = steward;
      assertThat(no(() -> town.governance.veto(GovernanceTown.standing(no), id, "tarde")).refusal())
          .isEqualTo(Refusal.WRONG_STATE);
    }
    assertThat(town.state(id)).isEqualTo("executed");
    assertThat(town.fundBalance()).isEqualTo(balance);
  }

  @Test
  void a_clock_that_was_moved_back_opens_nothing_again_and_does_nothing_early() {
    UUID id = town.voted(next(), town.draft(null, GovernanceTown.payment("m4", "1.00")));
    GovernanceTown.people(1, 8).forEach(no -> vote(no, id));
    assertThat(town.ended(id)).isEqualTo("queued");
    town.clock.advance(Duration.ofDays(-10));
    assertThat(noVote(20, id).refusal()).isEqualTo(Refusal.CLOSED);
    town.governance.sweep(100);
    assertThat(no(() -> town.governance.advance(GovernanceTown.standing(20), id)).refusal())
        .isEqualTo(Refusal.WRONG_STATE);
    assertThat(town.state(id)).isEqualTo("queued");
    town.clock.advance(Duration.ofDays(11));
    town.governance.sweep(100);
    assertThat(town.state(id)).as("the timelock is from when it was decided").isEqualTo("queued");
    town.clock.advance(Duration.ofDays(1));
    town.governance.sweep(100);
    assertThat(town.state(id)).isEqualTo("executed");
  }

  @Test
  void eligibility_fails_closed_while_nobody_says_who_is_a_member() {
    UUID id = voted();
    UUID talked = town.discussed(next(), town.draft("one_person", null));
    town.census = false;
    assertThat(noVote(20, id).details()).containsEntry("needs", List.of("census"));
    assertThat(no(() -> delegate(20, "m21")).refusal()).isEqualTo(Refusal.NOT_ELIGIBLE);
    town.clock.advance(Duration.ofDays(30));
    town.governance.sweep(100);
    assertThat(town.state(talked)).as("no vote opens without a census").isEqualTo("verification");
    town.census = true;
    town.opened(talked);
    vote(20, voted());
  }

  @Test
  void eligibility_fails_closed_while_nobody_says_what_merits_somebody_has() {
    town.clock.advance(Duration.ofDays(40));
    UUID id = voted();
    town.weighs = false;
    assertThat(noVote(20, id).details()).containsEntry("needs", List.of("census"));
    town.weighs = true;
    vote(20, id);
  }

  @Test
  void a_vote_waits_with_its_end_until_it_is_known_whose_voices_were_given_on() {
    delegate(20, "m21");
    UUID id = voted();
    GovernanceTown.people(21, 28).forEach(no -> vote(no, id));
    town.census = false;
    town.clock.advance(Duration.ofDays(8));
    town.governance.sweep(100);
    assertThat(town.state(id)).isEqualTo("voting");
    town.census = true;
    town.clock.advance(Duration.ofHours(2));
    town.governance.sweep(100);
    assertThat(town.governance.tally(GovernanceTown.standing(1), id).options().getFirst().heads())
        .isEqualTo(9);
    revoke(20);
  }

  /// The fund holds 100.00: of six decisions over 30.00 each that end at once, three can be paid.
  @Test
  void decisions_that_end_at_once_never_spend_the_same_money() throws InterruptedException {
    try (GovernanceTown rich = new GovernanceTown(12)) {
      List<UUID> ids = new ArrayList<>();
      for (int no = 1; no <= 6; no++) {
        ids.add(rich.discussed(no, rich.draft(null, GovernanceTown.payment("m4", "30.00"))));
      }
      ids.forEach(rich::opened);
      ids.forEach(
          id -> GovernanceTown.people(1, 4).forEach(no -> rich.cast(no, id, Map.of("for", 1))));
      rich.clock.advance(Duration.ofDays(8));
      atOnce(rich, ids);
      assertThat(ids.stream().map(rich::state).filter("queued"::equals).count()).isEqualTo(3);
      assertThat(ids.stream().map(rich::state).filter("failed"::equals).count()).isEqualTo(3);
      assertThat(rich.reserved()).isEqualTo(9_000);
      rich.clock.advance(Duration.ofDays(3));
      atOnce(rich, ids);
      assertThat(ids.stream().map(rich::state).filter("executed"::equals).count()).isEqualTo(3);
      assertThat(rich.fundBalance()).isEqualTo(1_000);
      assertThat(rich.reserved()).isZero();
      assertThat(rich.paid())
          .as("what is paid names its proposal")
          .containsExactlyInAnyOrderElementsOf(
              ids.stream().filter(id -> rich.state(id).equals("executed")).toList());
    }
  }

  private static void atOnce(GovernanceTown town, List<UUID> ids) throws InterruptedException {
    CountDownLatch over = new CountDownLatch(ids.size() * 2);
    for (UUID id : ids) {
      for (int n = 0; n < 2; n++) {
        Thread.ofVirtual()
            .start(() -> {
              try {
                town.governance.advance(GovernanceTown.standing(5), id);
              } catch (Refused late) {
                assertThat(late.refusal()).isEqualTo(Refusal.WRONG_STATE);
              } finally {
                over.countDown();
              }
            });
      }
    }
    over.await();
  }
}
