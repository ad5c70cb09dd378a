package org.coomunity.base.audit;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.registry.DataClass;
import org.jspecify.annotations.Nullable;

/// The audit of privileged acts: read, checked, and its words forgotten in time. What is written
/// into it is an `AuditEntry`.
public final class Audit {
  /// How long the words of a reason are kept; what was done, by whom and to whom stays.
  public static final Duration WORDS = Duration.ofDays(730);

  private static final int PAGE = 1_000;

  private final Database database;
  private final InstantSource clock;

  public Audit(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// What a walk through a chain found.
  ///
  /// @param end hash of the newest entry, in hexadecimal: whoever keeps it elsewhere sees later
  ///   that nobody wrote the whole chain anew
  /// @param fault the first entry that does not fit, and why
  public record Verification(
      CommunityId community, long entries, String end, Optional<String> fault) {}

  /// Privileged acts of a community, or of the platform, newest first.
  public Page<AuditEntry> entries(CommunityId community, Optional<UUID> before, int limit) {
    UUID from = before.orElse(new UUID(-1, -1));
    List<AuditStore.Row> rows =
        database.read(tx -> AuditStore.before(tx, community, from, limit + 1));
    return Page.of(rows, limit, row -> row.id().toString()).map(AuditStore.Row::entry);
  }

  /// Every community with a chain, the platform (all zeros) among them.
  public List<CommunityId> chains() {
    return database.read(AuditStore::chains);
  }

  /// Walks through a chain from its beginning and names the first entry that does not fit.
  public Verification verify(CommunityId community) {
    return database.snapshot(tx -> walked(tx, community));
  }

  private static Verification walked(Tx tx, CommunityId community) {
    byte[] hash = AuditRules.beginning();
    long n = 0;
    String fault = null;
    List<AuditStore.Row> page;
    do {
      page = AuditStore.after(tx, community, n, PAGE);
      for (AuditStore.Row row : page) {
        fault = fault(row, n, hash);
        if (fault != null) {
          return new Verification(community, n, hex(hash), Optional.of(fault));
        }
        n = row.n();
        hash = row.hash();
      }
    } while (page.size() == PAGE);
    Optional<AuditStore.Head> head = AuditStore.head(tx, community);
    boolean ends = head.isPresent() && head.get().n() == n && same(head.get().hash(), hash);
    return new Verification(
        community,
        n,
        hex(hash),
        ends
            ? Optional.empty()
            : Optional.of("entry " + (n + 1) + ": the chain was cut off, or its end rewritten"));
  }

  private static @Nullable String fault(AuditStore.Row row, long before, byte[] hash) {
    String entry = "entry " + row.n() + " (" + row.act() + ", " + row.id() + "): ";
    if (row.n() != before + 1) {
      return entry + "entry " + (before + 1) + " is missing before it";
    }
    byte[] bytes =
        AuditRules.bytes(
            row.communityId(),
            row.id(),
            row.at(),
            row.actor(),
            row.act(),
            row.subject(),
            row.digest());
    if (!same(AuditRules.next(hash, bytes), row.hash())) {
      return entry + "it is not what was written then";
    }
    boolean said =
        row.salt() == null
            || row.words() == null
            || same(AuditRules.digest(row.salt(), row.words()), row.digest());
    return said ? null : entry + "its reason is not what was said then";
  }

  private static boolean same(byte[] one, byte[] other) {
    return MessageDigest.isEqual(one, other);
  }

  private static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }

  /// Forgets the words of entries older than two years, at most `most`; a job calls it.
  public int forgetWords(int most) {
    return database.write(tx -> AuditStore.forget(tx, clock.instant().minus(WORDS), most));
  }

  /// What it keeps about people.
  public static List<DataClass> data() {
    return PersonalStore.DATA;
  }
}
