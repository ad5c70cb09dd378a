package org.coomunity.people.communities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Uuid7;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A community votes on taking over the balance of somebody who goes.
class TakeoversTest {
  private final PeopleTown town = new PeopleTown();

  @AfterEach
  void stop() {
    town.close();
  }

  private static void assertRefused(String code, ThrowingCallable act) {
    assertThatThrownBy(act).isInstanceOf(Refused.class).hasMessage(code);
  }

  /// Ben owes 1.00 and wants to leave.
  private UUID asked() {
    town.pay("ben", "caro", "1.00");
    return ask("ben", "leave", null).id();
  }

  private Takeover ask(String who, String aim, @org.jspecify.annotations.Nullable String member) {
    return town.communities
        .ask(town.at(who), new Takeover.Draft(null, aim, member, "moving to Lima"))
        .value();
  }

  private Takeover vote(String who, UUID id, boolean yes) {
    return town.communities.vote(town.at(who), id, yes);
  }

  private Takeover seen(UUID id) {
    return town.communities.takeover(town.at("ana"), id);
  }

  @Test
  void everybody_sees_who_asks_about_how_much() {
    Takeover takeover = seen(asked());
    assertThat(takeover.member()).isEqualTo("ben");
    assertThat(takeover.askedBy()).isEqualTo("ben");
    assertThat(takeover.aim()).isEqualTo("leave");
    assertThat(takeover.balance()).isEqualTo("-1.00");
    assertThat(takeover.balanceAsked()).isEqualTo("-1.00");
    assertThat(takeover.state()).isEqualTo("open");
    assertThat(takeover.voters()).isEqualTo(3);
    assertThat(takeover.quorum()).isEqualTo(3);
    assertThat(takeover.vote()).isNull();
    assertThat(Duration.between(takeover.createdAt(), takeover.endsAt()))
        .isEqualTo(Duration.ofDays(7));
    assertThat(town.communities.takeovers(town.at("dani"), Optional.empty(), 10).items())
        .extracting(Takeover::id)
        .containsExactly(takeover.id());
  }

  @Test
  void when_all_have_voted_and_more_say_yes_it_happens_at_once() {
    UUID id = asked();
    assertThat(vote("ana", id, true).state()).isEqualTo("open");
    assertThat(vote("caro", id, false).vote()).isFalse();
    Takeover done = vote("dani", id, true);
    assertThat(done.state()).isEqualTo("done");
    assertThat(done.yes()).isEqualTo(2);
    assertThat(done.no()).isEqualTo(1);
    assertThat(town.place("ben").state()).isEqualTo(MembershipState.LEFT);
    assertThat(town.balance("ben")).isZero();
    assertThat(town.pool()).isEqualTo(-100);
    assertThat(town.sum()).isZero();
    assertThat(town.communities.pool(town.community(PeopleTown.PACHA).id()).balance())
        .isEqualTo("-1.00");
    assertThat(
            town.communities
                .partings(town.community(PeopleTown.PACHA).id(), Optional.empty(), 10)
                .items())
        .singleElement()
        .satisfies(parting -> {
          assertThat(parting.member()).isEqualTo("ben");
          assertThat(parting.balance()).isEqualTo("-1.00");
          assertThat(parting.farewell()).isEqualTo("community");
          assertThat(parting.by()).isNull();
        });
  }

  @Test
  void as_many_no_as_yes_is_no() {
    UUID id = asked();
    town.clock.advance(Duration.ofSeconds(1));
    town.invited("ana", "late");
    vote("ana", id, true);
    vote("caro", id, false);
    town.communities.suspend(town.at("ana"), "dani", true, "absent");
    town.clock.advance(Duration.ofDays(7));
    town.communities.sweepTakeovers(10);
    assertThat(seen(id).state()).isEqualTo("defeated");
    assertThat(town.place("ben").active()).isTrue();
    assertThat(town.balance("ben")).isEqualTo(-100);
    assertThat(town.pool()).isZero();
  }

  @Test
  void too_few_votes_decide_nothing_and_it_may_be_asked_again() {
    UUID id = asked();
    vote("ana", id, true);
    vote("caro", id, true);
    town.clock.advance(Duration.ofDays(7).minusMillis(1));
    town.communities.sweepTakeovers(10);
    assertThat(seen(id).state()).isEqualTo("open");
    town.clock.advance(Duration.ofMillis(1));
    assertRefused("wrong_state", () -> vote("dani", id, true));
    town.communities.sweepTakeovers(10);
    assertThat(seen(id).state()).isEqualTo("no_quorum");
    assertThat(town.place("ben").active()).isTrue();
    assertThat(ask("ben", "leave", null).state()).isEqualTo("open");
  }

  @Test
  void a_vote_may_be_changed_until_the_end_and_counts_once() {
    UUID id = asked();
    vote("ana", id, false);
    Takeover changed = vote("ana", id, true);
    assertThat(changed.yes()).isEqualTo(1);
    assertThat(changed.no()).isZero();
    assertThat(changed.vote()).isTrue();
  }

  @Test
  void whom_it_is_about_newcomers_organisations_and_strangers_do_not_vote() {
    town.communities.found(town.at("caro"), new Organisation.Draft("huerta", "La Huerta", null));
    UUID id = asked();
    town.clock.advance(Duration.ofSeconds(1));
    town.invited("ana", "late");
    assertRefused("not_allowed", () -> vote("ben", id, true));
    assertRefused("not_allowed", () -> vote("late", id, true));
    assertRefused(
        "not_allowed",
        () -> town.communities.vote(town.at("caro", PeopleTown.PACHA, "huerta"), id, true));
    assertRefused(
        "not_found",
        () -> town.communities.vote(town.at("eva", PeopleTown.WALLPA, null), id, true));
    assertRefused(
        "not_found", () -> town.communities.takeover(town.at("eva", PeopleTown.WALLPA, null), id));
  }

  @Test
  void the_vote_of_somebody_who_has_left_counts_no_more() {
    UUID id = asked();
    town.clock.advance(Duration.ofSeconds(1));
    town.invited("ana", "late");
    vote("dani", id, false);
    town.communities.leave(town.at("dani"), Farewell.SETTLE);
    assertThat(seen(id).no()).isZero();
    assertThat(seen(id).voters()).isEqualTo(2);
    vote("ana", id, true);
    assertThat(vote("caro", id, true).state()).isEqualTo("done");
  }

  @Test
  void whoever_spends_more_after_asking_is_not_carried_until_it_is_back() {
    UUID id = asked();
    town.pay("ben", "caro", "0.50");
    vote("ana", id, true);
    vote("caro", id, true);
    Takeover held = vote("dani", id, true);
    assertThat(held.state()).isEqualTo("passed");
    assertThat(held.hold()).isEqualTo("balance_open");
    assertThat(town.place("ben").active()).isTrue();
    town.pay("caro", "ben", "0.60");
    assertThat(town.communities.sweepTakeovers(10)).isEqualTo(1);
    assertThat(seen(id).state()).isEqualTo("done");
    assertThat(seen(id).hold()).isNull();
    assertThat(town.pool()).isEqualTo(-90);
  }

  @Test
  void what_the_books_do_not_allow_for_thirty_days_lapses() {
    UUID id = asked();
    town.pay("ben", "caro", "0.50");
    vote("ana", id, true);
    vote("caro", id, true);
    vote("dani", id, true);
    town.clock.advance(Duration.ofDays(30).minusSeconds(1));
    town.communities.sweepTakeovers(10);
    assertThat(seen(id).state()).isEqualTo("passed");
    town.clock.advance(Duration.ofSeconds(1));
    town.communities.sweepTakeovers(10);
    assertThat(seen(id).state()).isEqualTo("lapsed");
    assertThat(town.balance("ben")).isEqualTo(-150);
  }

  @Test
  void whoever_settles_and_goes_needs_no_answer_any_more() {
    UUID id = asked();
    town.pay("caro", "ben", "1.00");
    town.communities.leave(town.at("ben"), Farewell.SETTLE);
    assertThat(seen(id).state()).isEqualTo("withdrawn");
    assertRefused("wrong_state", () -> vote("ana", id, true));
  }

  @Test
  void only_whoever_asked_takes_the_question_back() {
    UUID id = asked();
    assertRefused("not_allowed", () -> town.communities.withdrawTakeover(town.at("caro"), id));
    town.communities.withdrawTakeover(town.at("ben"), id);
    assertThat(seen(id).state()).isEqualTo("withdrawn");
    assertRefused("wrong_state", () -> town.communities.withdrawTakeover(town.at("ben"), id));
  }

  @Test
  void nobody_asks_about_nothing_twice_at_once_or_beyond_their_role() {
    assertRefused("wrong_state", () -> ask("dani", "leave", null));
    UUID id = asked();
    assertRefused("too_many_open", () -> ask("ben", "leave", null));
    assertRefused("not_allowed", () -> ask("caro", "remove", "ben"));
    assertRefused("not_allowed", () -> ask("caro", "archive", null));
    assertRefused("member_unknown", () -> ask("ana", "remove", "eva"));
    assertRefused("field_format", () -> ask("ana", "flee", null));
    assertRefused(
        "field_length",
        () -> town.communities.ask(town.at("ben"), new Takeover.Draft(null, "leave", null, "")));
    assertThat(seen(id).state()).isEqualTo("open");
  }

  @Test
  void a_question_sent_twice_is_one() {
    town.pay("ben", "caro", "1.00");
    UUID id = Uuid7.at(town.clock.instant());
    Takeover.Draft draft = new Takeover.Draft(id, "leave", null, "moving to Lima");
    Made<Takeover> first = town.communities.ask(town.at("ben"), draft);
    assertThat(first.replay()).isFalse();
    assertThat(town.communities.ask(town.at("ben"), draft).replay()).isTrue();
    assertThatThrownBy(() ->
            town.communities.ask(
                town.at("ben"), new Takeover.Draft(id, "leave", null, "moving to Quito")))
        .hasMessage("idempotency_conflict")
        .extracting(no -> ((Refused) no).details().get("field"))
        .isEqualTo("reason");
  }

  @Test
  void an_admin_asks_about_somebody_who_does_not_come_back() {
    town.pay("ben", "caro", "1.00");
    UUID id = ask("ana", "remove", "ben").id();
    vote("ana", id, true);
    vote("caro", id, true);
    assertThat(vote("dani", id, true).state()).isEqualTo("done");
    assertThat(town.place("ben").state()).isEqualTo(MembershipState.REMOVED);
    assertThat(town.pool()).isEqualTo(-100);
  }

  @Test
  void the_last_admin_is_not_carried_out_by_a_vote() {
    town.pay("ana", "caro", "1.00");
    UUID id = ask("ana", "leave", null).id();
    vote("ben", id, true);
    vote("caro", id, true);
    Takeover held = vote("dani", id, true);
    assertThat(held.state()).isEqualTo("passed");
    assertThat(held.hold()).isEqualTo("last_admin");
    town.role("ben", Role.ADMIN);
    town.communities.sweepTakeovers(10);
    assertThat(seen2("ben", id).state()).isEqualTo("done");
  }

  private Takeover seen2(String who, UUID id) {
    return town.communities.takeover(town.at(who), id);
  }

  @Test
  void a_community_that_ends_takes_all_balances_over_by_vote() {
    town.pay("ben", "caro", "1.00");
    town.pay("dani", "caro", "0.25");
    UUID id = ask("ana", "archive", null).id();
    for (String who : List.of("ana", "ben", "caro")) {
      vote(who, id, true);
    }
    assertThat(vote("dani", id, false).state()).isEqualTo("done");
    assertThat(town.community(PeopleTown.PACHA).archived()).isTrue();
    for (String who : List.of("ana", "ben", "caro", "dani")) {
      assertThat(town.balance(who)).isZero();
    }
    assertThat(town.pool()).isZero();
    assertThat(town.sum()).isZero();
    assertThat(
            town.communities
                .partings(town.community(PeopleTown.PACHA).id(), Optional.empty(), 10)
                .items())
        .hasSize(3);
  }

  @Test
  void of_three_who_vote_last_at_once_it_is_carried_out_once() {
    UUID id = asked();
    var standings = List.of(town.at("ana"), town.at("caro"), town.at("dani"));
    var results =
        PeopleTown.atOnce(
            standings.stream()
                .<java.util.concurrent.Callable<?>>map(
                    standing -> () -> town.communities.vote(standing, id, true))
                .toList());
    assertThat(results).containsOnlyNulls();
    assertThat(seen(id).state()).isEqualTo("done");
    assertThat(town.pool()).isEqualTo(-100);
    assertThat(town.sum()).isZero();
  }
}
