package org.coomunity.people.logins;

import java.time.Instant;
import java.util.UUID;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Secret;

/// What a log-in gives a client.
///
/// @param access proves who asks, for 15 minutes
/// @param refresh gives the next pair, once
public record Tokens(
    MemberId member,
    UUID session,
    Secret access,
    Instant expiresAt,
    Secret refresh,
    Instant refreshExpiresAt) {}
