package org.coomunity.decisions.merits;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Uuid8;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.decisions.merits.MeritsDoors.Person;
import org.jspecify.annotations.Nullable;

/// The journey: who comes to a stage, who says yes to it, and what it gives. What is asked for
/// follows from what members have by now; nothing is counted anew.
final class Stages {
  private static final int TOLD_MOST = 10;

  private final Database database;
  private final InstantSource clock;
  private final MeritsDoors doors;
  private final Awards awards;

  Stages(Database database, InstantSource clock, MeritsDoors doors, Awards awards) {
    this.database = database;
    this.clock = clock;
    this.doors = doors;
    this.awards = awards;
  }

  static @Nullable Stage after(Stage stage) {
    return stage == Stage.PROMOTER ? null : Stage.of(stage.code() + 1);
  }

  /// Looks where members have come to, now that something about them changed.
  ///
  /// @param places locked, as they are stored
  void settle(Tx tx, CommunityId community, Collection<Place> places) {
    if (places.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    Map<Integer, Person> people =
        doors.people().of(community, places.stream().map(place -> place.no).toList());
    List<Place> changed = new ArrayList<>();
    List<Awards.Change> rewards = new ArrayList<>();
    for (Place place : places) {
      Person person = people.get(place.no);
      if (person != null) {
        boolean badge = wear(tx, community, place, person, now);
        boolean stage = advance(tx, community, place, person, now, rewards);
        if (badge || stage) {
          changed.add(place);
        }
      }
    }
    finish(tx, community, changed, rewards);
  }

  private void finish(
      Tx tx, CommunityId community, List<Place> changed, List<Awards.Change> rewards) {
    if (!changed.isEmpty()) {
      PlaceStore.put(tx, community, changed);
    }
    if (!rewards.isEmpty()) {
      settle(tx, community, awards.apply(tx, community, rewards));
    }
  }

  private static boolean wear(
      Tx tx, CommunityId community, Place place, Person person, Instant now) {
    boolean any = false;
    for (Badge.Name badge : JourneyRules.badges(place, person)) {
      if (!place.wears(badge)) {
        place.badges |= badge.bit();
        PlaceStore.wear(tx, community, place.no, badge, now);
        tx.publish(new MeritsEvent.BadgeEarned(community, place.no, badge.key(), now));
        any = true;
      }
    }
    return any;
  }

  private static boolean advance(
      Tx tx,
      CommunityId community,
      Place place,
      Person person,
      Instant now,
      List<Awards.Change> rewards) {
    Stage next = after(place.stage);
    if (next == null || !complete(next, place.row(), person, now)) {
      return false;
    }
    if (next.validators() == 0) {
      reach(tx, community, place, next, now, rewards);
      return true;
    }
    if (place.asked >= next.code()) {
      return false;
    }
    place.asked = next.code();
    List<Integer> validators = PlaceStore.at(tx, community, Stage.PROMOTER, place.no, TOLD_MOST);
    tx.publish(
        new MeritsEvent.ValidationAsked(
            community, place.no, person.handle(), next, validators, now));
    return true;
  }

  private static boolean complete(Stage next, Place.Row row, Person person, Instant now) {
    return person.active()
        && JourneyRules.complete(
            JourneyRules.requirements(next, row, JourneyRules.days(person.joinedAt(), now)));
  }

  private static void reach(
      Tx tx,
      CommunityId community,
      Place place,
      Stage stage,
      Instant now,
      List<Awards.Change> rewards) {
    place.stage = stage;
    PlaceStore.reach(tx, community, place.no, stage, now);
    tx.publish(new MeritsEvent.StageReached(community, place.no, stage, now));
    for (Kind kind : Kind.values()) {
      if (stage.gives(kind) > 0) {
        Rule rule = kind == Kind.MERITO ? Rule.STAGE_MERITOS : Rule.STAGE_ONDAS;
        rewards.add(
            new Awards.Change(
                new Fact(
                    community,
                    rule,
                    place.no,
                    null,
                    Uuid8.of("stage " + community + " " + place.no + " " + stage),
                    stage.gives(kind),
                    now),
                Awards.Wish.AWARD));
      }
    }
  }

  /// The next stage of somebody, when it waits for others and all else is done.
  @Nullable Stage awaited(Place.Row row, Person person) {
    Stage next = after(row.stages());
    return next != null && next.validators() > 0 && complete(next, row, person, clock.instant())
        ? next
        : null;
  }

  /// True for who may say yes to a stage of somebody, and did not yet.
  boolean mayValidate(Tx tx, CommunityId community, Person of, Stage next, Person by) {
    return of.no() != by.no()
        && !JourneyRules.inviterAlone(next, of, by.no())
        && may(tx, community, of, next, by)
        && !PlaceStore.validators(tx, community, of.no(), next).contains(by.no());
  }

  /// True for who has what it takes to vouch for others.
  boolean vouches(Tx tx, CommunityId community, Person by) {
    long meritos = PlaceStore.read(tx, community, by.no()).meritos();
    return JourneyRules.vouching(by, meritos, clock.instant()).isEmpty();
  }

  private static boolean may(Tx tx, CommunityId community, Person of, Stage next, Person by) {
    Stage stands = PlaceStore.read(tx, community, by.no()).stages();
    return JourneyRules.mayValidate(next, by, stands, promoters(tx, community, of.no()));
  }

  private static int promoters(Tx tx, CommunityId community, int except) {
    return PlaceStore.at(tx, community, Stage.PROMOTER, except, 2).size();
  }

  /// Says yes to the next stage of another.
  ///
  /// @throws Refused `member_unknown`, `same_member`, `not_allowed` for who may not and for one's
  ///   inviter alone, `wrong_state` with `needs` while something is missing
  Journey.Validation validate(Standing standing, String handle) {
    CommunityId community = standing.community();
    int no = Merits.number(doors, community, handle);
    if (no == standing.no()) {
      throw Refused.because(Refusal.SAME_MEMBER);
    }
    if (standing.no() != standing.actorNo()) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    Map<Integer, Person> people = doors.people().of(community, List.of(no, standing.no()));
    Person of = Merits.known(people, no);
    Person by = Merits.known(people, standing.no());
    return database.write(tx -> validated(tx, community, of, by));
  }

  private Journey.Validation validated(Tx tx, CommunityId community, Person of, Person by) {
    Instant now = clock.instant();
    Place place = awards.lock(tx, community, List.of(of.no())).values().iterator().next();
    Stage next = after(place.stage);
    if (PlaceStore.validators(tx, community, of.no(), place.stage).contains(by.no())
        && (next == null || !complete(next, place.row(), of, now))) {
      return told(of, place.stage, place.stage.validators(), true);
    }
    if (next == null) {
      throw Refused.because(Refusal.WRONG_STATE, "needs", List.of());
    }
    if (!may(tx, community, of, next, by) || JourneyRules.inviterAlone(next, of, by.no())) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    if (next.validators() == 0 || !complete(next, place.row(), of, now)) {
      List<Journey.Requirement> missing =
          JourneyRules.requirements(next, place.row(), JourneyRules.days(of.joinedAt(), now))
              .stream()
              .filter(one -> !one.done())
              .toList();
      throw Refused.because(Refusal.WRONG_STATE, "needs", missing);
    }
    boolean fresh = PlaceStore.validate(tx, community, of.no(), next, by.no(), now);
    int given = PlaceStore.validators(tx, community, of.no(), next).size();
    boolean reached = given >= next.validators();
    if (reached) {
      List<Awards.Change> rewards = new ArrayList<>();
      reach(tx, community, place, next, now, rewards);
      finish(tx, community, List.of(place), rewards);
    } else if (fresh) {
      tx.publish(new MeritsEvent.StageSupported(community, of.no(), by.no(), next, now));
    }
    return told(of, next, given, reached);
  }

  private static Journey.Validation told(Person of, Stage stage, int given, boolean reached) {
    return new Journey.Validation(of.handle(), stage, given, stage.validators(), reached);
  }

  /// The journey of the caller, as it is now: days pass without anything happening.
  Journey journey(Standing standing) {
    CommunityId community = standing.community();
    Person person =
        Merits.known(doors.people().of(community, List.of(standing.no())), standing.no());
    Place.Row row = database.read(tx -> PlaceStore.read(tx, community, person.no()));
    Stage next = after(row.stages());
    if (next != null
        && complete(next, row, person, clock.instant())
        && (next.validators() == 0 || row.asked() < next.code())) {
      database.write(tx -> {
        settle(tx, community, awards.lock(tx, community, List.of(person.no())).values());
        return 0;
      });
    }
    return database.read(tx -> view(tx, standing, person));
  }

  private Journey view(Tx tx, Standing standing, Person person) {
    CommunityId community = standing.community();
    Place.Row row = PlaceStore.read(tx, community, person.no());
    List<PlaceStore.StageRow> reached = PlaceStore.stages(tx, community, person.no());
    Stage next = after(row.stages());
    MeritsDoors.Introduction said = doors.introductions().of(standing.member());
    List<Journey.Milestone> stages = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      stages.add(
          new Journey.Milestone(
              stage,
              row.stage() >= stage.code(),
              at(reached, stage),
              stage.gives(Kind.MERITO),
              stage.gives(Kind.ONDA)));
    }
    return new Journey(
        person.handle(),
        row.stages(),
        at(reached, row.stages()),
        next == null ? null : next(tx, community, person, row, next),
        List.of(
            new Journey.Step("profile", said.profile()),
            new Journey.Step("vocation", said.vocation()),
            new Journey.Step("listing", row.listed()),
            new Journey.Step("trade", row.trades() > 0)),
        stages);
  }

  private static @Nullable Instant at(List<PlaceStore.StageRow> reached, Stage stage) {
    return reached.stream()
        .filter(one -> one.stage() == stage.code())
        .map(PlaceStore.StageRow::reachedAt)
        .findFirst()
        .orElse(null);
  }

  private Journey.Next next(
      Tx tx, CommunityId community, Person person, Place.Row row, Stage next) {
    List<Journey.Requirement> requirements =
        JourneyRules.requirements(next, row, JourneyRules.days(person.joinedAt(), clock.instant()));
    List<Integer> said = PlaceStore.validators(tx, community, person.no(), next);
    Map<Integer, Person> names = doors.people().of(community, said);
    String who =
        next.validators() == 0
            ? null
            : promoters(tx, community, person.no()) < next.validators()
                ? "founder_or_admin"
                : "promoter";
    return new Journey.Next(
        next,
        JourneyRules.percent(requirements),
        JourneyRules.complete(requirements),
        requirements,
        next.validators(),
        said.stream()
            .filter(names::containsKey)
            .map(no -> Merits.known(names, no).handle())
            .toList(),
        who,
        next.gives(Kind.MERITO),
        next.gives(Kind.ONDA));
  }
}
