package org.coomunity.analytics.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Uuid8;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.observe.Observe;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.decisions.merits.MeritsEvent;
import org.coomunity.exchange.trades.TradesEvent;
import org.coomunity.people.communities.CommunitiesEvent;
import org.coomunity.testing.TestClock;
import org.coomunity.testing.TestDatabase;
import org.coomunity.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Pulse on a real database, told by events as the modules publish them.
class PulseTest {
  private static final CommunityId PACHA = new CommunityId(Uuid8.of("pacha"));
  private static final CommunityId KINVARA = new CommunityId(Uuid8.of("kinvara"));

  private static final Set<Measure> OF_THIS_NODE =
      Set.of(Measure.SYSTEM_LOAD, Measure.RESPONSE_TIME, Measure.ERROR_RATE);

  private final TestClock clock = new TestClock();
  private final Database database = TestDatabase.fresh("platform", "audit", "pulse");
  private final Observe observe = new Observe();
  private final Outbox outbox = new Outbox(database, clock);
  private final Map<CommunityId, Set<Integer>> present = new HashMap<>();
  private PulseDoors.Balance balance = new PulseDoors.Balance(0.6, 30, 0.9);
  private final PulseDoors doors =
      new PulseDoors(
          id ->
              id.equals(PACHA)
                  ? new PulseDoors.Site("pacha", "CO", ZoneId.of("America/Bogota"), 100)
                  : id.equals(KINVARA)
                      ? new PulseDoors.Site("kinvara", "IE", ZoneId.of("Europe/Dublin"), 1)
                      : null,
          id -> balance,
          () -> present,
          () -> PulseDoors.Keeping.UNKNOWN,
          () -> PulseDoors.Insight.UNKNOWN);
  private final Pulse pulse = new Pulse(database, outbox, clock, observe, doors);

  @AfterEach
  void close() {
    pulse.close();
    outbox.close();
    observe.close();
    database.close();
  }

  private void publish(Event... events) {
    database.write(tx -> {
      for (Event event : events) {
        tx.publish(event);
      }
      return 0;
    });
    outbox.settle();
    pulse.look();
  }

  private void join(CommunityId community, int first, int last) {
    for (int no = first; no <= last; no++) {
      MemberId member = new MemberId(new UUID(7, no));
      publish(
          new CommunitiesEvent.MemberJoined(community, member, no, null, false, clock.instant()));
    }
  }

  private TradesEvent.TradeCompleted trade(CommunityId community, int buyer, int seller) {
    return new TradesEvent.TradeCompleted(
        community,
        UUID.randomUUID(),
        buyer,
        seller,
        buyer,
        500,
        10,
        490,
        500,
        5_000,
        null,
        1,
        clock.instant());
  }

  @Test
  void what_members_do_is_seen_in_the_measures_of_community_region_and_platform() {
    join(PACHA, 1, 12);
    publish(trade(PACHA, 1, 2), trade(PACHA, 3, 4), trade(PACHA, 1, 2));
    publish(new MeritsEvent.Earned(PACHA, 9, 4, clock.instant()));
    Realtime here = pulse.realtime(PACHA, "pacha");
    assertThat(here.activeUsers()).isEqualTo(12);
    assertThat(here.dailyActiveUsers()).isEqualTo(12);
    assertThat(here.monthlyActiveUsers()).isEqualTo(12);
    assertThat(here.ayniTransactions()).isEqualTo(0.6);
    assertThat(here.meritosEarned()).isEqualTo(9);
    assertThat(here.ondasGenerated()).isEqualTo(4);
    assertThat(here.revenue()).isEqualTo(0.3);
    assertThat(here.hidden()).containsExactlyInAnyOrder("conversionRate", "retentionRate");
    Realtime all = pulse.realtime();
    assertThat(all.ayniTransactions()).isEqualTo(0.6);
    Map<String, Map<String, Double>> regions = Objects.requireNonNull(all.regions());
    assertThat(regions).containsOnlyKeys(names());
    assertThat(regions.get("sa-east-1")).containsEntry("ayniTransactions", 0.6);
    assertThat(regions.get("eu-west-1")).containsEntry("ayniTransactions", 0.0);
  }

  private static String[] names() {
    return new String[] {"us-east-1", "eu-west-1", "ap-southeast-1", "sa-east-1"};
  }

  @Test
  void a_figure_about_fewer_than_ten_members_is_left_out_and_named() {
    join(KINVARA, 1, 9);
    Realtime here = pulse.realtime(KINVARA, "kinvara");
    assertThat(here.dailyActiveUsers()).isNull();
    assertThat(here.hidden()).contains("activeUsers", "dailyActiveUsers", "monthlyActiveUsers");
    assertThat(observe.scrape()).contains("coomunity_daily_active_users{region=\"eu-west-1\"} NaN");
    join(KINVARA, 10, 10);
    assertThat(pulse.realtime(KINVARA, "kinvara").dailyActiveUsers()).isEqualTo(10);
  }

  @Test
  void who_has_a_page_open_is_active_and_who_did_something_too_but_once() {
    join(PACHA, 1, 10);
    present.put(PACHA, Set.of(9, 10, 11, 12));
    pulse.look();
    assertThat(pulse.realtime(PACHA, "pacha").activeUsers()).isEqualTo(12);
    clock.advance(Duration.ofMinutes(6));
    pulse.look();
    assertThat(pulse.realtime(PACHA, "pacha").activeUsers()).isNull();
  }

  @Test
  void a_restart_loses_nothing() {
    join(PACHA, 1, 11);
    publish(trade(PACHA, 1, 2), new MeritsEvent.Earned(PACHA, 30, 0, clock.instant()));
    Realtime before = pulse.realtime(PACHA, "pacha");
    try (Observe other = new Observe();
        Pulse again = new Pulse(database, new Outbox(database, clock), clock, other, doors)) {
      again.look();
      Realtime after = again.realtime(PACHA, "pacha");
      for (Measure measure : Measure.values()) {
        if (!OF_THIS_NODE.contains(measure)) {
          assertThat(after.value(measure)).as(measure.key()).isEqualTo(before.value(measure));
        }
      }
      assertThat(other.scrape())
          .contains("coomunity_meritos_earned_total{region=\"sa-east-1\"} 30.0")
          .contains("coomunity_ayni_transactions_total{region=\"sa-east-1\"} 1.0");
    }
  }

  @Test
  void events_heard_twice_count_once_and_the_month_goes_by_the_last_day() {
    join(PACHA, 1, 10);
    clock.advance(Duration.ofDays(20));
    publish(trade(PACHA, 1, 2));
    outbox.settle();
    assertThat(pulse.realtime(PACHA, "pacha").monthlyActiveUsers()).isEqualTo(10);
    clock.advance(Duration.ofDays(12));
    pulse.look();
    Realtime later = pulse.realtime(PACHA, "pacha");
    assertThat(later.monthlyActiveUsers()).isNull();
    assertThat(later.conversionRate()).isEqualTo(0.2);
  }

  @Test
  void samples_are_kept_once_a_minute_and_become_hours_and_days() {
    join(PACHA, 1, 12);
    Instant begin = clock.instant();
    for (int i = 0; i < 130; i++) {
      clock.advance(Duration.ofMinutes(1));
      if (i % 10 == 0) {
        publish(trade(PACHA, 1, 2));
      }
      pulse.look();
      pulse.sample();
      pulse.sample();
    }
    History minutes = history("dailyActiveUsers", "minute", begin);
    assertThat(minutes.points()).hasSizeBetween(129, 131);
    assertThat(minutes.points().getLast().get(1)).isEqualTo(12.0);
    History hours = history("ayniTransactions", "hour", begin.minus(Duration.ofHours(2)));
    assertThat(hours.points()).isNotEmpty();
    assertThat((double) hours.points().getLast().get(1)).isBetween(0.05, 0.3);
    clock.advance(Duration.ofDays(3));
    assertThat(pulse.forget(10_000)).isGreaterThan(250);
    assertThat(history("dailyActiveUsers", "minute", begin).points()).isEmpty();
  }

  private History history(String name, String step, Instant from) {
    return pulse.history(
        Pulse.PLATFORM,
        name,
        step,
        Optional.of(from),
        Optional.of(from.plus(Duration.ofHours(20))));
  }

  @Test
  void a_history_has_bounds() {
    Instant now = clock.instant();
    for (List<Object> wrong :
        List.<List<Object>>of(
            List.of("likes", "minute", now.minusSeconds(60)),
            List.of("revenue", "second", now.minusSeconds(60)),
            List.of("revenue", "minute", now),
            List.of("revenue", "minute", now.minus(Duration.ofDays(3))))) {
      assertThatThrownBy(() ->
              pulse.history(
                  PACHA,
                  (String) wrong.get(0),
                  (String) wrong.get(1),
                  Optional.of((Instant) wrong.get(2)),
                  Optional.of(now)))
          .isInstanceOf(Refused.class);
    }
  }

  @Test
  void an_alert_is_told_once_survives_a_restart_and_is_over_after_it_is_well() {
    join(PACHA, 1, 12);
    publish(trade(PACHA, 1, 2));
    balance = new PulseDoors.Balance(0.4, 25, 0.9);
    watch(3);
    assertThat(pulse.alerts(true, 20, Optional.empty()).items()).isEmpty();
    try (Observe other = new Observe();
        Pulse again = new Pulse(database, new Outbox(database, clock), clock, other, doors)) {
      clock.advance(Duration.ofMinutes(3));
      assertThat(again.watch()).isEqualTo(1);
      assertThat(again.watch()).isZero();
    }
    Alert alert = pulse.alerts(true, 20, Optional.empty()).items().getFirst();
    assertThat(alert.rule()).isEqualTo("AyniScoreLow");
    assertThat(alert.community()).isEqualTo("pacha");
    assertThat(alert.runbook()).isEqualTo("docs/runbooks/AyniScoreLow.md");
    Caller ana = operator("ana");
    Alert taken = pulse.acknowledge(ana, alert.id());
    assertThat(taken.acknowledgedBy()).isEqualTo(ana.member());
    assertThat(pulse.acknowledge(operator("beto"), alert.id()))
        .as("who takes it on first stays")
        .isEqualTo(taken);
    assertThat(acts()).isEqualTo(1);
    assertThatThrownBy(() -> pulse.acknowledge(ana, Uuid8.of("no alert")))
        .isInstanceOf(Refused.class);
    balance = new PulseDoors.Balance(0.7, 25, 0.9);
    watch(8);
    assertThat(pulse.alerts(false, 20, Optional.empty()).items().getFirst().acknowledgedAt())
        .as("what was said of it stays when it is over")
        .isEqualTo(taken.acknowledgedAt());
    assertThat(pulse.alerts(true, 20, Optional.empty()).items()).isEmpty();
    assertThat(pulse.alerts(false, 20, Optional.empty()).items())
        .singleElement()
        .matches(one -> one.state().equals("cleared") && one.clearedAt() != null);
  }

  private static Caller operator(String handle) {
    return new Caller(TestServer.memberId(handle), handle, true, new UUID(7, 7), Language.ES);
  }

  private int acts() {
    return database.read(tx ->
        tx.query("select count(*) from audit.entry where act = 'acknowledge_alert'")
            .mapTo(Integer.class)
            .one());
  }

  @Test
  void the_platform_as_a_whole_names_no_country_with_fewer_than_ten() {
    join(PACHA, 1, 12);
    join(KINVARA, 1, 3);
    Collective all = pulse.collective();
    assertThat(all.countries().keySet()).allMatch("CO"::equals);
    Surroundings around = pulse.surroundings();
    assertThat(around.database()).isTrue();
    assertThat(around.backedUp()).as("nobody knows here").isNull();
    assertThat(around.connections()).isPositive();
  }

  @Test
  void a_course_has_all_measures_of_each_moment_and_leaves_out_what_is_hidden() {
    join(PACHA, 1, 12);
    publish(trade(PACHA, 1, 2));
    pulse.look();
    pulse.sample();
    Instant now = clock.instant();
    Course course =
        pulse.course(PACHA, "minute", now.minus(Duration.ofHours(1)), now.plusSeconds(1));
    assertThat(course.moments()).hasSize(1);
    assertThat(course.moments().getFirst().values())
        .containsEntry(Measure.AYNI_TRANSACTIONS, 0.2)
        .doesNotContainKey(Measure.CONVERSION_RATE);
    assertThatThrownBy(() -> pulse.course(PACHA, "year", now, now.plusSeconds(1)))
        .isInstanceOf(Refused.class);
  }

  private void watch(int minutes) {
    for (int i = 0; i < minutes; i++) {
      clock.advance(Duration.ofMinutes(1));
      pulse.look();
      pulse.watch();
    }
  }

  @Test
  void too_few_trades_are_no_reason_to_speak_of_a_community() {
    join(PACHA, 1, 12);
    publish(trade(PACHA, 1, 2));
    balance = new PulseDoors.Balance(0.1, 19, 0.9);
    watch(10);
    assertThat(pulse.alerts(false, 20, Optional.empty()).items()).isEmpty();
  }

  @Test
  void only_what_has_changed_is_told() {
    assertThat(Beat.differences(Map.of("a", 1, "b", 2), Map.of("a", 1, "b", 3, "c", 4)))
        .isEqualTo(Map.of("b", 3, "c", 4));
  }
}
