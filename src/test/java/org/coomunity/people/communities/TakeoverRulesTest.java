package org.coomunity.people.communities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Role;
import org.coomunity.people.communities.TakeoverRules.State;
import org.coomunity.people.communities.TakeoverRules.Tally;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How a community decides, and who may do what to whom.
class TakeoverRulesTest {
  @ParameterizedTest(name = "{0} voters: {1}")
  @CsvSource({"0,0", "1,1", "2,2", "3,3", "4,3", "30,3", "31,4", "100,10", "101,11"})
  void a_tenth_must_vote_three_at_least_all_where_there_are_fewer(int voters, int quorum) {
    assertThat(TakeoverRules.quorum(voters)).isEqualTo(quorum);
  }

  @ParameterizedTest(name = "{0} yes, {1} no of {2}, over {3}: {4}")
  @CsvSource({
    "2, 0, 3,  false, OPEN",
    "2, 1, 3,  false, PASSED",
    "1, 2, 3,  false, DEFEATED",
    "1, 1, 2,  false, DEFEATED",
    "2, 0, 3,  true,  NO_QUORUM",
    "3, 0, 30, true,  PASSED",
    "3, 0, 31, true,  NO_QUORUM",
    "2, 2, 9,  true,  DEFEATED",
    "0, 0, 0,  false, OPEN",
    "0, 0, 0,  true,  NO_QUORUM",
  })
  void the_votes_mean(int yes, int no, int voters, boolean over, State outcome) {
    assertThat(TakeoverRules.outcome(new Tally(yes, no, voters), over)).isEqualTo(outcome);
  }

  @Property
  void nothing_passes_without_quorum_and_more_yes_than_no(
      @ForAll @IntRange(max = 200) int yes,
      @ForAll @IntRange(max = 200) int no,
      @ForAll @IntRange(max = 200) int silent) {
    Tally tally = new Tally(yes, no, yes + no + silent);
    if (TakeoverRules.outcome(tally, true) == State.PASSED) {
      assertThat(yes).isGreaterThan(no);
      assertThat(10 * (yes + no)).isGreaterThanOrEqualTo(tally.voters());
      assertThat(yes + no).isGreaterThanOrEqualTo(Math.min(3, tally.voters()));
    }
    assertThat(TakeoverRules.outcome(tally, true)).isNotEqualTo(State.OPEN);
  }

  @ParameterizedTest(name = "asked {0}, now {1}: {2}")
  @CsvSource({
    "-100,-100,true",
    "-100,-50,true",
    "-100,-101,false",
    "100,3,true",
    "100,0,true",
    "100,-1,false"
  })
  void nobody_makes_the_balance_heavier_after_asking(long asked, long now, boolean covered) {
    assertThat(TakeoverRules.covered(asked, now)).isEqualTo(covered);
  }

  @Test
  void an_aim_is_one_of_three_words() {
    assertThat(TakeoverRules.aim("leave")).isEqualTo(Takeover.Aim.LEAVE);
    assertThatThrownBy(() -> TakeoverRules.aim("LEAVE")).hasMessage("field_format");
    assertThatThrownBy(() -> Farewell.of("keep")).hasMessage("field_format");
    assertThat(Farewell.of("fund")).isEqualTo(Farewell.FUND);
  }

  private static Membership member(Role role, MembershipState state) {
    return new Membership(
        new CommunityId(new UUID(1, 1)),
        1,
        new MemberId(new UUID(2, 2)),
        "ana",
        role,
        state,
        Instant.EPOCH.atOffset(ZoneOffset.UTC).toInstant(),
        null,
        true);
  }

  @Test
  void the_last_active_admin_stays_and_nobody_else_must() {
    assertThatThrownBy(
            () -> CommunityRules.keepsAdmin(member(Role.ADMIN, MembershipState.ACTIVE), 1))
        .hasMessage("last_admin");
    CommunityRules.keepsAdmin(member(Role.ADMIN, MembershipState.ACTIVE), 2);
    CommunityRules.keepsAdmin(member(Role.ADMIN, MembershipState.SUSPENDED), 1);
    CommunityRules.keepsAdmin(member(Role.STEWARD, MembershipState.ACTIVE), 1);
  }

  @ParameterizedTest(name = "{0} upon {1}: {2}")
  @CsvSource({
    "STEWARD, MEMBER, true",
    "STEWARD, STEWARD, true",
    "STEWARD, ADMIN, false",
    "MODERATOR, STEWARD, false",
    "ADMIN, ADMIN, true",
  })
  void nobody_acts_upon_somebody_above_them(Role actor, Role subject, boolean may) {
    Membership upon = member(subject, MembershipState.ACTIVE);
    if (may) {
      CommunityRules.above(actor, upon);
    } else {
      assertThatThrownBy(() -> CommunityRules.above(actor, upon)).hasMessage("not_allowed");
    }
  }

  @Test
  void an_archived_community_holds_everybody_and_a_suspension_one() {
    assertThat(CommunityRules.hold(member(Role.ADMIN, MembershipState.ACTIVE), true))
        .isEqualTo(Refusal.COMMUNITY_ARCHIVED);
    assertThat(CommunityRules.hold(member(Role.ADMIN, MembershipState.SUSPENDED), false))
        .isEqualTo(Refusal.SUSPENDED);
    assertThat(CommunityRules.hold(member(Role.ADMIN, MembershipState.ACTIVE), false)).isNull();
  }

  @Test
  void a_code_is_read_however_it_was_typed_and_cannot_be_guessed() {
    CommunityRules.Code code = CommunityRules.Code.of(" Pacha.abcd ").orElseThrow();
    assertThat(code.toString()).isEqualTo("pacha.ABCD");
    assertThat(CommunityRules.Code.of("pacha")).isEmpty();
    assertThat(CommunityRules.Code.of(".abc")).isEmpty();
    assertThat(CommunityRules.secret(new byte[32])).hasSize(20).isEqualTo("A".repeat(20));
  }
}
