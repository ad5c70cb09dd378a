package org.coomunity.people.members;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.cache.Kept;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;

/// Who acts for which organisation.
final class Acting {
  private static final int KEPT_MOST = 100_000;
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final Database database;
  private final InstantSource clock;
  private final Vault vault;
  private final Kept<MemberId, Set<MemberId>> known;

  Acting(Database database, InstantSource clock, Caches caches, Vault vault) {
    this.database = database;
    this.vault = vault;
    this.clock = clock;
    this.known = caches.bounded("acting", KEPT_MOST, KEPT);
  }

  boolean actsFor(MemberId person, MemberId organisation) {
    return known
        .get(
            person,
            wanted ->
                database.read(tx -> MembersStore.actsFor(tx, vault, wanted)).stream()
                    .map(MembersStore.Row::id)
                    .collect(Collectors.toUnmodifiableSet()))
        .contains(organisation);
  }

  void add(Tx tx, MemberId person, MemberId organisation) {
    if (MembersStore.act(tx, person, organisation, clock.instant())) {
      changed(tx, person, organisation);
    }
  }

  void remove(Tx tx, MemberId person, MemberId organisation) {
    // two who leave at once wait for each other here, so that one of them is the last
    MembersStore.find(tx, vault, organisation, true);
    boolean others =
        MembersStore.actors(tx, vault, organisation).stream()
            .anyMatch(row -> !row.id().equals(person));
    if (!others) {
      throw Refused.because(Refusal.LAST_ADMIN);
    }
    if (MembersStore.actNoMore(tx, person, organisation)) {
      changed(tx, person, organisation);
    }
  }

  private void changed(Tx tx, MemberId person, MemberId organisation) {
    tx.publish(new MembersEvent.ActingChanged(person, organisation, clock.instant()));
    forget(person);
  }

  void forget(MemberId person) {
    known.forget(person);
  }
}
