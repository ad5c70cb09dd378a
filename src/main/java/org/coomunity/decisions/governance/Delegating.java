package org.coomunity.decisions.governance;

import java.time.Instant;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;

/// Voices that were given on.
final class Delegating {
  record Prepared() {}

  Prepared prepare(CommunityId community, UUID proposal) {
    return new Prepared();
  }

  void cast(Tx tx, ProposalRow row, Charter charter, Prepared prepared, Instant now) {}
}
