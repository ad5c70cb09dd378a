package org.coomunity.people.members;

import java.time.Instant;
import java.util.UUID;

/// A privileged act, as those who may look at the audit read it.
///
/// @param actor handle of whoever did it
/// @param act a short code, for example `recover`
/// @param subject whom or what it was done to, by handle or name
/// @param reason why, in the words of the one who acted
public record AuditLine(
    UUID id, Instant at, String actor, String act, String subject, String reason) {}
