package org.coomunity.base.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Rider;

/// A privileged act. It is written by running `rider()` in the transaction of the act itself, or by
/// letting it travel with a posting of the ledger.
///
/// @param community where; all zeros for the platform
/// @param act a short code, for example `recover`
/// @param subject whom or what it was done to: words without spaces between them, members as
///   `AuditEntry.member` writes them, so that a name never stands in what cannot be forgotten
/// @param reason why, in the words of the one who acted; they can be forgotten
public record AuditEntry(
    CommunityId community,
    UUID id,
    Instant at,
    MemberId actor,
    String act,
    String subject,
    String reason) {
  /// What stands before the identifier of a member.
  public static final String MEMBER = "member:";

  public AuditEntry {
    // as exact as the database keeps it, or the hash would not fit
    at = at.truncatedTo(ChronoUnit.MICROS);
    Objects.requireNonNull(reason, "reason");
  }

  /// An act of somebody in a community, now.
  public static AuditEntry by(
      Standing actor, String act, String subject, String reason, Instant now) {
    return new AuditEntry(
        actor.community(), Uuid7.at(now), now, actor.actor(), act, subject, reason);
  }

  /// A member as a subject.
  public static String member(MemberId member) {
    return MEMBER + member.value();
  }

  /// The statement that adds it to the chain of its community; it touches one row. Whoever adds
  /// holds the end of that chain until the commit, so it is best said last.
  public Rider rider() {
    return AuditStore.added(this, AuditRules.salt());
  }
}
