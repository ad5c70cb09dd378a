package org.coomunity.base.kernel;

import java.util.UUID;

/// Who is asking: a signed-in person, with the log-in it comes from.
///
/// @param member the person
/// @param handle their handle
/// @param operator true for the platform's operators
/// @param session the log-in, which can be revoked
/// @param language the language of their profile
public record Caller(
    MemberId member, String handle, boolean operator, UUID session, Language language) {}
