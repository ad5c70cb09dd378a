package org.coomunity.decisions.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A proposal from its draft to what became of it.
class LifeCycleTest {
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

  private Proposal seen(UUID id) {
    return town.governance.proposal(GovernanceTown.standing(1), id);
  }

  @Test
  void a_payment_goes_from_draft_to_the_account_of_whoever_is_paid() throws InterruptedException {
    UUID id = town.voted(town.draft(null, GovernanceTown.payment("m4", "25.00")));
    town.cast(1, id, Map.of("for", 5));
    town.cast(2, id, Map.of("for", 3));
    town.cast(3, id, Map.of("against", 4));
    assertThat(town.ended(id)).isEqualTo("queued");
    assertThat(town.reserved()).isEqualTo(2_500);
    assertThat(no(() -> town.governance.advance(GovernanceTown.standing(5), id)).refusal())
        .isEqualTo(Refusal.WRONG_STATE);
    town.clock.advance(Duration.ofHours(49));
    List<Thread> all = new java.util.ArrayList<>();
    for (int n = 0; n < 8; n++) {
      all.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  town.governance.advance(GovernanceTown.standing(5), id);
                } catch (Refused late) {
                  assertThat(late.refusal()).isEqualTo(Refusal.WRONG_STATE);
                }
              }));
    }
    for (Thread one : all) {
      one.join();
    }
    assertThat(town.state(id)).isEqualTo("executed");
    assertThat(town.fundBalance()).isEqualTo(7_500);
    assertThat(town.reserved()).isZero();
    town.governance.sweep(100);
    assertThat(town.fundBalance()).isEqualTo(7_500);
    assertThat(town.told("DecisionEnded")).isEqualTo(1);
    Proposal.Tally tally = town.governance.tally(GovernanceTown.standing(9), id);
    assertThat(tally.outcome()).isEqualTo("succeeded");
    assertThat(tally.options())
        .containsExactly(new Proposal.Count("for", 8, 2), new Proposal.Count("against", 4, 1));
  }

  @Test
  void there_are_no_other_ways_than_those_between_states() {
    for (ProposalState state : ProposalState.values()) {
      for (ProposalState next : state.next()) {
        assertThat(next).isNotEqualTo(ProposalState.DRAFT == next ? null : state);
      }
    }
    EnumSet<ProposalState> last = EnumSet.noneOf(ProposalState.class);
    for (ProposalState state : ProposalState.values()) {
      if (state.next().isEmpty()) {
        last.add(state);
      }
    }
    assertThat(last)
        .containsExactlyInAnyOrder(
            ProposalState.DEFEATED,
            ProposalState.NO_QUORUM,
            ProposalState.EXECUTED,
            ProposalState.VETOED,
            ProposalState.FAILED,
            ProposalState.WITHDRAWN);
    UUID id = town.voted(town.draft(null, null));
    town.governance.withdraw(GovernanceTown.standing(1), id, "otra vez será");
    assertThat(no(() -> town.governance.advance(GovernanceTown.standing(1), id)).details())
        .containsEntry("state", "withdrawn");
    assertThat(no(() -> town.cast(2, id, Map.of("for", 1))).refusal()).isEqualTo(Refusal.CLOSED);
  }

  @Test
  void sponsors_are_as_many_as_the_area_wants_and_never_the_author() {
    UUID id =
        town.governance.propose(GovernanceTown.standing(1), town.draft(null, null)).value().id();
    assertThat(no(() -> town.governance.proposal(GovernanceTown.standing(2), id)).refusal())
        .as("a draft is its author's")
        .isEqualTo(Refusal.NOT_FOUND);
    town.governance.advance(GovernanceTown.standing(1), id);
    assertThat(seen(id).sponsors()).isEqualTo(new Proposal.Share(0, 3));
    assertThat(no(() -> town.governance.sponsor(GovernanceTown.standing(1), id)).refusal())
        .isEqualTo(Refusal.NOT_ALLOWED);
    town.governance.sponsor(GovernanceTown.standing(2), id);
    town.governance.sponsor(GovernanceTown.standing(2), id);
    town.governance.sponsor(GovernanceTown.standing(3), id);
    assertThat(town.state(id)).isEqualTo("sponsoring");
    assertThat(no(() -> town.governance.advance(GovernanceTown.standing(3), id)).details())
        .containsEntry("guard", "sponsors");
    town.governance.sponsor(GovernanceTown.standing(4), id);
    assertThat(town.state(id)).isEqualTo("discussion");
    assertThat(seen(id).reviews()).hasSize(3).noneMatch(review -> review.by().equals("m1"));
    assertThat(GovernanceRules.sponsors(1, 20_000)).isEqualTo(1);
    assertThat(GovernanceRules.sponsors(3, 20_000)).isEqualTo(2);
    assertThat(GovernanceRules.sponsors(1_000, 20_000)).isEqualTo(20);
    assertThat(GovernanceRules.tuned(20_000, 20, 5)).isEqualTo(40_000);
    assertThat(GovernanceRules.tuned(20_000, 0, 5)).isEqualTo(5_000);
  }

  @Test
  void without_sponsors_it_is_a_draft_again() {
    UUID id =
        town.governance.propose(GovernanceTown.standing(1), town.draft(null, null)).value().id();
    town.governance.advance(GovernanceTown.standing(1), id);
    town.clock.advance(Duration.ofDays(14));
    town.governance.sweep(100);
    assertThat(town.state(id)).isEqualTo("draft");
    for (int n = 0; n < 3; n++) {
      town.discussed(town.draft(null, null));
    }
    assertThat(no(() -> town.governance.advance(GovernanceTown.standing(1), id)).refusal())
        .isEqualTo(Refusal.TOO_MANY_OPEN);
  }

  @Test
  void another_text_voids_support_and_votes_and_whoever_gave_them_is_told() {
    UUID id = town.discussed(town.draft(null, null));
    assertThat(seen(id).sponsors().have()).isEqualTo(3);
    Proposal.Change change =
        new Proposal.Change(seen(id).textHash(), "Dos hornos", null, null, null, null);
    assertThat(no(() -> town.governance.change(GovernanceTown.standing(2), id, change)).refusal())
        .isEqualTo(Refusal.NOT_ALLOWED);
    town.governance.change(GovernanceTown.standing(1), id, change);
    assertThat(seen(id).sponsors().have()).isZero();
    assertThat(no(() -> town.governance.change(GovernanceTown.standing(1), id, change)).refusal())
        .isEqualTo(Refusal.TEXT_MOVED);
    assertThat(town.told("TextChanged")).isEqualTo(1);
    town.clock.advance(Duration.ofDays(8));
    town.governance.sweep(100);
    town.clock.advance(Duration.ofDays(4));
    town.governance.sweep(100);
    assertThat(town.state(id)).isEqualTo("voting");
    String before = seen(id).textHash();
    town.cast(5, id, Map.of("for", 6));
    assertThat(town.spent(5)).isEqualTo(36);
    town.governance.change(
        GovernanceTown.standing(1),
        id,
        new Proposal.Change(before, null, "Otro texto.", null, null, null));
    assertThat(town.spent(5)).isZero();
    assertThat(seen(id).quorum().have()).isZero();
    assertThat(town.told("TextChanged")).isEqualTo(2);
    assertThat(
            no(() ->
                    town.governance.cast(
                        GovernanceTown.standing(5),
                        id,
                        new Proposal.Ballot(Map.of("for", 1), null, before, null, null)))
                .refusal())
        .isEqualTo(Refusal.TEXT_MOVED);
    town.cast(5, id, Map.of("for", 2));
    town.cast(6, id, Map.of("for", 1));
    assertThat(town.ended(id)).isEqualTo("queued");
    assertThat(town.governance.tally(GovernanceTown.standing(1), id).options().getFirst())
        .isEqualTo(new Proposal.Count("for", 3, 2));
  }

  @Test
  void the_fund_never_promises_twice() {
    List<UUID> both =
        List.of(
            town.discussed(1, town.draft(null, GovernanceTown.payment("m4", "60.00"))),
            town.discussed(2, town.draft(null, GovernanceTown.payment("m5", "60.00"))));
    both.forEach(town::opened);
    both.forEach(
        id -> GovernanceTown.people(1, 4).forEach(no -> town.cast(no, id, Map.of("for", 1))));
    both.forEach(town::ended);
    town.clock.advance(Duration.ofDays(8));
    town.governance.sweep(100);
    assertThat(both.stream().map(town::state).toList()).contains("executed", "failed");
    assertThat(town.fundBalance()).isEqualTo(4_000);
    assertThat(town.reserved()).isZero();
  }

  @Test
  void more_than_the_fund_holds_is_not_voted_on() {
    UUID id = town.discussed(town.draft(null, GovernanceTown.payment("m4", "100.01")));
    town.clock.advance(Duration.ofDays(8));
    town.governance.sweep(100);
    town.clock.advance(Duration.ofDays(4));
    town.governance.sweep(100);
    assertThat(town.state(id)).isEqualTo("verification");
    assertThat(no(() -> town.governance.advance(GovernanceTown.standing(4), id)).refusal())
        .isEqualTo(Refusal.FUND);
  }

  @Test
  void three_stewards_stop_what_was_decided_and_two_thirds_may_want_it_all_the_same() {
    UUID id = town.voted(town.draft(null, GovernanceTown.payment("m4", "10.00")));
    GovernanceTown.people(1, 4).forEach(no -> town.cast(no, id, Map.of("for", 1)));
    assertThat(no(() -> town.governance.veto(GovernanceTown.standing(1), id, "no")).refusal())
        .isEqualTo(Refusal.WRONG_STATE);
    town.ended(id);
    town.governance.veto(GovernanceTown.standing(1), id, "falta un plan");
    town.governance.veto(GovernanceTown.standing(1), id, "falta un plan");
    town.governance.veto(GovernanceTown.standing(2), id, "falta un plan");
    assertThat(town.state(id)).isEqualTo("queued");
    town.governance.veto(GovernanceTown.standing(3), id, "falta un plan");
    assertThat(town.state(id)).isEqualTo("vetoed");
    assertThat(town.reserved()).isZero();
    Proposal.Draft again =
        new Proposal.Draft(
            null, null, null, null, null, "Otra vez", "Con plan.", null, null, null, null, id);
    UUID answer = town.voted(again);
    GovernanceTown.people(1, 4).forEach(no -> town.cast(no, answer, Map.of("for", 2)));
    town.cast(5, answer, Map.of("against", 4));
    assertThat(town.ended(answer)).isEqualTo("queued");
    assertThat(no(() -> town.governance.veto(GovernanceTown.standing(1), answer, "no")).refusal())
        .isEqualTo(Refusal.WRONG_STATE);
    town.clock.advance(Duration.ofDays(3));
    town.governance.sweep(100);
    assertThat(town.fundBalance()).isEqualTo(9_000);
    assertThat(no(() -> town.governance.propose(GovernanceTown.standing(1), again)).refusal())
        .as("a veto is answered once")
        .isEqualTo(Refusal.WRONG_STATE);
  }

  @Test
  void policies_limits_and_roles_are_carried_out() {
    UUID policy = town.voted(town.draft(null, GovernanceTown.policy("fundRate", "0.03")));
    UUID role =
        town.voted(
            2,
            town.draft(
                null, new Payload("role", null, null, null, null, null, "m7", null, "MODERATOR")));
    UUID limit =
        town.voted(
            3,
            town.draft(
                null, new Payload("limit", null, null, null, null, null, "m8", "7.00", null)));
    UUID own = town.voted(4, town.draft(null, GovernanceTown.policy("governance.voting", "P5D")));
    for (UUID id : List.of(policy, role, limit, own)) {
      if (town.state(id).equals("voting")) {
        GovernanceTown.people(1, 5).forEach(no -> vote(no, id));
      }
    }
    assertThat(seen(own).kind()).isEqualTo("constitution");
    for (int day = 0; day < 40; day++) {
      town.clock.advance(Duration.ofDays(1));
      town.governance.sweep(100);
    }
    assertThat(List.of(town.state(own))).containsExactly("executed");
    assertThat(town.governance.charter(GovernanceTown.PACHA).voting())
        .isEqualTo(Duration.ofDays(5));
    assertThat(List.of(policy, role, limit))
        .allMatch(id -> List.of("executed", "no_quorum").contains(town.state(id)));
  }

  private void vote(int no, UUID id) {
    town.cast(no, id, Map.of("for", 1));
  }

  @Test
  void what_cannot_be_carried_out_is_given_up_after_five_tries() {
    UUID id = town.voted(town.draft(null, GovernanceTown.policy("fundRate", "0.03")));
    GovernanceTown.people(1, 4).forEach(no -> vote(no, id));
    assertThat(town.ended(id)).isEqualTo("queued");
    town.policies.clear(); // the dry run asked before
    town.broken = true;
    for (int n = 0; n < 5; n++) {
      assertThat(town.state(id)).isEqualTo("queued");
      town.clock.advance(Duration.ofDays(3));
      town.governance.sweep(100);
    }
    assertThat(town.state(id)).isEqualTo("failed");
    assertThat(town.policies).isEmpty();
  }

  @Test
  void who_may_not_take_part_is_told_what_is_missing() {
    UUID id = town.voted(town.draft(null, null));
    GovernanceDoors.Citizen five = java.util.Objects.requireNonNull(town.citizens.get(5));
    town.citizens.put(
        5,
        new GovernanceDoors.Citizen(
            5, "m5", "M 5", true, true, true, 0, five.joinedAt(), Role.MEMBER));
    assertThat(no(() -> vote(5, id)).details())
        .containsEntry("needs", List.of("open_violation", "vouch"));
    assertThat(no(() -> vote(99, id)).details()).containsEntry("needs", List.of("census"));
    town.census = false;
    assertThat(no(() -> vote(6, id)).refusal()).isEqualTo(Refusal.NOT_ELIGIBLE);
    town.census = true;
    vote(6, id);
    assertThat(seen(id).quorum().have()).isEqualTo(1);
  }

  @Test
  void a_late_quorum_gives_the_others_time_once() {
    town.governance.charter(
        GovernanceTown.standing(1),
        new Charter.Change(
            null, null, null, null, null, null, null, null, null, null, null, null, "0.25", null,
            null, null, null, null, null, null, null));
    UUID id = town.voted(town.draft(null, null));
    Instant closes = java.util.Objects.requireNonNull(seen(id).closesAt());
    vote(1, id);
    vote(2, id);
    town.clock.advance(Duration.between(town.clock.instant(), closes).minusHours(1));
    town.census = false;
    town.governance.sweep(100);
    town.census = true;
    town.governance.sweep(100);
    assertThat(town.told("VotingClosesSoon")).as("nobody knew whom to tell").isZero();
    vote(3, id);
    assertThat(seen(id).closesAt()).isEqualTo(town.clock.instant().plus(Duration.ofDays(2)));
    town.clock.advance(Duration.ofHours(1));
    town.governance.sweep(100);
    assertThat(town.told("VotingClosesSoon")).isEqualTo(1);
    town.clock.advance(Duration.ofHours(46));
    vote(4, id);
    town.governance.uncast(GovernanceTown.standing(4), id);
    vote(4, id);
    assertThat(seen(id).closesAt()).isEqualTo(closes.minusSeconds(3_600).plus(Duration.ofDays(2)));
    assertThat(seen(id).extended()).isTrue();
    town.clock.advance(Duration.ofMinutes(61));
    assertThat(no(() -> vote(5, id)).refusal()).isEqualTo(Refusal.CLOSED);
    assertThat(town.ended(id)).isEqualTo("queued");
  }
}
