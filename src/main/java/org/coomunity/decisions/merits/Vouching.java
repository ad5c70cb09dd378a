package org.coomunity.decisions.merits;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.cache.Kept;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.decisions.merits.MeritsDoors.Person;

/// Who is known to be a person by votos de confianza, community by community, kept for a moment and
/// found anew when a voto is given or taken back.
final class Vouching {
  /// The votos of a community that are looked at; later ones do not count.
  static final int VOTES_MOST = 200_000;

  private static final int COMMUNITIES = 2_000;
  private static final int AT_ONCE = 1_000;
  private static final int DEEP = 1_000;
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final Database database;
  private final MeritsDoors doors;
  private final Kept<CommunityId, Set<Integer>> vouched;

  Vouching(Database database, Caches caches, MeritsDoors doors) {
    this.database = database;
    this.doors = doors;
    this.vouched = caches.bounded("merits.vouched", COMMUNITIES, KEPT);
  }

  /// Other processes hear of it a moment later than the one where it was said.
  void listen(Outbox outbox) {
    outbox.everywhere(MeritsEvent.TrustGiven.class, given -> forget(given.community()));
    outbox.everywhere(MeritsEvent.TrustRevoked.class, taken -> forget(taken.community()));
  }

  void forget(CommunityId community) {
    vouched.forget(community);
  }

  Set<Integer> of(CommunityId community, Collection<Integer> numbers) {
    if (numbers.isEmpty()) {
      return Set.of();
    }
    Set<Integer> all = vouched.get(community, this::find);
    return numbers.stream().filter(all::contains).collect(Collectors.toSet());
  }

  private Set<Integer> find(CommunityId community) {
    List<TrustStore.Stands> votes =
        database.read(tx -> TrustStore.standing(tx, community, VOTES_MOST));
    if (votes.isEmpty()) {
      return Set.of();
    }
    Set<Integer> numbers = new HashSet<>();
    votes.forEach(vote -> {
      numbers.add(vote.voterNo());
      numbers.add(vote.memberNo());
    });
    return VouchGraph.vouched(votes, people(community, numbers));
  }

  /// These, and those by whom they were invited, and so on.
  private Map<Integer, Person> people(CommunityId community, Set<Integer> numbers) {
    Map<Integer, Person> people = new HashMap<>();
    Set<Integer> asked = new HashSet<>(numbers);
    List<Integer> next = List.copyOf(numbers);
    for (int step = 0; step < DEEP && !next.isEmpty(); step++) {
      Set<Integer> inviters = new HashSet<>();
      for (int from = 0; from < next.size(); from += AT_ONCE) {
        doors
            .people()
            .of(community, next.subList(from, Math.min(next.size(), from + AT_ONCE)))
            .forEach((no, person) -> {
              people.put(no, person);
              Integer by = person.invitedBy();
              if (by != null && asked.add(by)) {
                inviters.add(by);
              }
            });
      }
      next = List.copyOf(inviters);
    }
    return people;
  }
}
