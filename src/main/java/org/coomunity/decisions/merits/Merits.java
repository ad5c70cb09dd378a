package org.coomunity.decisions.merits;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.base.registry.DataClass;
import org.coomunity.decisions.merits.MeritsDoors.Person;

/// Reputation: Méritos and Öndas that are earned from what others can see and cannot be bought,
/// given on or taken along; votos de confianza, badges, and the journey of a member. What a member
/// has is the sum of rows that say why, and nothing here moves any of it to somebody else.
public final class Merits {
  /// From so much on an award is told to whom it is given.
  static final int NOTED = 10;

  /// What was written down since then has no weight yet.
  static final Duration SETTLED = Duration.ofHours(24);

  private static final int UNEQUAL_MOST = 100;
  private static final int AT_ONCE = 1_000;

  private final Database database;
  private final MeritsDoors doors;
  private final Stages stages;
  private final Trust trust;
  private final Vouching vouching;
  private final MeritsReactions reactions;

  public Merits(
      Database database, Outbox outbox, InstantSource clock, Caches caches, MeritsDoors doors) {
    this.database = database;
    this.doors = doors;
    Awards awards = new Awards(clock, doors);
    this.stages = new Stages(database, clock, doors, awards);
    this.trust = new Trust(database, clock, doors, awards, stages);
    this.vouching = new Vouching(database, caches, doors);
    vouching.listen(outbox);
    this.reactions = new MeritsReactions(awards, stages, trust);
    reactions.listen(outbox);
  }

  /// The routes of reputation and the journey.
  public List<Route> routes(RateLimits limits) {
    return new MeritsHttp(this, limits).routes();
  }

  /// Something happened by which somebody earns. It is counted at the end of the transaction,
  /// together with others; told again, it has no further effect.
  public void award(Tx tx, Fact fact) {
    reactions.later(tx, new Awards.Change(fact, Awards.Wish.AWARD));
  }

  /// It did not happen after all: a trade was reversed, a confirmation removed. What came of it is
  /// taken back by a contrary row; told before `award`, nothing will come of it.
  public void takeBack(Tx tx, Fact fact) {
    reactions.later(tx, new Awards.Change(fact, Awards.Wish.TAKE));
  }

  /// What a member has earned, with the rows behind it, newest first.
  ///
  /// @param kind only those; empty for both
  /// @throws Refused `member_unknown`, `field_format` for a cursor that is not ours
  public Reputation reputation(
      Standing standing, String handle, Optional<Kind> kind, int limit, Optional<String> cursor) {
    CommunityId community = standing.community();
    int no = number(doors, community, handle);
    long before = cursor.map(Merits::cursor).orElse(Long.MAX_VALUE);
    Map<Integer, Person> people = doors.people().of(community, List.of(no, standing.no()));
    Person of = known(people, no);
    Person by = known(people, standing.no());
    return database.read(tx -> {
      Place.Row row = PlaceStore.read(tx, community, no);
      Page<AwardRow> page =
          Page.of(
              AwardStore.page(tx, community, no, kind.orElse(null), before, limit + 1),
              limit,
              award -> Long.toString(award.n()));
      boolean trusted =
          TrustStore.vote(tx, community, by.no(), no)
              .filter(TrustStore.VoteRow::stands)
              .isPresent();
      Stage awaits = stages.awaited(row, of);
      return new Reputation(
          of.handle(),
          row.meritos(),
          row.ondas(),
          row.stages(),
          PlaceStore.badges(tx, community, no),
          row.votes(),
          trusted,
          !trusted && mayTrust(tx, standing, of, by),
          awaits,
          awaits != null && stages.mayValidate(tx, community, of, awaits, by),
          Told.rows(page.items(), no == standing.no() ? with(community, page) : Map.of()),
          page.next());
    });
  }

  private Map<Integer, Person> with(CommunityId community, Page<AwardRow> page) {
    List<Integer> numbers =
        page.items().stream()
            .flatMap(row -> Optional.ofNullable(row.counterpartyNo()).stream())
            .distinct()
            .toList();
    return doors.people().of(community, numbers);
  }

  private boolean mayTrust(Tx tx, Standing standing, Person of, Person by) {
    return of.no() != by.no()
        && standing.no() == standing.actorNo()
        && by.active()
        && stages.vouches(tx, standing.community(), by);
  }

  /// Vouches for another; a repeat finds what was said first.
  ///
  /// @throws Refused `member_unknown`, `same_member`, `not_allowed` for organisations,
  ///   `not_eligible` with `needs`, lengths
  public Made<TrustVote> trust(Standing standing, String handle, TrustVote.Draft draft) {
    Made<TrustVote> vote = trust.give(standing, handle, draft);
    vouching.forget(standing.community());
    return vote;
  }

  /// Vouches for another no longer.
  ///
  /// @throws Refused `member_unknown`, `same_member`, `not_found` when one never did
  public void revoke(Standing standing, String handle) {
    trust.revoke(standing, handle);
    vouching.forget(standing.community());
  }

  /// Who vouches for a member, with their words.
  public Page<TrustVote> trustVotes(
      Standing standing, String handle, int limit, Optional<String> cursor) {
    return trust.votes(standing, handle, limit, cursor);
  }

  /// The journey of the caller.
  public Journey journey(Standing standing) {
    return stages.journey(standing);
  }

  /// Says yes to the next stage of another.
  ///
  /// @throws Refused `member_unknown`, `same_member`, `not_allowed`, `wrong_state` with `needs`
  public Journey.Validation validate(Standing standing, String handle) {
    return stages.validate(standing, handle);
  }

  /// What the Méritos of some members weigh in decisions at a moment, in hundredths: halved for
  /// every 365 days since they were earned, of what was written down a day before at least. Who has
  /// none is left out.
  ///
  /// @param numbers at most 1,000
  public Map<Integer, Long> weights(
      CommunityId community, Collection<Integer> numbers, Instant at) {
    if (numbers.size() > AT_ONCE) {
      throw new IllegalArgumentException("members: " + numbers.size());
    }
    Map<Integer, Long> weights = new LinkedHashMap<>();
    if (!numbers.isEmpty()) {
      database
          .read(tx -> AwardStore.weights(tx, community, numbers, at, at.minus(SETTLED)))
          .stream()
          .filter(row -> row.weight() > 0)
          .forEach(row -> weights.put(row.memberNo(), row.weight()));
    }
    return weights;
  }

  /// Who of some members is known to be a person by the word of others: by votos de confianza of
  /// two whose invitations go back to different people, as far as those pass any on.
  public Set<Integer> vouched(CommunityId community, Collection<Integer> numbers) {
    return vouching.of(community, numbers);
  }

  /// Members whose balance is not the sum of their rows; there is none, and this looks. At most
  /// 100.
  public List<Integer> unequal(CommunityId community) {
    return database.read(tx -> AwardStore.unequal(tx, community, UNEQUAL_MOST));
  }

  static int number(MeritsDoors doors, CommunityId community, String handle) {
    Integer no = doors.handles().of(community, handle);
    if (no == null) {
      throw Refused.because(Refusal.MEMBER_UNKNOWN);
    }
    return no;
  }

  static Person known(Map<Integer, Person> people, int no) {
    return Optional.ofNullable(people.get(no))
        .orElseThrow(() -> Refused.because(Refusal.MEMBER_UNKNOWN));
  }

  static long cursor(String text) {
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
    }
    return Long.parseLong(text);
  }

  /// What it keeps about people.
  public static List<DataClass> data() {
    return PersonalStore.DATA;
  }
}
