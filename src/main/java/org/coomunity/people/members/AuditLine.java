package org.coomunity.people.members;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coomunity.base.audit.AuditEntry;
import org.coomunity.base.kernel.MemberId;

/// A privileged act, as those who may look at the audit read it.
///
/// @param actor handle of whoever did it
/// @param actorName how they call themselves
/// @param act a short code, for example `recover`
/// @param subject whom or what it was done to, by handle or name
/// @param reason why, in the words of the one who acted
public record AuditLine(
    UUID id,
    Instant at,
    String actor,
    String actorName,
    String act,
    String subject,
    String reason) {
  static AuditLine of(AuditEntry entry, Map<MemberId, Member> known) {
    Member actor = known.get(entry.actor());
    return new AuditLine(
        entry.id(),
        entry.at(),
        actor == null ? "" : actor.handle(),
        actor == null ? "" : actor.displayName(),
        entry.act(),
        words(entry)
            .map(word -> {
              Member subject = isMember(word) ? known.get(member(word)) : null;
              return subject == null ? word : subject.handle();
            })
            .collect(Collectors.joining(" ")),
        entry.reason());
  }

  /// Those an entry is about, and whoever did it.
  static Stream<MemberId> members(AuditEntry entry) {
    return Stream.concat(
        Stream.of(entry.actor()), words(entry).filter(AuditLine::isMember).map(AuditLine::member));
  }

  private static Stream<String> words(AuditEntry entry) {
    return Arrays.stream(entry.subject().split(" ", -1));
  }

  private static boolean isMember(String word) {
    return word.matches(AuditEntry.MEMBER + "[0-9a-f-]{36}");
  }

  private static MemberId member(String word) {
    return new MemberId(UUID.fromString(word.substring(AuditEntry.MEMBER.length())));
  }
}
