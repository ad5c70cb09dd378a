package org.coomunity.decisions.learning;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.coomunity.base.audit.AuditEntry;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.decisions.learning.LearningEvent.GamifierNamed;
import org.coomunity.decisions.learning.LearningStore.EditionRow;
import org.coomunity.decisions.learning.LearningStore.ItemRow;

/// Who writes content: stewards and admins, and members whom one of them named.
final class Gamifiers {
  /// People by their numbers, as others read them; whoever is gone has an empty handle.
  record Names(Map<Integer, LearningDoors.Person> known) {
    String handle(int no) {
      LearningDoors.Person person = known.get(no);
      return person == null ? "" : person.handle();
    }

    String name(int no) {
      LearningDoors.Person person = known.get(no);
      return person == null ? "" : person.name();
    }
  }

  private final Database database;
  private final InstantSource clock;
  private final LearningDoors doors;

  Gamifiers(Database database, InstantSource clock, LearningDoors doors) {
    this.database = database;
    this.clock = clock;
    this.doors = doors;
  }

  boolean writes(Standing standing) {
    return database.read(tx -> writes(tx, standing));
  }

  boolean writes(Tx tx, Standing standing) {
    return standing.role().includes(Role.STEWARD)
        || LearningStore.gamifier(tx, standing.community(), standing.actorNo());
  }

  void demand(Tx tx, Standing standing) {
    if (!writes(tx, standing)) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
  }

  /// An item for who writes content. To others one that was never published is not there.
  ItemRow item(Tx tx, Standing standing, UUID id) {
    boolean writer = writes(tx, standing);
    ItemRow found =
        LearningStore.item(tx, standing.community(), id)
            .filter(item -> writer || item.published())
            .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
    if (!writer) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    return found;
  }

  Names names(CommunityId community, Collection<Integer> numbers) {
    return new Names(doors.names().of(community, numbers));
  }

  Names names(CommunityId community, ItemRow item, EditionRow edition) {
    Set<Integer> numbers = new LinkedHashSet<>(List.of(item.author()));
    numbers.add(edition.writer());
    if (edition.reviewer() != null) {
      numbers.add(edition.reviewer());
    }
    return names(community, numbers);
  }

  /// Everybody who may review: stewards and admins, then gamifiers who are still there.
  List<Integer> reviewers(Tx tx, CommunityId community) {
    Set<Integer> all =
        new LinkedHashSet<>(doors.stewards().of(community, LearningRules.REVIEWERS_MOST));
    Names known =
        names(
            community,
            LearningStore.gamifiers(tx, community, LearningRules.GAMIFIERS_MOST).stream()
                .map(LearningStore.GamifierRow::member)
                .toList());
    known
        .known()
        .forEach((no, person) -> {
          if (doors.seats().of(community, person.handle()) != null) {
            all.add(no);
          }
        });
    return new ArrayList<>(all);
  }

  List<Work.Gamifier> list(Standing standing) {
    CommunityId community = standing.community();
    List<LearningStore.GamifierRow> rows =
        database.read(tx -> LearningStore.gamifiers(tx, community, LearningRules.GAMIFIERS_MOST));
    Names names =
        names(
            community,
            rows.stream()
                .flatMap(row -> Stream.of(row.member(), row.byMember()))
                .distinct()
                .toList());
    return rows.stream()
        .map(row ->
            new Work.Gamifier(
                names.handle(row.member()),
                names.name(row.member()),
                names.handle(row.byMember()),
                row.at()))
        .toList();
  }

  void name(Standing standing, String handle, boolean named) {
    if (!standing.role().includes(Role.STEWARD)) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    CommunityId community = standing.community();
    LearningDoors.Seat seat = doors.seats().of(community, handle);
    if (seat == null) {
      throw Refused.because(Refusal.MEMBER_UNKNOWN);
    }
    int no = seat.no();
    Instant now = clock.instant();
    database.write(tx -> {
      LearningStore.lock(tx, community);
      boolean changed =
          named ? added(tx, standing, no, now) : LearningStore.unname(tx, community, no);
      if (changed) {
        String act = named ? "learning.name" : "learning.unname";
        tx.later(AuditEntry.by(standing, act, AuditEntry.member(seat.member()), "", now).rider());
        tx.publish(new GamifierNamed(community, no, standing.actorNo(), named, now));
      }
      return changed;
    });
  }

  private static boolean added(Tx tx, Standing standing, int no, Instant now) {
    CommunityId community = standing.community();
    if (LearningStore.gamifier(tx, community, no)) {
      return false;
    }
    LearningRules.oneMore(
        LearningStore.gamifiers(tx, community, LearningRules.GAMIFIERS_MOST).size(),
        LearningRules.GAMIFIERS_MOST);
    return LearningStore.name(tx, community, no, standing.actorNo(), now);
  }
}
