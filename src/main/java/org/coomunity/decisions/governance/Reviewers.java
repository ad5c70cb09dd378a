package org.coomunity.decisions.governance;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.decisions.voting.Lot;

/// Draws who looks at a proposal, by a lot that anybody can repeat.
final class Reviewers {
  private static final int NEAR_MOST = 100_000;

  private Reviewers() {}

  /// @param records for the names in the lot
  /// @param eligible who may be drawn; its author and sponsors are not
  static void draw(
      Tx tx, ProposalRow row, Records records, int many, List<Integer> eligible, Instant now) {
    CommunityId community = row.communityId();
    Set<Integer> near = new HashSet<>(TextStore.everSponsored(tx, community, row.id(), NEAR_MOST));
    near.add(row.author());
    Lot lot = new Lot(Records.newest(tx, community), row.id().toString());
    List<Integer> drawn = first(lot, records, community, many, near, eligible);
    drawn.forEach(no -> TalkStore.drawn(tx, community, row.id(), no, now));
    if (!drawn.isEmpty()) {
      tx.publish(new GovernanceEvent.ReviewersDrawn(community, row.id(), row.title(), drawn, now));
    }
  }

  /// The first of the draw, found in one pass: a million names need not be put in order for three.
  private static List<Integer> first(
      Lot lot,
      Records records,
      CommunityId community,
      int many,
      Set<Integer> near,
      List<Integer> eligible) {
    TreeMap<String, Integer> first = new TreeMap<>(lot);
    for (int no : eligible) {
      if (!near.contains(no)) {
        first.put(records.pseudonym(community, no), no);
        if (first.size() > many) {
          first.pollLastEntry();
        }
      }
    }
    return List.copyOf(first.values());
  }
}
