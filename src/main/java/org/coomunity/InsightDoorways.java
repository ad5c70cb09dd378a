package org.coomunity;

import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.coomunity.analytics.findings.Findings;
import org.coomunity.analytics.findings.FindingsDoors;
import org.coomunity.analytics.insight.Calling;
import org.coomunity.analytics.insight.Content;
import org.coomunity.analytics.insight.Insight;
import org.coomunity.analytics.journeys.EventType;
import org.coomunity.analytics.journeys.Journeys;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.messages.Messages;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.decisions.learning.Begun;
import org.coomunity.decisions.learning.Learning;
import org.coomunity.exchange.ayni.ActiveDay;
import org.coomunity.exchange.ayni.Ayni;
import org.coomunity.exchange.ayni.CommunityAyni;
import org.coomunity.exchange.ayni.Indicators;
import org.coomunity.exchange.commons.Commons;
import org.coomunity.exchange.commons.Fund;
import org.coomunity.exchange.lets.Lets;
import org.coomunity.exchange.market.Demand;
import org.coomunity.exchange.market.Market;
import org.coomunity.exchange.trades.Sale;
import org.coomunity.exchange.trades.Trades;
import org.coomunity.people.communities.Communities;
import org.coomunity.people.communities.Membership;
import org.coomunity.people.members.Members;
import org.coomunity.people.members.Profile;

/// What findings ask of other modules. Who did not agree that their way be known is in nothing that
/// joins several of their acts.
record InsightDoorways(
    InstantSource clock,
    Communities communities,
    Members members,
    Lets lets,
    Trades trades,
    Market market,
    Commons commons,
    Ayni ayni,
    Learning learning,
    Journeys journeys) {
  private static final int AT_ONCE = 1_000;
  private static final int MEMBERS_MOST = 20_000;
  private static final int FACTS_MOST = 50_000;
  private static final int WEEKS = 13;
  private static final int WEEK = 7;
  private static final int MONTH = 30;
  private static final int WORD_LEAST = 4;
  private static final String PURPOSE = "analytics";

  /// The findings over these facts.
  Findings findings(Caches caches, Messages messages, Insight insight, OpenDoorways open) {
    FindingsDoors doors =
        new FindingsDoors(
            communities::size,
            this::learned,
            community -> journeys.ways(community, EventType.TRADE_COMPLETED),
            journeys::beginnings,
            this::balance,
            this::common,
            this::doings,
            this::needs,
            community ->
                insight
                    .health(community)
                    .map(health ->
                        new FindingsDoors.Risk(
                            health.risk(), health.low(), health.high(), health.people())));
    return new Findings(clock, caches, messages, insight, doors, open.doors());
  }

  private FindingsDoors.Balance balance(CommunityId community) {
    CommunityAyni now = ayni.community(community);
    Indicators month = ayni.indicators(community, Optional.empty(), Optional.empty());
    return new FindingsDoors.Balance(
        now.active(),
        Double.parseDouble(now.reciprocity()),
        month.active(),
        Double.parseDouble(month.strongComponentShare()));
  }

  private FindingsDoors.Commonwealth common(CommunityId community) {
    Instant since = clock.instant().minus(Duration.ofDays(MONTH));
    List<Fund.Month> moved = commons.months(community, since);
    return new FindingsDoors.Commonwealth(
        lets.exchange(community).unit(),
        commons.contributors(community, since),
        moved.stream().mapToLong(Fund.Month::income).sum(),
        moved.stream().mapToLong(Fund.Month::payouts).sum());
  }

  private FindingsDoors.Market needs(CommunityId community) {
    Demand demand = market.demand();
    Map<String, Integer> speakers = new HashMap<>();
    demand.spoken(community).forEach(one -> speakers.put(one.language(), one.people()));
    return new FindingsDoors.Market(
        demand.groups(community).stream()
            .filter(group -> group.people() > 0 || group.offers() > 0)
            .map(group ->
                new FindingsDoors.Wanted(
                    group.category(),
                    group.lat() == null || group.lon() == null
                        ? ""
                        : group.lat() + " " + group.lon(),
                    group.language(),
                    group.people(),
                    group.offers()))
            .toList(),
        speakers);
  }

  /// Those of these numbers who agreed that their way be known.
  private Map<Integer, Membership> agreed(CommunityId community, Collection<Integer> numbers) {
    Map<Integer, Membership> agreed = new HashMap<>();
    List<Integer> all = List.copyOf(numbers);
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      Map<Integer, Membership> some =
          communities.memberships(
              community, all.subList(from, Math.min(all.size(), from + AT_ONCE)));
      Set<MemberId> yes =
          members
              .findable()
              .consenting(some.values().stream().map(Membership::member).toList(), PURPOSE);
      some.forEach((no, one) -> {
        if (one.active() && yes.contains(one.member())) {
          agreed.put(no, one);
        }
      });
    }
    return agreed;
  }

  /// On which days each of those who agreed gave or received something.
  private Map<Integer, Set<LocalDate>> days(CommunityId community, Set<Integer> agreed) {
    return ayni.activeDays(community, today().minusDays((long) WEEKS * WEEK), FACTS_MOST).stream()
        .filter(day -> agreed.contains(day.no()))
        .collect(
            Collectors.groupingBy(
                ActiveDay::no, Collectors.mapping(ActiveDay::day, Collectors.toSet())));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private FindingsDoors.Lessons learned(CommunityId community) {
    Instant since = clock.instant().minus(Duration.ofDays((long) WEEKS * WEEK));
    List<Begun> begun = learning.begun(community, since, FACTS_MOST);
    Set<Integer> agreed =
        agreed(community, begun.stream().map(Begun::member).collect(Collectors.toSet())).keySet();
    Map<Integer, Set<LocalDate>> days = days(community, agreed);
    Map<UUID, int[]> sums = new HashMap<>();
    Map<String, String> titles = new HashMap<>();
    for (Begun one : begun) {
      if (agreed.contains(one.member())) {
        int[] sum = sums.computeIfAbsent(one.item(), item -> new int[3]);
        sum[0]++;
        if (one.finished()) {
          sum[1]++;
          sum[2] += acted(one, days.getOrDefault(one.member(), Set.of())) ? 1 : 0;
        }
        titles.put(one.item().toString(), one.title());
      }
    }
    List<Content.Seen> seen = new ArrayList<>();
    sums.forEach(
        (item, sum) -> seen.add(new Content.Seen(item.toString(), "item", sum[0], sum[1], sum[2])));
    return new FindingsDoors.Lessons(seen, titles);
  }

  private static boolean acted(Begun one, Set<LocalDate> days) {
    LocalDate end = LocalDate.ofInstant(one.at(), ZoneOffset.UTC);
    return IntStream.rangeClosed(0, WEEK).anyMatch(after -> days.contains(end.plusDays(after)));
  }

  /// What members do: each thing they sold counts for one skill, that of their vocation which it
  /// names, else what it is called itself.
  private FindingsDoors.Doings doings(CommunityId community) {
    Instant since = clock.instant().minus(Duration.ofDays((long) WEEKS * WEEK));
    List<Sale> sales = trades.sales(community, since, MEMBERS_MOST);
    Map<Integer, Membership> agreed =
        agreed(community, sales.stream().map(Sale::seller).collect(Collectors.toSet()));
    Map<Integer, Set<LocalDate>> days = days(community, agreed.keySet());
    Map<UUID, Demand.Skill> about = about(community, sales);
    Map<MemberId, Profile> profiles = profiles(agreed.values());
    Map<Integer, List<Sale>> sold =
        sales.stream()
            .filter(sale -> agreed.containsKey(sale.seller()) && about.containsKey(sale.listing()))
            .collect(Collectors.groupingBy(Sale::seller));
    List<Calling.Doing> doings = new ArrayList<>();
    Set<String> skills = new HashSet<>();
    sold.forEach((no, own) -> {
      Profile profile =
          Optional.ofNullable(agreed.get(no)).map(one -> profiles.get(one.member())).orElse(null);
      Set<String> vocation = profile == null ? Set.of() : vocation(profile);
      if (!vocation.isEmpty()) {
        Map<String, Integer> acts = new HashMap<>();
        own.forEach(sale ->
            Optional.ofNullable(about.get(sale.listing()))
                .ifPresent(skill -> acts.merge(skill(skill, vocation), 1, Integer::sum)));
        doings.add(
            new Calling.Doing(
                acts, vocation, continuity(days.getOrDefault(no, Set.of())), Double.NaN));
        skills.addAll(acts.keySet());
        skills.addAll(vocation);
      }
    });
    return new FindingsDoors.Doings(doings, skills);
  }

  private Map<UUID, Demand.Skill> about(CommunityId community, List<Sale> sales) {
    List<UUID> listings = sales.stream().map(Sale::listing).distinct().toList();
    Map<UUID, Demand.Skill> about = new HashMap<>();
    for (int from = 0; from < listings.size(); from += AT_ONCE) {
      about.putAll(
          market
              .demand()
              .skills(
                  community, listings.subList(from, Math.min(listings.size(), from + AT_ONCE))));
    }
    return about;
  }

  private Map<MemberId, Profile> profiles(Collection<Membership> places) {
    List<MemberId> ids = places.stream().map(Membership::member).toList();
    Map<MemberId, Profile> profiles = new HashMap<>();
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      profiles.putAll(
          members.findable().profiles(ids.subList(from, Math.min(ids.size(), from + AT_ONCE))));
    }
    return profiles;
  }

  private double continuity(Set<LocalDate> days) {
    LocalDate today = today();
    long weeks =
        days.stream()
            .map(day -> (today.toEpochDay() - day.toEpochDay()) / WEEK)
            .filter(week -> week >= 0 && week < WEEKS)
            .distinct()
            .count();
    return (double) weeks / WEEKS;
  }

  /// The skills of somebody's vocation: those they say, where they say a vocation; else nothing is
  /// known of it.
  static Set<String> vocation(Profile profile) {
    if (profile.vocation().isBlank()) {
      return Set.of();
    }
    Set<String> skills =
        profile.skills().stream()
            .map(InsightDoorways::folded)
            .filter(skill -> !skill.isEmpty())
            .collect(Collectors.toSet());
    return skills.isEmpty() ? words(profile.vocation()) : skills;
  }

  static String skill(Demand.Skill done, Set<String> vocation) {
    for (String tag : done.tags()) {
      String folded = folded(tag);
      Set<String> words = words(tag);
      for (String skill : vocation) {
        if (skill.equals(folded) || words(skill).stream().anyMatch(words::contains)) {
          return skill;
        }
      }
    }
    return done.tags().isEmpty() ? done.category() : folded(done.tags().getFirst());
  }

  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT)
        .strip();
  }

  /// Words long enough to mean something, and those of writings that need no spaces.
  private static Set<String> words(String text) {
    return Arrays.stream(folded(text).split("[^\\p{L}\\p{N}]+", -1))
        .filter(word ->
            word.length() >= WORD_LEAST
                || (!word.isEmpty() && word.codePoints().allMatch(Character::isIdeographic)))
        .collect(Collectors.toSet());
  }
}
