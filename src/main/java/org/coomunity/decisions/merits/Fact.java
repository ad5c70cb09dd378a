package org.coomunity.decisions.merits;

import java.time.Instant;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.jspecify.annotations.Nullable;

/// Something that happened and by which a member earns. The same fact has one effect however often
/// it is told: it is known by rule, cause and member.
///
/// @param no who earns
/// @param counterparty with or through whom; null for nobody. Nothing is earned from oneself
/// @param cause what it was: the trade, the contribution, the answer
/// @param measure what the rule looks at; 0 where it looks at nothing
/// @param at when it happened, however late it is told
public record Fact(
    CommunityId community,
    Rule rule,
    int no,
    @Nullable Integer counterparty,
    UUID cause,
    long measure,
    Instant at) {
  public Fact {
    if (no < 1) {
      throw new IllegalArgumentException("number: " + no);
    }
  }

  /// True when there is nobody else in it.
  boolean alone() {
    return counterparty != null && counterparty == no;
  }
}
