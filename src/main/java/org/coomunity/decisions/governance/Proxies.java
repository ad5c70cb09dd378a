package org.coomunity.decisions.governance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.decisions.voting.BallotLine;
import org.coomunity.decisions.voting.Ballots;
import org.coomunity.decisions.voting.Choice;
import org.coomunity.decisions.voting.Delegations;
import org.coomunity.decisions.voting.Delegations.Fate;
import org.coomunity.decisions.voting.Method;
import org.coomunity.decisions.voting.Voice;
import org.jspecify.annotations.Nullable;

/// At the end of a vote, those who gave their voice on and did not vote get a ballot of their own,
/// as whoever votes for them chose, paid with their own voice. Voices are copied, never pooled.
final class Proxies {
  private static final int PIECE = 1_000;

  /// Who may be voted for, with what they had when the period began: looked up before the
  /// transaction.
  record Prepared(Map<Integer, Long> merits) {}

  private final Database database;
  private final Charters charters;
  private final Electorate electorate;
  private final Counting counting;
  private final Envelopes envelopes;

  Proxies(
      Database database,
      Charters charters,
      Electorate electorate,
      Counting counting,
      Envelopes envelopes) {
    this.database = database;
    this.charters = charters;
    this.electorate = electorate;
    this.counting = counting;
    this.envelopes = envelopes;
  }

  /// Looks up everybody who gave their voice on.
  ///
  /// @throws Refused `census` when those who know do not answer: nobody's voice is lost for that
  Prepared prepare(CommunityId community, UUID id) {
    Looked looked = database.read(tx -> look(tx, community, id));
    return new Prepared(
        looked == null
            ? Map.of()
            : electorate.voters(community, looked.givers(), looked.charter(), looked.began()));
  }

  private record Looked(Set<Integer> givers, Charter charter, Instant began) {}

  private @Nullable Looked look(Tx tx, CommunityId community, UUID id) {
    ProposalRow row = ProposalStore.find(tx, community, id).orElse(null);
    if (row == null || row.at() != ProposalState.VOTING) {
      return null;
    }
    return new Looked(
        holding(tx, row).keySet(),
        charters.of(tx, community, row.charterVersion()),
        CharterStore.period(tx, community, Objects.requireNonNull(row.periodId())).startsAt());
  }

  /// What each member said for the nearest topic, the dearest delegate first.
  private static Map<Integer, List<DelegationStore.Row>> holding(Tx tx, ProposalRow row) {
    List<String> scopes = Delegating.scopes(row);
    Instant closes = Objects.requireNonNull(row.closesAt());
    Map<Integer, List<DelegationStore.Row>> links = new LinkedHashMap<>();
    for (DelegationStore.Row link :
        DelegationStore.holding(tx, row.communityId(), scopes, closes)) {
      List<DelegationStore.Row> said = links.computeIfAbsent(link.no(), no -> new ArrayList<>());
      if (!said.isEmpty() && !said.getFirst().scope().equals(link.scope())) {
        if (scopes.indexOf(link.scope()) > scopes.indexOf(said.getFirst().scope())) {
          continue;
        }
        said.clear();
      }
      said.add(link);
    }
    return links;
  }

  /// Casts for those who gave their voice on.
  ///
  /// @param row locked
  void cast(Tx tx, ProposalRow row, Prepared prepared, Instant now) {
    Map<Integer, List<DelegationStore.Row>> links = holding(tx, row);
    if (links.isEmpty()) {
      return;
    }
    Map<Integer, TurnoutStore.Seat> seats = new HashMap<>();
    TurnoutStore.seats(tx, row.communityId(), row.id()).forEach(seat -> seats.put(seat.no(), seat));
    TreeSet<Integer> all = new TreeSet<>(links.keySet());
    links.values().forEach(each -> each.forEach(link -> all.add(link.delegate())));
    int[] numbers = all.stream().mapToInt(Integer::intValue).toArray();
    Delegations resolved = resolve(row, links, seats.keySet(), numbers);
    Map<Integer, Integer> voters = new LinkedHashMap<>();
    List<Integer> uncounted = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      Fate fate = resolved.fate(i);
      if (fate == Fate.DELEGATED && prepared.merits().containsKey(numbers[i])) {
        voters.put(numbers[i], numbers[resolved.voter(i)]);
      } else if (fate == Fate.OVER_CAP || fate == Fate.CIRCLE) {
        uncounted.add(numbers[i]);
      }
    }
    List<Integer> givers = List.copyOf(voters.keySet());
    for (int from = 0; from < givers.size(); from += PIECE) {
      piece(
          tx,
          row,
          givers.subList(from, Math.min(givers.size(), from + PIECE)),
          voters,
          seats,
          prepared);
    }
    Steps.pieces(uncounted)
        .forEach(piece ->
            tx.publish(
                new GovernanceEvent.DelegationsUncounted(
                    row.communityId(), row.id(), row.title(), piece, now)));
  }

  private static Delegations resolve(
      ProposalRow row,
      Map<Integer, List<DelegationStore.Row>> links,
      Set<Integer> direct,
      int[] numbers) {
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = 0; i < numbers.length; i++) {
      places.put(numbers[i], i);
    }
    boolean[] votes = new boolean[numbers.length];
    int[] starts = new int[numbers.length + 1];
    List<Integer> to = new ArrayList<>();
    List<Long> since = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      votes[i] = direct.contains(numbers[i]);
      for (DelegationStore.Row link : links.getOrDefault(numbers[i], List.of())) {
        to.add(places.getOrDefault(link.delegate(), 0));
        since.add(link.since().toEpochMilli());
      }
      starts[i + 1] = to.size();
    }
    return Delegations.resolve(
        votes,
        starts,
        to.stream().mapToInt(Integer::intValue).toArray(),
        since.stream().mapToLong(Long::longValue).toArray(),
        row.active() == null ? 0 : row.active());
  }

  private void piece(
      Tx tx,
      ProposalRow row,
      List<Integer> givers,
      Map<Integer, Integer> voters,
      Map<Integer, TurnoutStore.Seat> seats,
      Prepared prepared) {
    CommunityId community = row.communityId();
    UUID period = Objects.requireNonNull(row.periodId());
    long median = CharterStore.period(tx, community, period).median();
    Instant at = Objects.requireNonNull(row.closesAt()).minusMillis(1);
    List<Cast> wishes = new ArrayList<>();
    for (int giver : givers) {
      long merits = prepared.merits().getOrDefault(giver, 0L);
      wishes.add(
          new Cast(
              community,
              row.id(),
              period,
              giver,
              merits,
              Voice.budget(merits, median),
              null,
              row.textHash(),
              BallotLine.Source.DELEGATE.code(),
              voters.get(giver),
              at));
    }
    BallotBox box = new BallotBox(Trackers::fresh);
    CastStore.load(tx, community, wishes, box);
    Map<Integer, Choice> choices = new HashMap<>();
    for (Cast wish : wishes) {
      int voter = Objects.requireNonNull(wish.delegate());
      Choice choice =
          choices.computeIfAbsent(
              voter, no -> choice(tx, row, Objects.requireNonNull(seats.get(no))));
      box.cast(copied(row, wish, choice, box.left(period, wish.no())));
    }
    CastStore.write(tx, community, box);
  }

  private Choice choice(Tx tx, ProposalRow row, TurnoutStore.Seat seat) {
    return TurnoutStore.ballot(tx, row.communityId(), row.id(), row.textHash(), seat.tracker())
        .map(ballot -> counting.line(row, ballot).choice())
        .orElse(Choice.ABSTAINS);
  }

  private Cast copied(ProposalRow row, Cast wish, Choice choice, int left) {
    Method method = Method.of(row.method()).orElseThrow();
    Choice own = method == Method.QUADRATIC ? Ballots.copied(choice, left) : choice;
    String json = Choices.json(own);
    byte[] sealed =
        row.sealed()
            ? envelopes.close(row.id(), row.choices().size(), new Envelopes.Letter(json, null))
            : null;
    Cast.Mark mark = new Cast.Mark(own.votes(), json, null, Ballots.cost(method, own), sealed);
    return new Cast(
        wish.community(),
        wish.proposal(),
        wish.period(),
        wish.no(),
        wish.merits(),
        wish.budget(),
        mark,
        wish.textHash(),
        wish.source(),
        wish.delegate(),
        wish.at());
  }
}
