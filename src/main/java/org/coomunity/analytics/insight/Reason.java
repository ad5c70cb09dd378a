package org.coomunity.analytics.insight;

/// Something true about a member that moved their risk.
///
/// @param key the end of the key `health.reason.…`
/// @param weight how far it moved the risk, in the logarithm of the odds; above 0 it raises it
public record Reason(String key, double weight) {}
