package org.coomunity.decisions.governance;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.json.Json;
import org.coomunity.decisions.governance.GovernanceDoors.Citizen;

/// Voices that are given on, for a proposal, an area or everything: revocable at once, never in a
/// circle that the giver closes.
final class Delegating {
  static final int MOST = 5;
  static final int CHAIN_MOST = 20;
  private static final int EVERYBODY = 0;
  private static final String ALL = "all";
  private static final String AREA = "area:";
  private static final String PROPOSAL = "proposal:";

  private final Database database;
  private final InstantSource clock;
  private final GovernanceDoors doors;
  private final Charters charters;
  private final Electorate electorate;

  Delegating(
      Database database,
      InstantSource clock,
      GovernanceDoors doors,
      Charters charters,
      Electorate electorate) {
    this.database = database;
    this.clock = clock;
    this.doors = doors;
    this.charters = charters;
    this.electorate = electorate;
  }

  /// What a vote is about, the nearest first.
  static List<String> scopes(ProposalRow row) {
    return List.of(PROPOSAL + row.id(), AREA + row.areaId(), ALL);
  }

  private static String scope(Tx tx, CommunityId community, String topic) {
    if (topic.equals(ALL)) {
      return ALL;
    }
    var area = CharterStore.area(tx, community, topic);
    if (area.isPresent()) {
      return AREA + area.get().id();
    }
    UUID id;
    try {
      id = Json.uuid(topic);
    } catch (IllegalArgumentException unknown) {
      throw Refused.because(Refusal.NOT_FOUND);
    }
    return PROPOSAL
        + ProposalStore.find(tx, community, id)
            .filter(row -> row.at() != ProposalState.DRAFT)
            .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND))
            .id();
  }

  /// Gives one's voice on; what was given on for the topic before is forgotten.
  ///
  /// @throws Refused `not_found` for a topic, `member_unknown`, `cycle` for oneself and for what
  ///   would close a circle, `chain` past twenty delegates, `not_eligible`, `expiry_past`
  void give(Standing standing, String topic, Delegation.Draft draft) {
    CommunityId community = standing.community();
    Instant now = clock.instant();
    Charter charter = database.read(tx -> charters.current(tx, community));
    electorate.demand(community, standing.no(), charter);
    List<Integer> delegates = delegates(standing, draft);
    if (draft.endsAt() != null && !draft.endsAt().isAfter(now)) {
      throw Refused.field(Refusal.EXPIRY_PAST, "endsAt");
    }
    database.write(tx -> {
      CharterStore.lockAuthor(tx, community, EVERYBODY);
      String scope = scope(tx, community, topic);
      open(tx, community, standing.no(), scope, delegates, now);
      DelegationStore.delete(tx, community, standing.no(), scope);
      for (int i = 0; i < delegates.size(); i++) {
        DelegationStore.insert(
            tx,
            community,
            new DelegationStore.Row(
                standing.no(), scope, i + 1, delegates.get(i), now, draft.endsAt()));
      }
      return scope;
    });
  }

  private List<Integer> delegates(Standing standing, Delegation.Draft draft) {
    if (draft.delegates().isEmpty() || draft.delegates().size() > MOST) {
      throw Refused.field(Refusal.FIELD_RANGE, "delegates");
    }
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < draft.delegates().size(); i++) {
      String field = "delegates[" + i + "]";
      Integer no = doors.handles().of(standing.community(), draft.delegates().get(i));
      if (no == null) {
        throw Refused.field(Refusal.MEMBER_UNKNOWN, field);
      }
      if (no == standing.no()) {
        throw Refused.because(Refusal.CYCLE);
      }
      if (numbers.contains(no)) {
        throw Refused.field(Refusal.FIELD_FORMAT, field);
      }
      numbers.add(no);
    }
    return numbers;
  }

  /// Walks from delegate to delegate: whoever gives must not be met, and with those who give to
  /// them no chain may have more than `CHAIN_MOST` delegates.
  private static void open(
      Tx tx, CommunityId community, int giver, String scope, List<Integer> to, Instant now) {
    int ahead = 0;
    List<Integer> step = to;
    while (!step.isEmpty() && ahead <= CHAIN_MOST) {
      if (step.contains(giver)) {
        throw Refused.because(Refusal.CYCLE);
      }
      ahead++;
      step = DelegationStore.named(tx, community, scope, step, now);
    }
    if (ahead > CHAIN_MOST
        || DelegationStore.behind(tx, community, scope, giver, CHAIN_MOST + 1 - ahead, now)) {
      throw Refused.because(Refusal.CHAIN, "limit", CHAIN_MOST);
    }
  }

  /// Takes one's voice back, at once.
  void revoke(Standing standing, String topic) {
    database.write(tx -> {
      String scope = scope(tx, standing.community(), topic);
      DelegationStore.delete(tx, standing.community(), standing.no(), scope);
      return scope;
    });
  }

  /// All that somebody gave on.
  List<Delegation> own(Standing standing) {
    CommunityId community = standing.community();
    return database.read(tx -> {
      List<DelegationStore.Row> rows = DelegationStore.own(tx, community, standing.no());
      Map<Integer, Citizen> people =
          rows.isEmpty()
              ? Map.of()
              : doors
                  .citizens()
                  .of(
                      community,
                      rows.stream().map(DelegationStore.Row::delegate).distinct().toList());
      Map<String, List<DelegationStore.Row>> scopes = new LinkedHashMap<>();
      rows.forEach(row -> scopes.computeIfAbsent(row.scope(), scope -> new ArrayList<>()).add(row));
      return scopes.entrySet().stream()
          .map(entry -> {
            DelegationStore.Row first = entry.getValue().getFirst();
            return new Delegation(
                topic(tx, community, entry.getKey()),
                entry.getValue().stream()
                    .map(row -> people.get(row.delegate()))
                    .map(citizen -> citizen == null ? "" : citizen.handle())
                    .toList(),
                first.since(),
                first.endsAt());
          })
          .toList();
    });
  }

  private static String topic(Tx tx, CommunityId community, String scope) {
    if (scope.startsWith(AREA)) {
      UUID id = UUID.fromString(scope.substring(AREA.length()));
      return CharterStore.area(tx, community, id).map(CharterStore.AreaRow::key).orElse("");
    }
    return scope.startsWith(PROPOSAL) ? scope.substring(PROPOSAL.length()) : scope;
  }
}
