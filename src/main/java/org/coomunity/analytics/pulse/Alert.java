package org.coomunity.analytics.pulse;

import java.time.Instant;
import java.util.UUID;
import org.coomunity.base.kernel.MemberId;
import org.jspecify.annotations.Nullable;

/// An episode in which something was not as it should be.
///
/// @param rule what it is about, for example `HttpErrors`
/// @param severity `critical` or `warning`
/// @param community the name of the community in addresses; absent for the platform
/// @param state `firing`, `clearing` while it is well again but not long enough, or `cleared`
/// @param value what was measured last
/// @param threshold from where on it is too much, or too little
/// @param clearedAt absent while it lasts
/// @param acknowledgedBy the operator who took it on; absent while nobody did
/// @param runbook what to do
public record Alert(
    UUID id,
    String rule,
    String severity,
    @Nullable String community,
    String state,
    double value,
    double threshold,
    Instant beganAt,
    @Nullable Instant firedAt,
    @Nullable Instant clearedAt,
    @Nullable Instant acknowledgedAt,
    @Nullable MemberId acknowledgedBy,
    String runbook) {}
