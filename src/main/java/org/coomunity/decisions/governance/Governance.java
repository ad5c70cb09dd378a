package org.coomunity.decisions.governance;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.coomunity.base.audit.AuditEntry;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.base.registry.DataClass;
import org.coomunity.exchange.ledger.Ledger;
import org.jspecify.annotations.Nullable;

/// How a community decides: proposals find sponsors, are talked about, frozen, voted on with a
/// voice that Méritos raise and money does not buy, and carried out on the same books. Every step
/// is in a public record that anybody can count again.
public final class Governance implements AutoCloseable {
  private final Database database;
  private final InstantSource clock;
  private final Charters charters;
  private final Records records;
  private final LifeCycle lifeCycle;
  private final Drafting drafting;
  private final Talking talking;
  private final Execution execution;
  private final Running running;
  private final Booth booth;
  private final Casting casting;
  private final Views views;
  private final Tallies tallies;
  private final Exporting exporting;
  private final Sweeping sweeping;
  private final Delegating delegating;

  /// @param key 32 bytes: seals votes, and makes pseudonyms
  public Governance(
      Database database,
      Outbox outbox,
      InstantSource clock,
      Caches caches,
      Ledger ledger,
      GovernanceDoors doors,
      byte[] key) {
    this.database = database;
    this.clock = clock;
    this.charters = new Charters(caches);
    this.records = new Records(key);
    Electorate electorate = new Electorate(doors, clock);
    Questions questions = new Questions(doors);
    Requests requests = new Requests(clock, questions);
    Effects effects = new Effects(database, ledger, doors, charters, records, questions);
    Envelopes envelopes = new Envelopes(key);
    Counting counting = new Counting(envelopes, questions);
    this.delegating = new Delegating(database, clock, doors, charters, electorate);
    Proxies proxies = new Proxies(database, charters, electorate, counting, envelopes);
    Ending ending = new Ending(database, clock, charters, counting, proxies, effects, records);
    this.execution = new Execution(database, clock, charters, electorate, effects, records);
    this.running =
        new Running(database, clock, charters, electorate, effects, records, questions, requests);
    this.lifeCycle =
        new LifeCycle(
            database,
            clock,
            charters,
            electorate,
            effects,
            records,
            questions,
            ending,
            running,
            execution);
    this.drafting =
        new Drafting(database, clock, questions, new Rewriting(charters, records, questions));
    this.talking = new Talking(database, clock);
    this.booth = new Booth(database, charters);
    this.casting =
        new Casting(database, clock, caches, charters, electorate, envelopes, counting, booth);
    this.views = new Views(database, clock, doors, charters, electorate, requests);
    this.tallies = new Tallies(database, charters, questions);
    this.exporting = new Exporting(database, counting);
    this.sweeping = new Sweeping(database, clock, charters, electorate, lifeCycle);
    outbox.everywhere(GovernanceEvent.TextChanged.class, casting::forget);
  }

  /// The routes of proposals, votes, voices and the record.
  public List<Route> routes(RateLimits limits) {
    return Stream.of(new GovernanceHttp(this, limits).routes(), new VoteHttp(this, limits).routes())
        .flatMap(List::stream)
        .toList();
  }

  /// Writes a draft.
  ///
  /// @throws Refused lengths and formats, `too_many_open`, `idempotency_conflict`
  public Made<Proposal> propose(Standing standing, Proposal.Draft draft) {
    Made<ProposalRow> made = drafting.draft(standing, draft);
    return made.map(row -> views.one(standing, row.id()));
  }

  /// One proposal; drafts are their author's.
  public Proposal proposal(Standing standing, UUID id) {
    return views.one(standing, id);
  }

  /// Proposals, newest first.
  ///
  /// @param state only those in this state, or in these with commas between, or `running` for
  ///   requests without an end; null for all, and likewise `area`
  public Page<Proposal.Line> proposals(
      Standing standing,
      @Nullable String state,
      @Nullable String area,
      int limit,
      Optional<String> cursor) {
    return views.list(standing, state, area, limit, cursor);
  }

  /// Another text by its author: support and votes for the one before are void.
  ///
  /// @throws Refused `text_moved`, `wrong_state`, `not_allowed`
  public Proposal change(Standing standing, UUID id, Proposal.Change change) {
    views.found(standing, id);
    drafting.change(standing, id, change);
    return views.one(standing, id);
  }

  /// The texts it had, newest first.
  public List<Proposal.Version> versions(Standing standing, UUID id) {
    return views.versions(standing, id);
  }

  /// Suggests another text to the author.
  public Proposal.Amendment suggest(Standing standing, UUID id, Proposal.Change change) {
    views.found(standing, id);
    UUID amendment = drafting.suggest(standing, id, change);
    return amendments(standing, id).stream()
        .filter(one -> one.id().equals(amendment))
        .findFirst()
        .orElseThrow();
  }

  /// The texts that others suggest, oldest first; at most 200.
  public List<Proposal.Amendment> amendments(Standing standing, UUID id) {
    return views.amendments(standing, id, drafting.amendments(standing.community(), id));
  }

  /// The author takes a suggested text for theirs.
  ///
  /// @throws Refused `text_moved`, `not_allowed`
  public Proposal accept(Standing standing, UUID id, UUID amendment) {
    views.found(standing, id);
    drafting.accept(standing, id, amendment);
    return views.one(standing, id);
  }

  /// Stands behind a proposal.
  ///
  /// @throws Refused `wrong_state`, `not_allowed` for its author, `not_eligible` with `needs`
  public Proposal sponsor(Standing standing, UUID id) {
    views.found(standing, id);
    lifeCycle.sponsor(standing, id);
    return views.one(standing, id);
  }

  /// Moves a proposal on when its guard holds already.
  ///
  /// @throws Refused `wrong_state` with `guard`, `not_allowed`, `not_eligible`, `census`, `fund`
  public Proposal advance(Standing standing, UUID id) {
    views.found(standing, id);
    lifeCycle.advance(standing, id);
    return views.one(standing, id);
  }

  /// Its author takes it back, until the vote is over.
  public Proposal withdraw(Standing standing, UUID id, String reason) {
    views.found(standing, id);
    String words = GovernanceRules.words(reason, 0, GovernanceRules.WORDS_MOST, "reason");
    lifeCycle.withdraw(standing, id, words);
    return views.one(standing, id);
  }

  /// Objects to what was decided and is not carried out yet; three stewards or a fifth of the
  /// active members stop it.
  public Proposal veto(Standing standing, UUID id, String reason) {
    views.found(standing, id);
    execution.veto(standing, id, reason);
    return views.one(standing, id);
  }

  /// Says something for or against.
  public Made<Proposal.Argument> argue(Standing standing, UUID id, Proposal.Argument.Draft draft) {
    views.found(standing, id);
    return talking.argue(standing, id, draft).map(row -> views.argument(standing, row));
  }

  /// What was said, in the order in which it was.
  public Page<Proposal.Argument> arguments(
      Standing standing, UUID id, int limit, Optional<String> cursor) {
    return views.arguments(standing, id, limit, cursor);
  }

  /// Hides something that was said, for a moderator.
  public void hide(Standing moderator, UUID id, UUID argument) {
    talking.hide(moderator, id, argument);
  }

  /// Writes whether a proposal serves the common good, for those who were drawn.
  public Proposal review(Standing standing, UUID id, Proposal.Review.Draft draft) {
    views.found(standing, id);
    talking.review(standing, id, draft);
    return views.one(standing, id);
  }

  /// Casts a ballot, or changes it.
  ///
  /// @throws Refused `closed`, `not_eligible`, `choice`, `votes_conflict`, `text_moved`, `voice`
  ///   with `left`
  public Proposal.Receipt cast(Standing standing, UUID id, Proposal.Ballot ballot) {
    return casting.cast(standing, id, ballot);
  }

  /// Takes one's ballot back; its voice returns.
  public Proposal.Receipt uncast(Standing standing, UUID id) {
    return casting.withdraw(standing, id);
  }

  /// One's own ballot.
  public Proposal.Own ballot(Standing standing, UUID id) {
    return casting.own(standing, id);
  }

  /// Leaves points on a request to the fund that is open without an end, or takes them back.
  ///
  /// @throws Refused `field_range`, `choice`, `wrong_state`, `not_eligible`, `points` with `left`
  public Proposal.Running stake(Standing standing, UUID id, int points) {
    return running.stake(standing, id, points);
  }

  /// Where a vote stands, or how it ended.
  public Proposal.Tally tally(Standing standing, UUID id) {
    return tallies.of(views.found(standing, id));
  }

  /// Why people voted as they did, once the vote is over.
  public Page<Proposal.Reasons> reasons(
      Standing standing, UUID id, Optional<String> cursor, int limit) {
    views.found(standing, id);
    return casting.reasons(standing.community(), id, cursor, limit);
  }

  /// What is voted on now and lacks one's own vote, what ends first first.
  public List<Proposal.Waiting> waiting(Standing standing, int most) {
    return casting.waiting(standing, most);
  }

  /// One's own voice.
  public Proposal.Voice voice(Standing standing) {
    return casting.voice(standing);
  }

  /// Gives one's voice on for a topic: `all`, an area, or a proposal. Whoever votes themselves is
  /// counted themselves.
  ///
  /// @throws Refused `not_found`, `member_unknown`, `cycle`, `chain`, `not_eligible`
  public List<Delegation> delegate(Standing standing, String topic, Delegation.Draft draft) {
    delegating.give(standing, topic, draft);
    return delegating.own(standing);
  }

  /// Takes it back, at once.
  public void revoke(Standing standing, String topic) {
    delegating.revoke(standing, topic);
  }

  /// All that somebody gave on.
  public List<Delegation> delegations(Standing standing) {
    return delegating.own(standing);
  }

  /// The charter of a community.
  public Charter charter(CommunityId community) {
    return database.read(tx -> charters.current(tx, community));
  }

  /// Decides how a community decides; what is open keeps what it began under.
  public Charter charter(Standing admin, Charter.Change change) {
    Instant now = clock.instant();
    return database.write(tx -> {
      Charter next = charters.decide(tx, admin.community(), change, admin.actorNo(), now);
      records.chartered(tx, admin.community(), next.version(), admin.actorNo(), now);
      tx.later(AuditEntry.by(admin, "charter", "version:" + next.version(), "", now).rider());
      return next;
    });
  }

  /// Areas of a community, by key.
  public List<Area> areas(CommunityId community) {
    return database.read(tx -> CharterStore.areas(tx, community, 100)).stream()
        .map(row -> new Area(row.key(), row.name(), row.openTarget()))
        .toList();
  }

  /// Makes an area, for a steward.
  public Area area(Standing steward, Area.Draft draft) {
    return drafting.area(steward, draft);
  }

  /// What the community decided, the newest first, as anybody may read it.
  public List<Decided> decided(CommunityId community, int most) {
    return views.decided(community, most);
  }

  /// The hash of the newest entry of the record of a community: whoever holds the record can say
  /// whether it is the same.
  public String head(CommunityId community) {
    return exporting.head(community);
  }

  /// The record of a community.
  Exporting exporting() {
    return exporting;
  }

  /// What the record says of a proposal that the reader may see.
  public PublicRecord record(Standing standing, UUID id) {
    return exporting.record(views.found(standing, id));
  }

  /// The same as lines, with the ballots once the vote is over.
  public Answer.Stream lines(Standing standing, UUID id) {
    return exporting.lines(views.found(standing, id));
  }

  /// Moves what time moves; a job calls it.
  ///
  /// @return how many proposals were looked at
  public int sweep(int most) {
    return sweeping.sweep(most);
  }

  /// What it keeps about people.
  public static List<DataClass> data() {
    return PersonalStore.DATA;
  }

  @Override
  public void close() {
    booth.close();
  }
}
