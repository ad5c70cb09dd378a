package org.coomunity.people.communities;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.coomunity.base.audit.AuditEntry;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.people.communities.TakeoverRules.State;
import org.coomunity.people.communities.TakeoverRules.Tally;
import org.coomunity.people.communities.TakeoverStore.Row;
import org.jspecify.annotations.Nullable;

/// Asks a community whether it takes over the balance of somebody who goes, counts, and carries out
/// what was decided. Everything about one community happens under the lock of its row.
final class Takeovers {
  private final Database database;
  private final InstantSource clock;
  private final Books books;
  private final Roles roles;
  private final Lookups lookups;

  Takeovers(Database database, InstantSource clock, Books books, Roles roles, Lookups lookups) {
    this.database = database;
    this.clock = clock;
    this.books = books;
    this.roles = roles;
    this.lookups = lookups;
  }

  Made<Takeover> ask(Standing standing, Takeover.Draft draft) {
    Takeover.Aim aim = TakeoverRules.aim(draft.aim());
    TakeoverRules.mayAsk(standing, aim);
    String reason = CommunityRules.words(draft.reason(), 3, 500, "reason");
    CommunityId community = standing.community();
    int subject = subject(standing, aim, draft.member());
    long balance = subject == 0 ? 0 : books.balance(community, subject);
    if (subject != 0 && balance == 0) {
      throw Refused.because(Refusal.WRONG_STATE);
    }
    Instant now = clock.instant();
    Row row =
        new Row(
            community,
            draft.id() == null ? Uuid7.at(now) : draft.id(),
            subject,
            aim.name(),
            standing.actorNo(),
            reason,
            balance,
            now,
            now.plus(TakeoverRules.OPEN),
            State.OPEN.name(),
            null,
            null);
    boolean fresh =
        database.write(tx -> {
          CommunitiesStore.locked(tx, community);
          if (TakeoverStore.insert(tx, row)) {
            tx.publish(
                new CommunitiesEvent.TakeoverAsked(
                    community, row.id(), subject, row.askedBy(), now));
            audit(tx, standing, aim, subject, reason);
            return true;
          }
          Row first =
              TakeoverStore.find(tx, community, row.id())
                  .orElseThrow(() -> Refused.because(Refusal.TOO_MANY_OPEN, "limit", 1));
          conflict(first, row);
          return false;
        });
    Takeover asked = one(standing, row.id());
    return fresh ? Made.fresh(asked) : Made.replay(asked);
  }

  /// Whoever asks for themselves does nothing that others may not.
  private void audit(Tx tx, Standing admin, Takeover.Aim aim, int subject, String reason) {
    if (aim == Takeover.Aim.LEAVE) {
      return;
    }
    String whom =
        CommunitiesStore.memberships(tx, admin.community(), List.of(subject)).stream()
            .map(found -> AuditEntry.member(found.member()))
            .findFirst()
            .orElse(admin.slug());
    tx.later(AuditEntry.by(admin, "takeover." + aim.name(), whom, reason, clock.instant()).rider());
  }

  private int subject(Standing standing, Takeover.Aim aim, @Nullable String member) {
    return switch (aim) {
      case ARCHIVE -> 0;
      case LEAVE -> standing.no();
      case REMOVE ->
          lookups
              .membership(standing.community(), member == null ? "" : member)
              .filter(found -> found.state().inside())
              .map(Membership::no)
              .orElseThrow(() -> Refused.because(Refusal.MEMBER_UNKNOWN));
    };
  }

  private static void conflict(Row first, Row again) {
    String differs =
        !first.aim().equals(again.aim())
            ? "aim"
            : first.subject() != again.subject()
                ? "member"
                : first.reason().equals(again.reason()) ? null : "reason";
    if (differs != null) {
      throw Refused.because(Refusal.IDEMPOTENCY_CONFLICT, "field", differs);
    }
  }

  Takeover vote(Standing standing, UUID id, boolean yes) {
    Row row =
        database.write(tx -> {
          CommunitiesStore.locked(tx, standing.community());
          Row open = open(tx, standing.community(), id);
          if (!TakeoverStore.mayVote(tx, open, standing.no())) {
            throw Refused.because(Refusal.NOT_ALLOWED);
          }
          TakeoverStore.vote(tx, open, standing.no(), yes, clock.instant());
          return count(tx, open, false);
        });
    carryOut(row);
    return one(standing, id);
  }

  private Row open(Tx tx, CommunityId community, UUID id) {
    Row row =
        TakeoverStore.find(tx, community, id).orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
    if (!row.open() || !clock.instant().isBefore(row.endsAt())) {
      throw Refused.because(Refusal.WRONG_STATE);
    }
    return row;
  }

  /// Closes a question whose votes are in, or whose time is over.
  private Row count(Tx tx, Row row, boolean over) {
    State outcome = TakeoverRules.outcome(TakeoverStore.tally(tx, row), over);
    if (outcome == State.OPEN) {
      return row;
    }
    Instant now = clock.instant();
    TakeoverStore.state(tx, row, outcome, null, now);
    tx.publish(
        new CommunitiesEvent.TakeoverDecided(
            row.communityId(), row.id(), row.subject(), outcome == State.PASSED, now));
    return TakeoverStore.find(tx, row.communityId(), row.id()).orElseThrow();
  }

  /// Does what a question that passed was about. What the books do not allow now (something is
  /// reserved, the balance has become heavier, the last admin) is tried again by the sweep.
  private void carryOut(Row row) {
    if (!row.state().equals(State.PASSED.name())) {
      return;
    }
    try {
      database.write(tx -> {
        CommunitiesStore.locked(tx, row.communityId());
        Row now = TakeoverStore.find(tx, row.communityId(), row.id()).orElseThrow();
        if (now.state().equals(State.PASSED.name())) {
          carryOut(tx, now);
          TakeoverStore.state(tx, now, State.DONE, null, clock.instant());
        }
        return now;
      });
      roles.forget(row.communityId(), row.subject());
    } catch (Refused no) {
      wait(row, no.refusal());
    }
  }

  private void carryOut(Tx tx, Row row) {
    if (row.subject() != 0
        && !TakeoverRules.covered(row.asked(), books.balance(row.communityId(), row.subject()))) {
      throw Refused.because(Refusal.BALANCE_OPEN);
    }
    switch (Takeover.Aim.valueOf(row.aim())) {
      case LEAVE -> roles.voted(tx, row.communityId(), row.subject(), MembershipState.LEFT);
      case REMOVE -> roles.voted(tx, row.communityId(), row.subject(), MembershipState.REMOVED);
      case ARCHIVE -> roles.votedArchive(tx, row.communityId(), row.askedBy());
    }
  }

  private void wait(Row row, Refusal why) {
    Instant now = clock.instant();
    Instant decided = Optional.ofNullable(row.decidedAt()).orElse(now);
    State state = now.isBefore(decided.plus(TakeoverRules.WAITS)) ? State.PASSED : State.LAPSED;
    database.write(tx -> {
      TakeoverStore.state(tx, row, state, why.code(), now);
      return row;
    });
  }

  /// Takes one's own open question back.
  void withdraw(Standing standing, UUID id) {
    database.write(tx -> {
      CommunitiesStore.locked(tx, standing.community());
      Row row = open(tx, standing.community(), id);
      if (row.askedBy() != standing.actorNo()) {
        throw Refused.because(Refusal.NOT_ALLOWED);
      }
      TakeoverStore.state(tx, row, State.WITHDRAWN, null, clock.instant());
      return row;
    });
  }

  /// Counts what is over and carries out what was decided; says how many it looked at.
  int sweep(int most) {
    List<Row> due = database.read(tx -> TakeoverStore.due(tx, clock.instant(), most));
    for (Row row : due) {
      carryOut(
          database.write(tx -> {
            CommunitiesStore.locked(tx, row.communityId());
            Row now = TakeoverStore.find(tx, row.communityId(), row.id()).orElseThrow();
            return now.open() ? count(tx, now, true) : now;
          }));
    }
    return due.size();
  }

  Takeover one(Standing standing, UUID id) {
    return view(
        database.read(tx ->
            facts(
                tx,
                standing,
                TakeoverStore.find(tx, standing.community(), id)
                    .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND)))));
  }

  Page<Takeover> list(Standing standing, Optional<UUID> before, int limit) {
    UUID from = before.orElse(new UUID(-1, -1));
    List<Facts> rows =
        database.read(tx ->
            TakeoverStore.list(tx, standing.community(), from, limit + 1).stream()
                .map(row -> facts(tx, standing, row))
                .toList());
    return Page.of(rows, limit, facts -> facts.row().id().toString()).map(this::view);
  }

  /// A question with what else is shown of it.
  private record Facts(Row row, Tally tally, Map<Integer, String> names, @Nullable Boolean vote) {}

  private static Facts facts(Tx tx, Standing standing, Row row) {
    return new Facts(
        row,
        TakeoverStore.tally(tx, row),
        Lookups.handles(tx, row.communityId(), List.of(row.subject(), row.askedBy())),
        TakeoverStore.voteOf(tx, row, standing.no()).orElse(null));
  }

  private Takeover view(Facts facts) {
    Row row = facts.row();
    Tally tally = facts.tally();
    boolean one = row.subject() != 0;
    Unit unit = unit(row.communityId());
    return new Takeover(
        row.id(),
        one ? facts.names().getOrDefault(row.subject(), "") : null,
        Takeover.Aim.valueOf(row.aim()).key(),
        facts.names().getOrDefault(row.askedBy(), ""),
        row.reason(),
        one ? unit.format(books.balance(row.communityId(), row.subject())) : null,
        one ? unit.format(row.asked()) : null,
        State.valueOf(row.state()).key(),
        tally.yes(),
        tally.no(),
        tally.voters(),
        TakeoverRules.quorum(tally.voters()),
        row.hold(),
        row.createdAt(),
        row.endsAt(),
        row.decidedAt(),
        facts.vote());
  }

  private Unit unit(CommunityId community) {
    Community.CurrencyWish money = books.money(community).currency();
    return new Unit(money.code(), money.name(), money.symbol(), money.decimals());
  }

  Takeover.Pool pool(CommunityId community) {
    return new Takeover.Pool(unit(community).format(books.pool(community)));
  }

  Page<Takeover.Parting> partings(CommunityId community, Optional<UUID> before, int limit) {
    List<Books.Parting> rows =
        books.partings(community, before.orElse(new UUID(-1, -1)), limit + 1);
    List<Integer> numbers =
        rows.stream().flatMap(row -> Stream.of(row.no(), row.actor())).distinct().toList();
    Map<Integer, String> names = database.read(tx -> Lookups.handles(tx, community, numbers));
    Unit unit = unit(community);
    return Page.of(rows, limit, row -> row.id().toString())
        .map(row ->
            new Takeover.Parting(
                row.id(),
                names.getOrDefault(row.no(), ""),
                unit.format(row.amount()),
                row.farewell(),
                names.get(row.actor()),
                row.at()));
  }
}
