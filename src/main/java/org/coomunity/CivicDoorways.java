package org.coomunity;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.coomunity.analytics.journeys.JourneysDoors;
import org.coomunity.analytics.journeys.Level;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Role;
import org.coomunity.decisions.circles.CirclesDoors;
import org.coomunity.decisions.governance.GovernanceDoors;
import org.coomunity.decisions.learning.LearningDoors;
import org.coomunity.decisions.merits.Merits;
import org.coomunity.decisions.merits.MeritsDoors;
import org.coomunity.exchange.commons.Commons;
import org.coomunity.exchange.ledger.AccountState;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.lets.Exchange;
import org.coomunity.exchange.lets.Lets;
import org.coomunity.exchange.lets.Policy;
import org.coomunity.exchange.lets.TransferKind;
import org.coomunity.exchange.trades.FundSide;
import org.coomunity.exchange.trades.Split;
import org.coomunity.exchange.trades.Trades;
import org.coomunity.people.communities.Community;
import org.coomunity.people.communities.Membership;
import org.coomunity.people.members.Member;
import org.coomunity.people.members.MemberKind;
import org.coomunity.people.members.Members;

/// What the modules in which members decide, learn and earn ask of others.
final class CivicDoorways {
  private static final int AT_ONCE = 1_000;
  private final Doorways doorways;
  private final Members members;

  CivicDoorways(Doorways doorways, Members members) {
    this.doorways = doorways;
    this.members = members;
  }

  /// The doors of learning.
  LearningDoors learning() {
    return new LearningDoors(
        (community, numbers) -> doorways.named(community, numbers, LearningDoors.Person::new),
        (community, handle) ->
            doorways
                .communities()
                .membership(community, handle)
                .filter(Membership::active)
                .map(seat -> new LearningDoors.Seat(seat.no(), seat.member()))
                .orElse(null),
        (community, most) -> doorways.communities().caretakers(community, most));
  }

  /// The doors of governance.
  GovernanceDoors governance(Ledger ledger, Lets lets, Merits merits, Commons commons) {
    return new GovernanceDoors(
        (community, numbers) -> citizens(merits, community, numbers),
        (community, handle) ->
            doorways
                .communities()
                .membership(community, handle)
                .filter(Membership::active)
                .map(Membership::no)
                .orElse(null),
        (community, numbers, since) -> movedSince(ledger, lets, community, numbers, since),
        merits::weights,
        community -> purse(ledger, lets.exchange(community)),
        lets::account,
        (tx, community, key, value, proposal) -> lets.decide(tx, community, key, value),
        (tx, community, no, limit, proposal) -> {
          long minor = lets.exchange(community).unit().parseOrZero(limit, "payload.creditLimit");
          lets.creditLimit(tx, community, no, minor, "vote");
        },
        (tx, community, no, role, proposal) ->
            doorways.communities().grant(tx, community, no, role),
        commons::payout);
  }

  private static GovernanceDoors.Purse purse(Ledger ledger, Exchange exchange) {
    AccountState fund = ledger.account(exchange.book(), exchange.fund()).orElseThrow();
    return new GovernanceDoors.Purse(
        exchange.book(),
        exchange.fund(),
        Math.max(0, fund.available()),
        exchange.unit(),
        TransferKind.FUND.code());
  }

  private Map<Integer, GovernanceDoors.Citizen> citizens(
      Merits merits, CommunityId community, Collection<Integer> numbers) {
    Map<Integer, Membership> found = doorways.communities().memberships(community, numbers);
    Set<Integer> inviters = new HashSet<>();
    found.values().stream()
        .map(Membership::invitedByNo)
        .filter(Objects::nonNull)
        .forEach(inviters::add);
    Map<Integer, Membership> vouching = doorways.communities().memberships(community, inviters);
    Map<MemberId, Member> known =
        members.named(found.values().stream().map(Membership::member).toList());
    Set<Integer> persons = persons(merits, community, found, vouching);
    Map<Integer, GovernanceDoors.Citizen> citizens = new HashMap<>();
    found.forEach((no, membership) -> {
      Member member = known.get(membership.member());
      if (member != null) {
        citizens.put(no, citizen(membership, member, persons.contains(no)));
      }
    });
    return citizens;
  }

  /// Who was there from the first day, looks after the community, or was invited by one of those,
  /// is known to be a person; others are by votos de confianza.
  private static Set<Integer> persons(
      Merits merits,
      CommunityId community,
      Map<Integer, Membership> found,
      Map<Integer, Membership> inviters) {
    Set<Integer> persons = new HashSet<>();
    found.values().stream()
        .filter(one ->
            rooted(one)
                || Optional.ofNullable(one.invitedByNo())
                    .map(inviters::get)
                    .filter(CivicDoorways::rooted)
                    .isPresent())
        .forEach(one -> persons.add(one.no()));
    if (persons.size() < found.size()) {
      Set<Integer> others = new HashSet<>(found.keySet());
      others.removeAll(persons);
      persons.addAll(merits.vouched(community, others));
    }
    return persons;
  }

  private static GovernanceDoors.Citizen citizen(
      Membership membership, Member member, boolean person) {
    return new GovernanceDoors.Citizen(
        membership.no(),
        membership.handle(),
        member.displayName(),
        member.kind() == MemberKind.PERSON,
        membership.state().inside(),
        !membership.active(),
        person ? 1 : 0,
        membership.joinedAt(),
        membership.role());
  }

  private static boolean rooted(Membership membership) {
    return membership.founder() || membership.role() == Role.ADMIN;
  }

  /// Who joined, gave or received something since a moment.
  private Set<Integer> movedSince(
      Ledger ledger, Lets lets, CommunityId community, Collection<Integer> numbers, Instant since) {
    Set<Integer> active = new HashSet<>();
    Map<Integer, Integer> accounts = new HashMap<>();
    doorways
        .communities()
        .memberships(community, numbers)
        .forEach((no, membership) -> {
          if (membership.joinedAt().isAfter(since)) {
            active.add(no);
          } else {
            accounts.put(lets.account(community, no), no);
          }
        });
    if (!accounts.isEmpty()) {
      ledger
          .lastMoved(lets.exchange(community).book(), accounts.keySet())
          .forEach((account, at) -> {
            Integer no = accounts.get(account);
            if (no != null && at.isAfter(since)) {
              active.add(no);
            }
          });
    }
    return active;
  }

  /// The doors of reputation.
  MeritsDoors merits() {
    return new MeritsDoors(
        this::persons,
        (community, numbers) -> doorways.named(community, numbers, (handle, name) -> name),
        (community, handle) ->
            doorways
                .communities()
                .membership(community, handle)
                .filter(membership -> membership.state().inside())
                .map(Membership::no)
                .orElse(null),
        member ->
            members
                .profile(member)
                .map(profile ->
                    new MeritsDoors.Introduction(
                        !profile.text().isBlank() || !profile.skills().isEmpty(),
                        !profile.vocation().isBlank()))
                .orElse(new MeritsDoors.Introduction(false, false)));
  }

  private Map<Integer, MeritsDoors.Person> persons(
      CommunityId community, Collection<Integer> numbers) {
    Map<Integer, MeritsDoors.Person> people = new HashMap<>();
    List<Integer> all = List.copyOf(numbers);
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      doorways
          .communities()
          .memberships(community, all.subList(from, Math.min(all.size(), from + AT_ONCE)))
          .forEach((no, one) ->
              people.put(
                  no,
                  new MeritsDoors.Person(
                      no,
                      one.handle(),
                      one.joinedAt(),
                      one.invitedByNo(),
                      one.founder(),
                      one.role() == Role.ADMIN,
                      one.active())));
    }
    return people;
  }

  /// The doors of circles.
  CirclesDoors circles(Lets lets) {
    return new CirclesDoors(
        (community, numbers) -> doorways.named(community, numbers, CirclesDoors.Person::new),
        (community, handle) ->
            doorways
                .communities()
                .membership(community, handle)
                .filter(Membership::active)
                .map(Membership::no)
                .orElse(null),
        community -> {
          Exchange exchange = lets.exchange(community);
          return new CirclesDoors.Purse(
              exchange.book(),
              exchange.unit(),
              TransferKind.KNOWLEDGE.code(),
              exchange.fund(),
              TransferKind.FUND_SHARE.code(),
              exchange.policy().giftMode());
        },
        lets::account,
        (community, price) -> {
          Policy policy = lets.exchange(community).policy();
          FundSide side = FundSide.valueOf(policy.fundSide().toUpperCase(Locale.ROOT));
          Split split = Trades.split(price, policy.fundRatePpm(), side);
          return new CirclesDoors.Share(split.levy(), split.received());
        });
  }

  /// Whose way is known, who is counted, and who is not. Who never said anything about it is
  /// counted, and no more; who said no to all of it is not.
  private Level level(MemberId member) {
    Map<String, Boolean> said = new HashMap<>();
    members.consents(member).forEach(one -> said.putIfAbsent(one.purpose(), one.given()));
    boolean no = said.containsKey("analytics");
    if (said.getOrDefault("analytics", false)) {
      return Level.JOURNEYS;
    }
    return said.getOrDefault("counts", !no) ? Level.COUNTS : Level.NONE;
  }

  /// The doors of journeys.
  ///
  /// @param zones the time of a country
  JourneysDoors journeys(Function<String, ZoneId> zones) {
    return new JourneysDoors(
        this::level,
        (member, scope) -> members.findable().pseudonym(member, scope),
        member ->
            doorways.communities().places(member).stream()
                .map(place ->
                    new JourneysDoors.Seat(
                        place.community(),
                        doorways
                            .communities()
                            .community(place.community())
                            .map(Community::slug)
                            .orElse(""),
                        place.state().inside()))
                .toList(),
        (community, no) ->
            Optional.ofNullable(doorways.communities().memberships(community, List.of(no)).get(no))
                .map(Membership::member),
        community ->
            doorways
                .communities()
                .community(community)
                .map(one -> zones.apply(one.country()))
                .orElse(ZoneOffset.UTC));
  }
}
