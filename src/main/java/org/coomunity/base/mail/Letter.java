package org.coomunity.base.mail;

import java.time.Instant;
import java.util.UUID;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.MemberId;
import org.jspecify.annotations.Nullable;

/// A letter to a member, in their language.
///
/// @param address where it goes, one e-mail address
/// @param subject one line
/// @param leave where a POST stops letters of this kind (RFC 8058); null for those that always come
public record Letter(
    MemberId member,
    UUID id,
    String address,
    Language language,
    String subject,
    String words,
    @Nullable String leave,
    Instant madeAt) {
  @Override
  public String toString() {
    return "Letter[" + id + "]"; // what stands in it may open a door
  }
}
