package org.coomunity.decisions.governance;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.json.Json;
import org.coomunity.decisions.voting.DecisionClass;
import org.coomunity.decisions.voting.Method;
import org.jspecify.annotations.Nullable;

/// A proposal as it is stored.
///
/// @param state the word of its state, and likewise `kind` of its class
@SuppressWarnings("ArrayRecordComponent") // a hash; nobody compares rows
record ProposalRow(
    CommunityId communityId,
    UUID id,
    UUID areaId,
    int author,
    String kind,
    String method,
    String privacy,
    int seats,
    String state,
    int stateN,
    Instant since,
    @Nullable Instant dueAt,
    int textN,
    Instant textAt,
    byte[] textHash,
    String title,
    String options,
    String payload,
    int charterVersion,
    @Nullable UUID periodId,
    @Nullable Integer active,
    @Nullable Integer eligible,
    @Nullable Instant opensAt,
    @Nullable Instant closesAt,
    boolean extended,
    @Nullable Instant warnAt,
    @Nullable String outcome,
    int tries,
    @Nullable UUID answers,
    String asked,
    Instant createdAt) {
  ProposalState at() {
    return ProposalState.of(state);
  }

  DecisionClass weight() {
    return DecisionClass.of(kind).orElseThrow();
  }

  Payload effect() {
    return Json.read(payload, Payload.class);
  }

  boolean sealed() {
    return privacy.equals("sealed");
  }

  /// True for a request that is open without an end.
  boolean runs() {
    return method.equals(Method.CONVICTION.code());
  }

  /// True where a budget is shared out.
  boolean shares() {
    return method.equals(Method.EQUAL_SHARES.code());
  }

  List<Proposal.Option> choices() {
    return List.of(Json.read(options, Proposal.Option[].class));
  }
}
