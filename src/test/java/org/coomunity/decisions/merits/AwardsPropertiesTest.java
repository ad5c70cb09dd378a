package org.coomunity.decisions.merits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Uuid8;

/// What holds whatever members do, and in whichever order it is told.
class AwardsPropertiesTest {
  private static final int MEMBERS = 6;
  private static final List<Rule> RULES =
      List.of(
          Rule.TRADE,
          Rule.TRADE,
          Rule.TRADE_PRAISED,
          Rule.MENTORING,
          Rule.TRUST_VOTE,
          Rule.CONTRIBUTION,
          Rule.ATTENTION);

  private static final MeritsTown TOWN = town();

  /// Members who are away come to no stage: what a stage gives depends on when it is reached.
  private static MeritsTown town() {
    MeritsTown town = new MeritsTown();
    for (int no = 1; no <= MEMBERS; no++) {
      Integer by = no == 4 || no == 5 ? Integer.valueOf(3) : null;
      town.special.put(
          no, new MeritsDoors.Person(no, "m" + no, town.since, by, no == 1, false, false));
    }
    return town;
  }

  @AfterContainer
  static void close() {
    TOWN.close();
  }

  private static CommunityId community(Random random) {
    return new CommunityId(new UUID(random.nextLong(), random.nextLong()));
  }

  private record Told(Fact fact, boolean happened) {}

  private static void tell(CommunityId community, List<Told> all, Random random) {
    int from = 0;
    while (from < all.size()) {
      List<Told> part = all.subList(from, Math.min(all.size(), from + 1 + random.nextInt(7)));
      TOWN.database.write(tx -> {
        for (Told told : part) {
          Fact fact = told.fact();
          Fact here =
              new Fact(
                  community,
                  fact.rule(),
                  fact.no(),
                  fact.counterparty(),
                  fact.cause(),
                  fact.measure(),
                  fact.at());
          if (told.happened()) {
            TOWN.merits.award(tx, here);
          } else {
            TOWN.merits.takeBack(tx, here);
          }
        }
        return 0;
      });
      assertThat(TOWN.merits.unequal(community)).isEmpty();
      from += part.size();
    }
  }

  private static Map<Integer, String> balances(CommunityId community) {
    Map<Integer, String> all = new HashMap<>();
    for (int no = 1; no <= MEMBERS; no++) {
      int one = no;
      Place.Row row = TOWN.database.read(tx -> PlaceStore.read(tx, community, one));
      all.put(no, row.meritos() + " " + row.ondas() + " " + row.trades() + " " + row.votes());
    }
    return all;
  }

  private static Told random(Random random, Instant now, List<Told> earlier) {
    if (!earlier.isEmpty() && random.nextInt(6) == 0) {
      return new Told(earlier.get(random.nextInt(earlier.size())).fact(), false);
    }
    Rule rule = RULES.get(random.nextInt(RULES.size()));
    int no = 1 + random.nextInt(MEMBERS);
    Integer with =
        rule == Rule.CONTRIBUTION || rule == Rule.ATTENTION
            ? null
            : Integer.valueOf(1 + random.nextInt(MEMBERS));
    UUID cause = Uuid8.of("any " + random.nextInt(20));
    Instant at = now.minus(Duration.ofHours(Math.abs(cause.hashCode() % (70 * 24))));
    return new Told(
        new Fact(MeritsTown.PACHA, rule, no, with, cause, random.nextInt(600), at), true);
  }

  @Property(tries = 10)
  void the_same_facts_in_any_order_and_any_number_of_times_give_the_same_balances(
      @ForAll long seed) {
    Random random = new Random(seed);
    List<Told> facts = new ArrayList<>();
    Map<String, Fact> known = new HashMap<>();
    for (int n = 0; n < 40; n++) {
      Told told = random(random, TOWN.clock.instant(), facts);
      Fact fact = told.fact();
      String key = fact.rule() + " " + fact.no() + " " + fact.cause();
      facts.add(new Told(known.getOrDefault(key, fact), told.happened()));
      known.putIfAbsent(key, fact);
    }
    CommunityId one = community(random);
    CommunityId other = community(random);
    tell(one, facts, random);
    List<Told> shuffled = new ArrayList<>(facts);
    shuffled.addAll(facts.subList(0, random.nextInt(facts.size())));
    Collections.shuffle(shuffled, random);
    tell(other, shuffled, random);
    assertThat(balances(other)).as("seed %d", seed).isEqualTo(balances(one));
  }

  /// Four who know only each other do what they like for 30 days: of each pair at most twice the
  /// most that one act gives, and one voto.
  @Property(tries = 6)
  void a_ring_of_friends_gains_a_bounded_amount_whatever_it_does(@ForAll long seed) {
    Random random = new Random(seed);
    CommunityId community = community(random);
    Instant now = TOWN.clock.instant();
    List<Told> acts = new ArrayList<>();
    int ring = 4;
    for (int n = 0; n < 80; n++) {
      int no = 3 + random.nextInt(ring);
      int with = 3 + random.nextInt(ring);
      UUID cause = Uuid8.of(seed + " ring " + n);
      Instant at = now.minus(Duration.ofMinutes(random.nextInt(30 * 24 * 60)));
      List<Rule> rules =
          random.nextBoolean() ? List.of(Rule.TRADE, Rule.TRADE_PRAISED) : List.of(Rule.MENTORING);
      for (Rule rule : rules) {
        acts.add(new Told(new Fact(community, rule, no, with, cause, 0, at), true));
        acts.add(new Told(new Fact(community, rule, with, no, cause, 0, at), true));
      }
    }
    tell(community, acts, random);
    long sum = 0;
    for (int no = 3; no < 3 + ring; no++) {
      int one = no;
      sum += TOWN.database.read(tx -> PlaceStore.read(tx, community, one)).meritos();
    }
    int most = Rule.MENTORING.gives(0);
    assertThat(sum).as("seed %d", seed).isLessThanOrEqualTo((long) ring * (ring - 1) * 2 * most);
  }
}
