package org.coomunity.decisions.governance;

import java.time.Instant;
import java.util.List;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.decisions.voting.Lot;

/// Draws who looks at a proposal, by a lot that anybody can repeat.
final class Reviewers {
  private Reviewers() {}

  /// @param records for the names in the lot
  /// @param eligible who may be drawn; its author and sponsors are not
  static void draw(
      Tx tx, ProposalRow row, Records records, int many, List<Integer> eligible, Instant now) {
    CommunityId community = row.communityId();
    List<Integer> near = TextStore.everSponsored(tx, community, row.id(), 100_000);
    Lot lot = new Lot(Records.head(tx, community), row.id().toString());
    List<Integer> drawn =
        eligible.stream()
            .filter(no -> no != row.author() && !near.contains(no))
            .sorted((one, other) ->
                lot.compare(records.pseudonym(community, one), records.pseudonym(community, other)))
            .limit(many)
            .toList();
    drawn.forEach(no -> TalkStore.drawn(tx, community, row.id(), no, now));
    if (!drawn.isEmpty()) {
      tx.publish(new GovernanceEvent.ReviewersDrawn(community, row.id(), row.title(), drawn, now));
    }
  }
}
