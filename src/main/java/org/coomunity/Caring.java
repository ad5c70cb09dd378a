package org.coomunity;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.coomunity.analytics.insight.Insight;
import org.coomunity.analytics.insight.InsightDoors;
import org.coomunity.analytics.insight.Life;
import org.coomunity.analytics.journeys.Journeys;
import org.coomunity.analytics.journeys.JourneysEvent.WayForgotten;
import org.coomunity.analytics.journeys.Trail;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.messages.Messages;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.people.communities.Communities;
import org.coomunity.people.communities.CommunitiesEvent.MemberGone;
import org.coomunity.people.communities.CommunitiesEvent.MemberLeft;
import org.coomunity.people.communities.Community;
import org.coomunity.people.communities.Membership;
import org.coomunity.people.members.Member;
import org.coomunity.people.members.Members;
import org.coomunity.people.members.MembersEvent.ConsentChanged;
import org.coomunity.people.members.Purpose;

/// What insight asks of other modules, and what makes it forget.
record Caring(
    Communities communities,
    Members members,
    Journeys journeys,
    Messages messages,
    InstantSource clock) {
  private static final String CONSUMER = "insight";
  private static final long SEED = 1;

  /// For how long what people did is looked at one by one.
  private static final Duration WALKS = Duration.ofDays(90);

  /// What is counted of somebody beside the days.
  private static final List<String> COUNTED =
      List.of(
          "offer_published",
          "trade_completed",
          "contribution_confirmed",
          "circle_joined",
          "question_answered",
          "vote_cast");

  Insight insight(Database database, Outbox outbox) {
    Insight insight = new Insight(database, clock, doors(), SEED);
    outbox.on(
        CONSUMER, MemberLeft.class, (tx, left) -> insight.hushed(tx, left.community(), left.no()));
    outbox.on(
        CONSUMER,
        MemberGone.class,
        (tx, gone) -> insight.unlearned(tx, gone.community(), gone.no()));
    outbox.on(CONSUMER, WayForgotten.class, (tx, way) -> forgotten(tx, insight, way));
    outbox.on(CONSUMER, ConsentChanged.class, (tx, said) -> changed(tx, insight, said.member()));
    return insight;
  }

  private void forgotten(Tx tx, Insight insight, WayForgotten way) {
    communities
        .membershipOf(way.community(), way.member())
        .ifPresent(seat -> insight.unlearned(tx, way.community(), seat.no()));
  }

  /// Who no longer agrees is not foretold of.
  private void changed(Tx tx, Insight insight, MemberId member) {
    if (!agrees(member)) {
      communities
          .places(member)
          .forEach(place -> insight.hushed(tx, place.community(), place.no()));
    }
  }

  /// Two yeses: that one's way is known, and that one is noticed.
  private boolean agrees(MemberId member) {
    return members.consents(member).stream()
            .filter(consent ->
                consent.given()
                    && (consent.purpose().equals(Purpose.ANALYTICS.key())
                        || consent.purpose().equals(Purpose.CARE.key())))
            .count()
        == 2;
  }

  private InsightDoors doors() {
    return new InsightDoors(
        (after, most) -> {
          Page<Community> page = communities.communities(after, most);
          return new Page<>(page.items().stream().map(Community::id).toList(), page.next());
        },
        this::lives,
        (community, numbers) -> people(community, numbers, true),
        (community, numbers) -> people(community, numbers, false),
        (community, handle) ->
            communities
                .membership(community, handle)
                .filter(Membership::active)
                .map(seat -> new InsightDoors.Seat(seat.no(), seat.member()))
                .orElse(null),
        messages::text);
  }

  /// Those who left are among them: who knows only those who stayed, cannot learn who leaves.
  private InsightDoors.Gathered lives(CommunityId community, int after, int most) {
    List<Integer> numbers = IntStream.rangeClosed(after + 1, after + most).boxed().toList();
    Map<Integer, Membership> found = communities.memberships(community, numbers);
    if (found.isEmpty()) {
      return new InsightDoors.Gathered(List.of(), 0);
    }
    Map<MemberId, Trail> trails =
        journeys.trails(
            community,
            found.values().stream().map(Membership::member).toList(),
            COUNTED,
            clock.instant().minus(WALKS));
    List<InsightDoors.Lived> lived = new ArrayList<>();
    for (int no : numbers) {
      Membership seat = found.get(no);
      Trail trail = seat == null ? null : trails.get(seat.member());
      if (seat != null && trail != null) {
        lived.add(
            new InsightDoors.Lived(
                no,
                seat.state().inside(),
                new Life(Integer.toString(no), trail.active(), trail.days()),
                trail.stops().stream()
                    .map(stop -> new InsightDoors.Did(stop.at(), stop.what()))
                    .toList()));
      }
    }
    return new InsightDoors.Gathered(lived, after + most);
  }

  private Map<Integer, InsightDoors.Person> people(
      CommunityId community, Collection<Integer> numbers, boolean noticed) {
    Map<Integer, Membership> found = communities.memberships(community, numbers);
    Map<MemberId, Member> known =
        members.named(found.values().stream().map(Membership::member).toList());
    Map<Integer, InsightDoors.Person> people = new HashMap<>();
    found.forEach((no, seat) -> {
      if (!noticed || (seat.active() && agrees(seat.member()))) {
        String name =
            Optional.ofNullable(known.get(seat.member()))
                .map(Member::displayName)
                .orElse(seat.handle());
        people.put(no, new InsightDoors.Person(seat.handle(), name));
      }
    });
    return people;
  }
}
