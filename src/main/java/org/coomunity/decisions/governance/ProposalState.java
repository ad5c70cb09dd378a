package org.coomunity.decisions.governance;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// Where a proposal stands. There are no other ways than those of `next`; what has none is final.
public enum ProposalState {
  DRAFT,
  SPONSORING,
  DISCUSSION,
  /// The text is frozen and looked at.
  VERIFICATION,
  VOTING,
  SUCCEEDED,
  DEFEATED,
  NO_QUORUM,
  /// It will be carried out when its time has come, unless it is vetoed.
  QUEUED,
  EXECUTED,
  VETOED,
  FAILED,
  WITHDRAWN;

  /// The states that may follow.
  public Set<ProposalState> next() {
    return switch (this) {
      case DRAFT -> EnumSet.of(SPONSORING, WITHDRAWN);
      case SPONSORING -> EnumSet.of(DISCUSSION, DRAFT, WITHDRAWN);
      case DISCUSSION -> EnumSet.of(VERIFICATION, WITHDRAWN);
      case VERIFICATION -> EnumSet.of(VOTING, WITHDRAWN);
      case VOTING -> EnumSet.of(SUCCEEDED, DEFEATED, NO_QUORUM, WITHDRAWN);
      case SUCCEEDED -> EnumSet.of(QUEUED, FAILED);
      case QUEUED -> EnumSet.of(EXECUTED, VETOED, FAILED);
      case DEFEATED, NO_QUORUM, EXECUTED, VETOED, FAILED, WITHDRAWN ->
          EnumSet.noneOf(ProposalState.class);
    };
  }

  /// True while it counts as one of its author's open proposals.
  public boolean open() {
    return this == SPONSORING
        || this == DISCUSSION
        || this == VERIFICATION
        || this == VOTING
        || this == QUEUED;
  }

  /// True while its author may write another text; from the vote on that voids what was cast.
  public boolean editable() {
    return this == DRAFT
        || this == SPONSORING
        || this == DISCUSSION
        || this == VERIFICATION
        || this == VOTING;
  }

  /// The word of the public surface, for example `no_quorum`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The state of a word.
  static ProposalState of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
