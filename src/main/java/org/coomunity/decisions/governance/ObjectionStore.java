package org.coomunity.decisions.governance;

import java.time.Instant;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;

/// Objections to decisions that are about to be carried out, in the database.
final class ObjectionStore {
  /// How many objected.
  record Count(int members, int stewards) {}

  private ObjectionStore() {}

  /// Keeps an objection; false when there was one of this member.
  static boolean object(
      Tx tx,
      CommunityId community,
      UUID proposal,
      int no,
      boolean steward,
      String reasons,
      Instant at) {
    return tx.update(
                """
                insert into governance.objection (community_id, proposal_id, no, steward, reasons, at)
                values (:community, :proposal, :no, :steward, :reasons, :at)
                on conflict (community_id, proposal_id, no) do nothing
                """)
            .bind("community", community)
            .bind("proposal", proposal)
            .bind("no", no)
            .bind("steward", steward)
            .bind("reasons", reasons)
            .bind("at", at)
            .execute()
        == 1;
  }

  static Count count(Tx tx, CommunityId community, UUID proposal) {
    return tx.query(
            """
            select count(*) as members, count(*) filter (where steward) as stewards
            from governance.objection
            where community_id = :community and proposal_id = :proposal
            """)
        .bind("community", community)
        .bind("proposal", proposal)
        .mapTo(Count.class)
        .one();
  }
}
