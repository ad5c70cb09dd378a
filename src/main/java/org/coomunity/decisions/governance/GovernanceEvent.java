package org.coomunity.decisions.governance;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;

/// What happened to proposals of a community. Members are named by their numbers; nothing here says
/// what anybody voted.
public sealed interface GovernanceEvent extends Event {
  /// Which proposal.
  UUID proposal();

  /// A proposal came into another state.
  ///
  /// @param state its word, for example `discussion`
  record ProposalMoved(CommunityId community, UUID proposal, int author, String state, Instant at)
      implements GovernanceEvent {}

  /// These members may vote now.
  ///
  /// @param to at most 500 of them; one event for each such piece
  record VotingOpened(
      CommunityId community, UUID proposal, String title, List<Integer> to, Instant at)
      implements GovernanceEvent {}

  /// These members may leave points on a request to the fund now.
  ///
  /// @param to at most 500 of them; one event for each such piece
  record RequestOpened(
      CommunityId community, UUID proposal, String title, List<Integer> to, Instant at)
      implements GovernanceEvent {}

  /// These may vote, have not, and the end is near.
  record VotingClosesSoon(
      CommunityId community, UUID proposal, String title, List<Integer> to, Instant at)
      implements GovernanceEvent {}

  /// The text is another one.
  ///
  /// @param sponsors whose support was for the text before
  /// @param voters whose votes were for the text before, and are void
  record TextChanged(
      CommunityId community,
      UUID proposal,
      String title,
      List<Integer> sponsors,
      List<Integer> voters,
      Instant at)
      implements GovernanceEvent {}

  /// The vote is over.
  ///
  /// @param state `succeeded`, `defeated` or `no_quorum`
  /// @param to the author, sponsors and voters, in pieces of 500
  record VoteDecided(
      CommunityId community,
      UUID proposal,
      String title,
      String state,
      List<Integer> to,
      Instant at)
      implements GovernanceEvent {}

  /// What was decided was carried out, vetoed, or could not be carried out.
  ///
  /// @param state `executed`, `vetoed` or `failed`
  /// @param reason a short code, or the words of a veto
  /// @param to the author and sponsors
  record DecisionEnded(
      CommunityId community,
      UUID proposal,
      String title,
      String state,
      String reason,
      List<Integer> to,
      Instant at)
      implements GovernanceEvent {}

  /// Somebody was drawn to look at a proposal.
  record ReviewersDrawn(
      CommunityId community, UUID proposal, String title, List<Integer> to, Instant at)
      implements GovernanceEvent {}

  /// Somebody's vote was counted without them: a delegation that ended in a circle, or over the
  /// bound of one delegate, counts for nobody.
  record DelegationsUncounted(
      CommunityId community, UUID proposal, String title, List<Integer> to, Instant at)
      implements GovernanceEvent {}
}
