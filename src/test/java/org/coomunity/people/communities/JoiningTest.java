package org.coomunity.people.communities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.people.members.Consent;
import org.coomunity.people.members.NewMember;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How people come: invitations, gifts, joining, coming back.
class JoiningTest {
  private final PeopleTown town = new PeopleTown();

  @AfterEach
  void stop() {
    town.close();
  }

  private void assertRefused(
      String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
    assertThatThrownBy(act).isInstanceOf(Refused.class).hasMessage(code);
  }

  @Test
  void whoever_the_operator_invites_founds_and_whom_they_invite_follows() {
    Membership ana = town.place("ana");
    assertThat(ana.no()).isEqualTo(1);
    assertThat(ana.role()).isEqualTo(Role.ADMIN);
    assertThat(ana.founder()).isTrue();
    assertThat(ana.invitedByNo()).isNull();
    Membership ben = town.place("ben");
    assertThat(ben.role()).isEqualTo(Role.MEMBER);
    assertThat(ben.founder()).isFalse();
    assertThat(ben.invitedByNo()).isEqualTo(1);
    assertThat(town.balance("ben")).isZero();
  }

  @Test
  void a_code_works_once() {
    String code = town.code("ana", null);
    town.communities.register(PeopleTown.newMember(code, "flor"));
    assertRefused(
        "invitation_gone", () -> town.communities.register(PeopleTown.newMember(code, "gil")));
    assertThat(town.members.member("gil")).isEmpty();
  }

  @Test
  void of_eight_who_use_the_same_code_at_once_one_joins() {
    String code = town.code("ana", "0.50");
    List<Callable<?>> acts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      NewMember draft = PeopleTown.newMember(code, "guest" + i);
      acts.add(() -> town.communities.register(draft));
    }
    List<String> results = PeopleTown.atOnce(acts);
    assertThat(results).filteredOn(java.util.Objects::isNull).hasSize(1);
    assertThat(results).filteredOn("invitation_gone"::equals).hasSize(7);
    assertThat(town.communities.size(town.community(PeopleTown.PACHA).id())).isEqualTo(5);
    assertThat(town.balance("ana")).isEqualTo(-50);
    assertThat(town.sum()).isZero();
  }

  @Test
  void of_eight_who_want_the_same_handle_at_once_one_gets_it_and_the_codes_of_the_others_stay() {
    List<String> codes = new ArrayList<>();
    List<Callable<?>> acts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String code = town.code("ana", null);
      codes.add(code);
      acts.add(() -> town.communities.register(PeopleTown.newMember(code, "sol")));
    }
    List<String> results = PeopleTown.atOnce(acts);
    assertThat(Collections.frequency(results, null)).isEqualTo(1);
    assertThat(Collections.frequency(results, "handle_taken")).isEqualTo(7);
    int open = 0;
    for (String code : codes) {
      try {
        town.communities.look(code);
        open++;
      } catch (Refused used) {
        assertThat(used).hasMessage("invitation_gone");
      }
    }
    assertThat(open).isEqualTo(7);
  }

  @Test
  void the_same_draft_once_more_finds_the_member_it_made() {
    NewMember draft = PeopleTown.newMember(town.code("ana", null), "flor");
    assertThat(town.communities.registered(draft).replay()).isFalse();
    assertThat(town.communities.registered(draft).replay()).isTrue();
    NewMember other =
        new NewMember(
            draft.invitation(),
            "flor",
            "Flor María",
            draft.email(),
            draft.password(),
            draft.language(),
            draft.birthDate(),
            draft.consents());
    assertThatThrownBy(() -> town.communities.registered(other))
        .hasMessage("idempotency_conflict")
        .extracting(no -> ((Refused) no).details().get("field"))
        .isEqualTo("displayName");
    NewMember stranger =
        new NewMember(
            draft.invitation(),
            "flor",
            draft.displayName(),
            draft.email(),
            "somebody else was here",
            draft.language(),
            draft.birthDate(),
            draft.consents());
    assertRefused("invitation_gone", () -> town.communities.registered(stranger));
  }

  @Test
  void an_invitation_made_twice_under_one_identifier_is_one() {
    Invitation.Draft draft =
        new Invitation.Draft(
            Uuid7.at(town.clock.instant()), "1.00", Duration.ofDays(2), "ven", null);
    Community pacha = town.community(PeopleTown.PACHA);
    Made<Invitation> first = town.communities.invited(pacha, 1, draft);
    Made<Invitation> again = town.communities.invited(pacha, 1, draft);
    assertThat(again.replay()).isTrue();
    assertThat(again.value()).isEqualTo(first.value());
    assertThat(town.balance("ana")).isEqualTo(-100);
    UUID id = Objects.requireNonNull(draft.id());
    assertConflict("gift", id, "2.00", Duration.ofDays(2), "ven", 1);
    assertConflict("text", id, "1.00", Duration.ofDays(2), "sal", 1);
    assertConflict("expiresIn", id, "1.00", Duration.ofDays(3), "ven", 1);
    assertConflict("id", id, "1.00", Duration.ofDays(2), "ven", 2);
    town.communities.register(PeopleTown.newMember(first.value().code(), "flor"));
    assertRefused("invitation_gone", () -> town.communities.invited(pacha, 1, draft));
    assertThat(
            town.count(
                "select count(secret) from communities.invitation where used_at is not null"))
        .isZero();
  }

  private void assertConflict(
      String field, UUID id, String gift, Duration life, String text, int inviter) {
    Invitation.Draft draft = new Invitation.Draft(id, gift, life, text, null);
    assertThatThrownBy(
            () -> town.communities.invited(town.community(PeopleTown.PACHA), inviter, draft))
        .hasMessage("idempotency_conflict")
        .extracting(no -> ((Refused) no).details().get("field"))
        .isEqualTo(field);
  }

  @Test
  void a_gift_leaves_at_once_waits_in_escrow_and_greets_the_newcomer() {
    String code = town.code("ben", "1.50");
    assertThat(town.balance("ben")).isEqualTo(-150);
    Invitation.Look look = town.communities.look(code);
    assertThat(look.gift()).isEqualTo("1.50");
    assertThat(look.inviter()).isEqualTo("ben!");
    assertThat(look.community()).isEqualTo(PeopleTown.PACHA);
    town.communities.register(PeopleTown.newMember(code, "flor"));
    assertThat(town.balance("flor")).isEqualTo(150);
    assertThat(town.balance("ben")).isEqualTo(-150);
    assertThat(town.sum()).isZero();
  }

  @Test
  void a_gift_that_nobody_fetched_in_time_returns_once() {
    String code = town.code("ben", "1.50");
    town.clock.advance(Duration.ofDays(14).minusMillis(1));
    assertThat(town.communities.sweepInvitations(10)).isZero();
    assertThat(town.communities.look(code).gift()).isEqualTo("1.50");
    town.clock.advance(Duration.ofMillis(1));
    assertRefused("invitation_gone", () -> town.communities.look(code));
    assertRefused(
        "invitation_gone", () -> town.communities.register(PeopleTown.newMember(code, "flor")));
    assertThat(town.balance("ben")).isEqualTo(-150);
    assertThat(town.communities.sweepInvitations(10)).isPositive();
    assertThat(town.balance("ben")).isZero();
    assertThat(town.communities.sweepInvitations(10)).isZero();
    assertThat(states("ben")).containsExactly("returned");
    assertThat(town.sum()).isZero();
  }

  private List<String> states(String inviter) {
    return town.communities.invitations(town.at(inviter), Optional.empty(), 10).items().stream()
        .map(Invitation.Line::state)
        .toList();
  }

  @Test
  void a_gift_that_is_taken_back_returns_and_the_code_is_worth_nothing() {
    Invitation made = town.communities.invite(town.at("ben"), PeopleTown.invitation("1.50"));
    assertThat(states("ben")).containsExactly("open");
    assertRefused("not_found", () -> town.communities.withdraw(town.at("caro"), made.id()));
    town.communities.withdraw(town.at("ben"), made.id());
    assertThat(town.balance("ben")).isZero();
    assertRefused("invitation_gone", () -> town.communities.look(made.code()));
    town.communities.withdraw(town.at("ben"), made.id());
    assertThat(town.balance("ben")).isZero();
  }

  @Test
  void a_used_invitation_is_not_taken_back() {
    Invitation made = town.communities.invite(town.at("ben"), PeopleTown.invitation("1.50"));
    town.communities.register(PeopleTown.newMember(made.code(), "flor"));
    assertRefused("invitation_gone", () -> town.communities.withdraw(town.at("ben"), made.id()));
    assertThat(states("ben")).containsExactly("used");
    assertThat(town.balance("flor")).isEqualTo(150);
  }

  @Test
  void a_gift_beyond_ones_room_is_refused_and_no_invitation_is_left() {
    assertRefused("credit_limit", () -> town.code("ben", "3.01"));
    assertRefused("amount_scale", () -> town.code("ben", "1.001"));
    assertRefused("amount_range", () -> town.code("ben", "0.00"));
    assertThat(states("ben")).isEmpty();
    assertThat(town.balance("ben")).isZero();
  }

  @Test
  void an_invitation_lives_between_an_hour_and_ninety_days() {
    for (Duration life : List.of(Duration.ofMinutes(59), Duration.ofDays(91))) {
      assertRefused(
          "field_range",
          () ->
              town.communities.invite(
                  town.at("ben"), new Invitation.Draft(null, null, life, null, null)));
    }
  }

  @Test
  void only_the_operator_invites_admins_and_the_operator_gives_no_gifts() {
    assertRefused(
        "not_allowed",
        () ->
            town.communities.invite(
                town.at("ana"), new Invitation.Draft(null, null, null, null, "ADMIN")));
    assertRefused(
        "not_allowed",
        () ->
            town.communities.inviteFounder(
                town.community(PeopleTown.PACHA), PeopleTown.invitation("1.00")));
  }

  @Test
  void nobody_has_more_than_two_hundred_open_invitations() {
    for (int i = 0; i < 200; i++) {
      town.code("ben", null);
    }
    assertRefused("too_many_open", () -> town.code("ben", null));
  }

  @Test
  void whoever_joins_is_of_age_agrees_to_the_terms_and_has_a_good_name() {
    String code = town.code("ana", null);
    LocalDate today = LocalDate.ofInstant(town.clock.instant(), ZoneOffset.UTC);
    NewMember good = PeopleTown.newMember(code, "flor");
    assertRefused(
        "too_young",
        () -> join(good, "flor", today.minusYears(18).plusDays(1), Map.of("terms", true)));
    assertRefused(
        "field_range", () -> join(good, "flor", LocalDate.of(1850, 1, 1), Map.of("terms", true)));
    assertRefused("consent_missing", () -> join(good, "flor", today.minusYears(18), Map.of()));
    assertRefused(
        "consent_missing", () -> join(good, "flor", today.minusYears(18), Map.of("terms", false)));
    assertRefused(
        "unknown_field",
        () -> join(good, "flor", today.minusYears(18), Map.of("terms", true, "spam", true)));
    assertRefused(
        "handle_format", () -> join(good, "Flor", today.minusYears(30), Map.of("terms", true)));
    assertRefused(
        "handle_taken", () -> join(good, "operator", today.minusYears(30), Map.of("terms", true)));
    assertRefused(
        "handle_taken", () -> join(good, "ana", today.minusYears(30), Map.of("terms", true)));
    join(good, "flor", today.minusYears(18), Map.of("terms", true));
    assertThat(town.members.signIn("flor", new Secret(PeopleTown.PASSWORD), "").member())
        .isEqualTo(town.member("flor").id());
    assertThat(town.members.consents(town.member("flor").id()))
        .singleElement()
        .satisfies(consent -> {
          assertThat(consent.purpose()).isEqualTo("terms");
          assertThat(consent.version()).isEqualTo("2026-11");
        });
  }

  private void join(NewMember good, String handle, LocalDate born, Map<String, Boolean> consents) {
    town.communities.register(
        new NewMember(
            good.invitation(),
            handle,
            good.displayName(),
            good.email(),
            good.password(),
            good.language(),
            born,
            consents));
  }

  @Test
  void consents_are_kept_one_after_the_other_and_the_terms_stay() {
    var ben = town.member("ben").id();
    town.members.consents(ben, Map.of("analytics", true));
    town.members.consents(ben, Map.of("analytics", false));
    assertThat(town.members.consents(ben))
        .extracting(Consent::purpose, Consent::given)
        .contains(org.assertj.core.api.Assertions.tuple("analytics", false))
        .contains(org.assertj.core.api.Assertions.tuple("terms", true));
    var page = town.members.consentHistory(ben, Optional.empty(), 2);
    assertThat(page.items()).extracting(Consent::given).containsExactly(false, true);
    assertThat(town.members.consentHistory(ben, Optional.of(Long.valueOf(page.next())), 10).items())
        .hasSize(2);
    assertRefused("consent_missing", () -> town.members.consents(ben, Map.of("terms", false)));
    assertThatThrownBy(() ->
            town.database.write(
                tx -> tx.update("update members.consent set given = true").execute()))
        .hasStackTraceContaining("append-only");
  }

  @Test
  void a_member_joins_a_second_community_with_one_log_in() {
    String code = town.founding(PeopleTown.WALLPA);
    Membership there = town.communities.join(town.caller("ben"), code);
    assertThat(there.no()).isEqualTo(2);
    assertThat(town.communities.membershipsOf(town.member("ben").id())).hasSize(2);
    assertRefused(
        "already_member",
        () -> town.communities.join(town.caller("ben"), town.founding(PeopleTown.WALLPA)));
  }

  @Test
  void whoever_left_comes_back_to_their_number_and_account() {
    int no = town.place("ben").no();
    town.communities.leave(town.at("ben"), Farewell.SETTLE);
    assertThat(town.place("ben").state()).isEqualTo(MembershipState.LEFT);
    assertRefused("member_unknown", () -> town.pay("ana", "ben", "1.00"));
    Membership back = town.communities.join(town.caller("ben"), town.code("caro", "0.25"));
    assertThat(back.no()).isEqualTo(no);
    assertThat(back.state()).isEqualTo(MembershipState.ACTIVE);
    assertThat(town.balance("ben")).isEqualTo(25);
  }

  @Test
  void whom_an_admin_took_out_only_an_admin_invites_back() {
    town.communities.remove(town.at("ana"), "ben", Farewell.SETTLE, "quarrels");
    assertRefused(
        "not_allowed", () -> town.communities.join(town.caller("ben"), town.code("caro", null)));
    assertThat(town.communities.join(town.caller("ben"), town.code("ana", null)).active()).isTrue();
  }

  @Test
  void a_repeat_of_opening_a_community_is_one_and_another_with_its_name_is_refused() {
    assertThat(town.communities.open(PeopleTown.draft(PeopleTown.PACHA)).replay()).isTrue();
    Community.Draft other =
        new Community.Draft(
            PeopleTown.PACHA,
            "Other",
            "CO",
            "es",
            null,
            new Community.CurrencyWish("LUKA", "Lükas", "Ł", 2),
            null);
    assertRefused("slug_taken", () -> town.communities.open(other));
    assertRefused("slug_format", () -> town.open("Pacha Mama"));
  }

  @Test
  void of_eight_who_open_the_same_community_at_once_all_get_the_same() {
    List<Callable<?>> acts = Collections.nCopies(8, () -> town.open("killa"));
    assertThat(PeopleTown.atOnce(acts)).containsOnlyNulls();
    assertThat(town.count("select count(*) from communities.community where slug = 'killa'"))
        .isEqualTo(1);
  }
}
