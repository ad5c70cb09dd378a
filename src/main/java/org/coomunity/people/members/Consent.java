package org.coomunity.people.members;

import java.time.Instant;

/// What somebody agreed to, or no longer does.
///
/// @param purpose a key, for example `terms`
/// @param version of the text they saw
public record Consent(String purpose, boolean given, String version, Instant at) {}
