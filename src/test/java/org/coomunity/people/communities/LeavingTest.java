package org.coomunity.people.communities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.people.members.AuditLine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Roles, suspension, leaving, removal, archiving, and organisations: a community always keeps an
/// admin, and no balance is lost.
class LeavingTest {
  private final PeopleTown town = new PeopleTown();

  @AfterEach
  void stop() {
    town.close();
  }

  private static void assertRefused(String code, ThrowingCallable act) {
    assertThatThrownBy(act).isInstanceOf(Refused.class).hasMessage(code);
  }

  @Test
  void whoever_leaves_with_nothing_open_is_gone_and_known() {
    town.role("ben", Role.MODERATOR);
    town.communities.leave(town.at("ben"), Farewell.SETTLE);
    assertThat(town.place("ben").state()).isEqualTo(MembershipState.LEFT);
    assertThat(town.place("ben").role()).isEqualTo(Role.MEMBER);
    assertThat(town.communities.standing(town.caller("ben"), PeopleTown.PACHA, Optional.empty()))
        .isEmpty();
    assertThat(town.communities.membershipsOf(town.member("ben").id())).isEmpty();
    assertThat(town.communities.people(town.at("ana"), 0, 50).items())
        .extracting(Person::handle)
        .containsExactly("ana", "caro", "dani");
  }

  @Test
  void a_balance_above_zero_is_settled_or_given_to_the_fund() {
    town.pay("caro", "ben", "1.00");
    assertRefused("balance_open", () -> town.communities.leave(town.at("ben"), Farewell.SETTLE));
    town.communities.leave(town.at("ben"), Farewell.FUND);
    assertThat(town.balance("ben")).isZero();
    assertThat(town.sum()).isZero();
    assertThat(
            town.communities
                .partings(town.community(PeopleTown.PACHA).id(), Optional.empty(), 10)
                .items())
        .singleElement()
        .satisfies(parting -> {
          assertThat(parting.member()).isEqualTo("ben");
          assertThat(parting.balance()).isEqualTo("1.00");
          assertThat(parting.farewell()).isEqualTo("fund");
          assertThat(parting.by()).isEqualTo("ben");
        });
  }

  @Test
  void a_balance_below_zero_is_no_gift_and_nobody_takes_it_over_without_a_vote() {
    town.pay("ben", "caro", "1.00");
    assertRefused("balance_open", () -> town.communities.leave(town.at("ben"), Farewell.FUND));
    assertRefused("vote_needed", () -> town.communities.leave(town.at("ben"), Farewell.COMMUNITY));
    assertRefused(
        "vote_needed",
        () -> town.communities.remove(town.at("ana"), "ben", Farewell.COMMUNITY, "debts"));
    assertRefused(
        "vote_needed", () -> town.communities.archive(town.at("ana"), Farewell.COMMUNITY, "end"));
    assertThat(town.place("ben").active()).isTrue();
    assertThat(town.balance("ben")).isEqualTo(-100);
  }

  @Test
  void open_gifts_come_home_before_whoever_goes_settles() {
    String code = town.code("ben", "2.00");
    assertThat(town.balance("ben")).isEqualTo(-200);
    town.communities.leave(town.at("ben"), Farewell.SETTLE);
    assertThat(town.balance("ben")).isZero();
    assertRefused("invitation_gone", () -> town.communities.look(code));
    assertThat(town.communities.sweepInvitations(10)).isZero();
  }

  @Test
  void the_last_admin_stays() {
    assertRefused("last_admin", () -> town.communities.leave(town.at("ana"), Farewell.SETTLE));
    assertRefused("last_admin", () -> town.communities.role(town.at("ana"), "ana", Role.MEMBER));
    assertRefused(
        "last_admin", () -> town.communities.suspend(town.at("ana"), "ana", true, "tired"));
    assertRefused(
        "last_admin",
        () -> town.communities.remove(town.at("ana"), "ana", Farewell.SETTLE, "tired"));
    town.role("ben", Role.ADMIN);
    town.communities.leave(town.at("ana"), Farewell.SETTLE);
    assertRefused("last_admin", () -> town.communities.leave(town.at("ben"), Farewell.SETTLE));
  }

  @Test
  void a_suspended_admin_does_not_count() {
    town.role("ben", Role.ADMIN);
    town.communities.suspend(town.at("ana"), "ben", true, "absent");
    assertRefused("last_admin", () -> town.communities.leave(town.at("ana"), Farewell.SETTLE));
  }

  @Test
  void of_two_admins_who_leave_at_once_one_stays() {
    town.role("ben", Role.ADMIN);
    Standing ana = town.at("ana");
    Standing ben = town.at("ben");
    List<String> results =
        PeopleTown.atOnce(
            List.of(
                () -> {
                  town.communities.leave(ana, Farewell.SETTLE);
                  return ana;
                },
                () -> {
                  town.communities.leave(ben, Farewell.SETTLE);
                  return ben;
                }));
    assertThat(Collections.frequency(results, null)).isEqualTo(1);
    assertThat(results).contains("last_admin");
  }

  @Test
  void of_two_admins_who_demote_each_other_at_once_one_stays() {
    town.role("ben", Role.ADMIN);
    Standing ana = town.at("ana");
    Standing ben = town.at("ben");
    List<String> results =
        PeopleTown.atOnce(
            List.of(
                () -> town.communities.role(ana, "ben", Role.MEMBER),
                () -> town.communities.role(ben, "ana", Role.MEMBER)));
    assertThat(Collections.frequency(results, null)).isEqualTo(1);
    assertThat(results).contains("last_admin");
  }

  @Test
  void a_payment_and_a_farewell_at_once_leave_no_balance_behind() {
    for (int round = 0; round < 5; round++) {
      String handle = "guest" + round;
      town.invited("ana", handle);
      Standing leaver = town.at(handle);
      Standing ana = town.at("ana");
      PeopleTown.atOnce(
          List.of(
              () -> {
                town.communities.leave(leaver, Farewell.SETTLE);
                return leaver;
              },
              () -> {
                town.pay(ana, handle, "0.01");
                return ana;
              }));
      if (!town.place(handle).state().inside()) {
        assertThat(town.balance(handle)).isZero();
      }
    }
    assertThat(town.sum()).isZero();
  }

  @Test
  void stewards_suspend_up_to_their_own_height_and_each_act_is_in_the_audit() {
    town.role("ben", Role.STEWARD);
    town.communities.suspend(town.at("ben"), "caro", true, "needs a pause");
    assertThat(town.place("caro").state()).isEqualTo(MembershipState.SUSPENDED);
    assertThat(town.at("caro").hold()).isEqualTo(org.coomunity.base.kernel.Refusal.SUSPENDED);
    assertRefused("member_unknown", () -> town.pay("ana", "caro", "1.00"));
    town.communities.suspend(town.at("ben"), "caro", false, "all is well");
    assertThat(town.at("caro").hold()).isNull();
    assertRefused(
        "not_allowed", () -> town.communities.suspend(town.at("ben"), "ana", true, "mutiny"));
    assertThat(
            town.members.audit(town.community(PeopleTown.PACHA).id(), Optional.empty(), 10).items())
        .extracting(AuditLine::act, AuditLine::subject)
        .contains(
            org.assertj.core.api.Assertions.tuple("suspend", "caro"),
            org.assertj.core.api.Assertions.tuple("restore", "caro"),
            org.assertj.core.api.Assertions.tuple("role.STEWARD", "ben"));
  }

  @Test
  void an_archived_community_is_only_read() {
    String code = town.code("ben", "1.00");
    assertThat(town.balance("ben")).isEqualTo(-100);
    town.communities.archive(town.at("ana"), Farewell.SETTLE, "we move on");
    assertThat(town.balance("ben")).isZero();
    assertThat(town.at("ben").hold())
        .isEqualTo(org.coomunity.base.kernel.Refusal.COMMUNITY_ARCHIVED);
    assertRefused("invitation_gone", () -> town.communities.look(code));
    assertRefused("community_archived", () -> town.code("ana", null));
    assertRefused("account_closed", () -> town.pay("ben", "caro", "1.00"));
    assertThat(town.communities.community(PeopleTown.PACHA)).get().matches(Community::archived);
  }

  @Test
  void a_community_with_open_balances_is_not_archived() {
    town.pay("ben", "caro", "1.00");
    assertRefused(
        "balance_open", () -> town.communities.archive(town.at("ana"), Farewell.SETTLE, "end"));
    assertRefused(
        "balance_open", () -> town.communities.archive(town.at("ana"), Farewell.FUND, "end"));
    assertThat(town.balance("caro")).isEqualTo(100);
    town.pay("caro", "ben", "1.00");
    town.communities.archive(town.at("ana"), Farewell.SETTLE, "the end");
  }

  @Test
  void several_people_act_for_an_organisation_and_its_books_say_who() {
    town.communities.found(town.at("ben"), new Organisation.Draft("huerta", "La Huerta", null));
    Standing asHuerta = town.at("ben", PeopleTown.PACHA, "huerta");
    assertThat(asHuerta.handle()).isEqualTo("huerta");
    assertThat(asHuerta.actor()).isEqualTo(town.member("ben").id());
    assertThat(asHuerta.role()).isEqualTo(Role.MEMBER);
    assertThat(
            town.communities.standing(town.caller("caro"), PeopleTown.PACHA, Optional.of("huerta")))
        .isEmpty();
    assertRefused(
        "not_allowed", () -> town.communities.act(town.at("caro"), "huerta", "caro", true));
    assertThat(town.communities.act(town.at("ben"), "huerta", "caro", true).people())
        .containsExactly("ben", "caro");
    Standing caroAsHuerta = town.at("caro", PeopleTown.PACHA, "huerta");
    town.pay(caroAsHuerta, "dani", "1.00");
    assertThat(town.balance("huerta")).isEqualTo(-100);
    assertThat(town.balance("caro")).isZero();
    int book = town.lets.exchange(town.community(PeopleTown.PACHA).id()).book();
    assertThat(town.ledger.changes(book, 0, 10))
        .anySatisfy(row -> assertThat(row.actor()).isEqualTo(town.place("caro").no()));
    town.communities.act(town.at("caro"), "huerta", "ben", false);
    assertRefused(
        "last_admin", () -> town.communities.act(town.at("caro"), "huerta", "caro", false));
    assertRefused("not_allowed", () -> town.role("huerta", Role.ADMIN));
  }

  @Test
  void the_last_person_of_an_organisation_leaves_after_it() {
    town.communities.found(town.at("ben"), new Organisation.Draft("huerta", "La Huerta", null));
    assertRefused("last_admin", () -> town.communities.leave(town.at("ben"), Farewell.SETTLE));
    town.communities.leave(town.at("ben", PeopleTown.PACHA, "huerta"), Farewell.SETTLE);
    town.communities.leave(town.at("ben"), Farewell.SETTLE);
    assertThat(town.place("ben").state()).isEqualTo(MembershipState.LEFT);
  }

  @Test
  void whoever_goes_acts_no_longer_for_the_organisations_they_leave_behind() {
    town.communities.found(town.at("ben"), new Organisation.Draft("huerta", "La Huerta", null));
    town.communities.act(town.at("ben"), "huerta", "caro", true);
    town.communities.leave(town.at("ben"), Farewell.SETTLE);
    assertThat(town.communities.organisation(town.at("caro"), "huerta").people())
        .containsExactly("caro");
  }

  @Test
  void what_belongs_to_another_community_is_unknown_here() {
    assertRefused("member_unknown", () -> town.communities.role(town.at("ana"), "eva", Role.ADMIN));
    assertRefused(
        "member_unknown",
        () -> town.communities.person(town.community(PeopleTown.PACHA).id(), "eva"));
    assertRefused("member_unknown", () -> town.communities.profile(town.caller("ana"), "eva"));
    assertThat(town.communities.standing(town.caller("eva"), PeopleTown.PACHA, Optional.empty()))
        .isEmpty();
  }
}
