package org.coomunity.decisions.merits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.coomunity.decisions.merits.MeritsTown.ANA;
import static org.coomunity.decisions.merits.MeritsTown.standing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.people.communities.CommunitiesEvent;
import org.coomunity.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// From BUYER to PROMOTER: nobody skips a stage, nobody loses one.
class JourneyTest {
  private static final int BEN = 2;

  private final MeritsTown town = new MeritsTown();

  @AfterEach
  void close() {
    assertThat(town.sound()).isTrue();
    town.close();
  }

  private Journey journey(int no) {
    return town.merits.journey(standing(no));
  }

  private Journey.Next next(int no) {
    return Objects.requireNonNull(journey(no).next());
  }

  private void trades(int no, int count) {
    for (int n = 0; n < count; n++) {
      Instant at = town.clock.instant().minus(Duration.ofDays(n));
      town.award(new Fact(MeritsTown.PACHA, Rule.TRADE, no, 500 + n, town.cause(), 0, at));
    }
  }

  private void votes(int no, int count) {
    for (int n = 0; n < count; n++) {
      town.role(700 + n, true, true);
      town.merits.trust(standing(700 + n), MeritsTown.handle(no), new TrustVote.Draft("sí"));
    }
  }

  /// Brings somebody to where a SOLVER is only waiting for others.
  private void ready(int no) {
    trades(no, 5);
    town.enrich(no, 500, 200);
    votes(no, 3);
  }

  private static Refusal refused(Runnable act) {
    try {
      act.run();
    } catch (Refused no) {
      return no.refusal();
    }
    throw new AssertionError("nothing was refused");
  }

  @Test
  void a_buyer_becomes_a_seeker_without_being_asked_and_only_when_all_is_done() {
    town.enrich(BEN, 60, 0);
    assertThat(journey(BEN).stage()).isEqualTo(Stage.BUYER);
    assertThat(next(BEN).requirements())
        .extracting(Journey.Requirement::key)
        .containsExactly("meritos", "trades", "days", "active_days");
    assertThat(next(BEN).percent()).isBetween(1, 99);
    town.enrich(BEN, 100, 0);
    assertThat(journey(BEN).stage()).as("no trade yet").isEqualTo(Stage.BUYER);
    trades(BEN, 5);
    assertThat(journey(BEN).stage()).isEqualTo(Stage.SEEKER);
    assertThat(town.of(BEN).items())
        .filteredOn(row -> row.rule() == Rule.STAGE_MERITOS)
        .extracting(Reputation.Row::amount)
        .containsExactly(25);
    assertThat(town.told("StageReached")).hasSize(1);
    assertThat(next(BEN).stage()).isEqualTo(Stage.SOLVER);
  }

  @Test
  void days_pass_without_anything_happening_and_the_journey_sees_them() {
    town.joined(BEN, town.clock.instant());
    town.enrich(BEN, 250, 0);
    trades(BEN, 5);
    assertThat(journey(BEN).stage()).isEqualTo(Stage.BUYER);
    town.clock.advance(Duration.ofDays(4));
    assertThat(journey(BEN).stage()).isEqualTo(Stage.SEEKER);
  }

  @Test
  void a_solver_needs_a_promoter_and_while_there_is_none_who_began_it_may() {
    ready(BEN);
    assertThat(next(BEN).complete()).isTrue();
    assertThat(next(BEN).validators()).isEqualTo("founder_or_admin");
    assertThat(town.told("ValidationAsked")).hasSize(1);
    assertThat(refused(() -> town.merits.validate(standing(9), "m2")))
        .isEqualTo(Refusal.NOT_ALLOWED);
    assertThat(refused(() -> town.merits.validate(standing(BEN), "m2")))
        .isEqualTo(Refusal.SAME_MEMBER);
    assertThat(town.merits.validate(standing(ANA), "m2").reached()).isTrue();
    assertThat(town.merits.validate(standing(ANA), "m2").reached()).as("said twice").isTrue();
    assertThat(journey(BEN).stage()).isEqualTo(Stage.SOLVER);
    assertThat(town.of(BEN).ondas()).isEqualTo(300);
  }

  @Test
  void whoever_invited_somebody_does_not_decide_alone() {
    town.invited(BEN, ANA);
    ready(BEN);
    assertThat(refused(() -> town.merits.validate(standing(ANA), "m2")))
        .isEqualTo(Refusal.NOT_ALLOWED);
    town.role(8, true, true);
    assertThat(town.merits.validate(standing(8), "m2").reached()).isTrue();
    trades(BEN, 20);
    town.enrich(BEN, 1_500, 900);
    votes(BEN, 10);
    assertThat(town.merits.validate(standing(ANA), "m2").reached()).isFalse();
    assertThat(next(BEN).validatedBy()).containsExactly("ana");
    assertThat(town.merits.validate(standing(8), "m2").reached()).isTrue();
    assertThat(journey(BEN).stage()).isEqualTo(Stage.PROMOTER);
    assertThat(journey(BEN).next()).isNull();
    town.role(8, true, false);
    ready(40);
    assertThat(refused(() -> town.merits.validate(standing(8), "m40")))
        .as("privileges rest while somebody is suspended")
        .isEqualTo(Refusal.NOT_ALLOWED);
    assertThat(refused(() -> town.merits.validate(standing(ANA), "m40")))
        .as("there is a PROMOTER now")
        .isEqualTo(Refusal.NOT_ALLOWED);
    assertThat(town.merits.validate(standing(BEN), "m40").reached()).isTrue();
  }

  @Test
  void a_stage_that_is_not_complete_says_what_is_missing() {
    town.enrich(BEN, 150, 0);
    trades(BEN, 5);
    assertThatThrownBy(() -> town.merits.validate(standing(ANA), "m2"))
        .isInstanceOfSatisfying(
            Refused.class,
            no -> {
              assertThat(no.refusal()).isEqualTo(Refusal.WRONG_STATE);
              assertThat(String.valueOf(no.details().get("needs"))).contains("ondas", "votes");
            });
  }

  @Test
  void what_stands_behind_a_stage_is_never_taken() {
    Fact trade = town.fact(Rule.TRADE, BEN, 9, 0);
    town.award(trade);
    List<Fact> facts = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      facts.add(
          new Fact(
              MeritsTown.PACHA,
              Rule.CONTRIBUTION,
              BEN,
              null,
              town.cause(),
              1_440,
              town.clock.instant().minus(Duration.ofDays(n))));
    }
    town.award(facts);
    assertThat(journey(BEN).stage()).isEqualTo(Stage.SEEKER);
    facts.forEach(town::takeBack);
    town.takeBack(trade);
    assertThat(journey(BEN).stage()).isEqualTo(Stage.SEEKER);
    assertThat(town.meritos(BEN)).isEqualTo(100);
    town.award(town.fact(Rule.MENTORING, BEN, 12, 0));
    assertThat(town.meritos(BEN)).as("what was kept up is earned first").isEqualTo(100);
    town.enrich(BEN, 100, 0);
    assertThat(town.meritos(BEN)).isEqualTo(135);
  }

  @Test
  void a_voto_rests_while_somebody_is_suspended() {
    votes(BEN, 4);
    assertThat(town.meritos(BEN)).isEqualTo(8);
    MemberId ben = TestServer.memberId("m2");
    Instant now = town.clock.instant();
    town.publish(new CommunitiesEvent.MemberSuspended(MeritsTown.PACHA, ben, BEN, true, ANA, now));
    assertThat(town.of(BEN).trustVotes()).isZero();
    assertThat(town.meritos(BEN)).isZero();
    town.publish(new CommunitiesEvent.MemberSuspended(MeritsTown.PACHA, ben, BEN, false, ANA, now));
    assertThat(town.of(BEN).trustVotes()).isEqualTo(4);
    assertThat(town.meritos(BEN)).isEqualTo(8);
  }

  @Test
  void a_seller_whom_many_trust_wears_a_badge() {
    trades(BEN, 50);
    votes(BEN, 25);
    assertThat(town.of(BEN).badges()).extracting(Badge::key).doesNotContain("trusted_seller");
    UUID trade = town.cause();
    town.publish(town.completed(trade, 9, BEN), town.rated(trade, 9, BEN, 9, 1, 4));
    assertThat(town.of(BEN).badges()).extracting(Badge::key).doesNotContain("trusted_seller");
    town.publish(town.rated(trade, 9, BEN, 9, 2, 5));
    assertThat(town.of(BEN).badges()).extracting(Badge::key).contains("trusted_seller");
    town.publish(
        new CommunitiesEvent.MemberJoined(
            MeritsTown.PACHA, TestServer.memberId("ana"), ANA, null, true, town.clock.instant()));
    assertThat(town.of(ANA).badges()).extracting(Badge::key).containsExactly("founder");
  }

  @Property(tries = 4)
  void nobody_skips_a_stage_and_nobody_loses_one(@ForAll long seed) {
    Random random = new Random(seed);
    try (MeritsTown any = new MeritsTown()) {
      any.role(8, true, true);
      int reached = 0;
      for (int n = 0; n < 25; n++) {
        switch (random.nextInt(5)) {
          case 0 -> any.enrich(BEN, 50 * random.nextInt(30), 10 * random.nextInt(30));
          case 1 -> {
            Fact trade = any.fact(Rule.TRADE, BEN, 10 + random.nextInt(60), 0);
            any.award(trade);
            if (random.nextInt(4) == 0) {
              any.takeBack(trade);
            }
          }
          case 2 -> {
            int by = 100 + random.nextInt(40);
            any.role(by, true, true);
            any.merits.trust(standing(by), "m2", new TrustVote.Draft(null));
          }
          case 3 -> any.clock.advance(Duration.ofDays(random.nextInt(4)));
          default -> {
            for (int by : List.of(ANA, 8)) {
              try {
                any.merits.validate(standing(by), "m2");
              } catch (Refused no) {
                assertThat(no.refusal()).isIn(Refusal.WRONG_STATE, Refusal.NOT_ALLOWED);
              }
            }
          }
        }
        List<Journey.Milestone> all = any.merits.journey(standing(BEN)).stages();
        int now = (int) all.stream().filter(Journey.Milestone::reached).count() - 1;
        assertThat(now).as("seed %d", seed).isGreaterThanOrEqualTo(reached);
        assertThat(all.subList(1, now + 1)).allMatch(one -> one.reachedAt() != null);
        assertThat(any.sound()).isTrue();
        reached = now;
      }
    }
  }
}
