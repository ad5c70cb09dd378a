package org.coomunity.decisions.governance;

import java.time.Duration;
import java.time.Instant;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.cache.Kept;
import org.coomunity.base.platform.db.Tx;

/// The charters of communities. A version never changes, so that those once read are kept.
final class Charters {
  private static final int MOST = 20_000;
  private static final Duration LIFE = Duration.ofHours(1);
  private static final int STANDARD = 1;

  private record Of(CommunityId community, int version) {}

  private final Kept<Of, Charter> known;

  Charters(Caches caches) {
    this.known = caches.bounded("governance.charters", MOST, LIFE);
  }

  /// A version of a community.
  Charter of(Tx tx, CommunityId community, int version) {
    return version == STANDARD
        ? Charter.standard()
        : known.get(
            new Of(community, version),
            of -> CharterStore.charter(tx, of.community(), of.version()));
  }

  /// What holds now.
  Charter current(Tx tx, CommunityId community) {
    return of(tx, community, CharterStore.version(tx, community));
  }

  /// Decides something new.
  ///
  /// @param by number of whoever decides; 0 for a vote
  Charter decide(Tx tx, CommunityId community, Charter.Change change, int by, Instant now) {
    Records.lock(tx, community);
    Charter next = current(tx, community).changed(change);
    CharterStore.insert(tx, community, next, by, now);
    return next;
  }
}
