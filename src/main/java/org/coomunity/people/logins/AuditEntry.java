package org.coomunity.people.logins;

import java.time.Instant;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;

/// A privileged act.
///
/// @param community where; all zeros for the platform
/// @param act a short code, for example `recover`
/// @param subject whom or what it was done to, by handle or name
/// @param reason why, in the words of the one who acted
public record AuditEntry(
    CommunityId community,
    UUID id,
    Instant at,
    MemberId actor,
    String act,
    String subject,
    String reason) {}
