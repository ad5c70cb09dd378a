package org.coomunity.base.mail;

import java.time.Instant;
import java.util.UUID;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.MemberId;

/// A letter to a member, in their language.
///
/// @param address where it goes, one e-mail address
/// @param subject one line
public record Letter(
    MemberId member,
    UUID id,
    String address,
    Language language,
    String subject,
    String words,
    Instant madeAt) {
  @Override
  public String toString() {
    return "Letter[" + id + "]"; // what stands in it may open a door
  }
}
