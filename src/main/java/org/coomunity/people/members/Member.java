package org.coomunity.people.members;

import java.time.Instant;
import java.util.UUID;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.MemberId;

/// Somebody on the platform, as the other modules know them.
///
/// @param handle the name in addresses, unique on the platform
/// @param language the language the platform speaks with them
/// @param operator true for those who run the platform
public record Member(
    MemberId id,
    String handle,
    String displayName,
    MemberKind kind,
    Language language,
    boolean operator,
    Instant createdAt) {
  Caller caller(UUID session) {
    return new Caller(id, handle, operator, session, language);
  }
}
