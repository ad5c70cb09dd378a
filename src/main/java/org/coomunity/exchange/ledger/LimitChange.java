package org.coomunity.exchange.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A change of how far an account may go, or of whether it moves at all.
///
/// @param revision counts the changes of an account from 1
/// @param before the credit limit until then; null for no floor
/// @param limits what holds from then on
/// @param reason a short code, for example `trust`, `policy`, `closed`
/// @param evidence JSON: what the decision was made from; `{}` for nothing
/// @param actor who decided; 0 for the platform
public record LimitChange(
    int revision,
    @Nullable Long before,
    Limits limits,
    String reason,
    String evidence,
    int actor,
    Instant at) {}
