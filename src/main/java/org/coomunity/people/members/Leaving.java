package org.coomunity.people.members;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.people.logins.Logins;

/// How somebody takes their leave of the platform, comes back, and is forgotten.
public final class Leaving {
  private static final String NOBODY = "alguien-";
  private static final int TRIES = 20;

  private final Database database;
  private final InstantSource clock;
  private final Logins logins;
  private final Vault vault;
  private final SecureRandom random = new SecureRandom();

  Leaving(Database database, InstantSource clock, Logins logins, Vault vault) {
    this.database = database;
    this.clock = clock;
    this.logins = logins;
    this.vault = vault;
  }

  /// The database was made with this key of the platform, or nobody could be read.
  public void fits() {
    byte[] kept = database.write(tx -> GoneStore.fingerprint(tx, vault.fingerprint()));
    if (!MessageDigest.isEqual(kept, vault.fingerprint())) {
      throw new IllegalStateException(
          "the key of the platform (SECRET_KEY, or 'key' in secrets.properties) is not the"
              + " one this database was made with");
    }
  }

  /// Gives somebody a handle that says nobody; the one they had waits for them.
  public String vanish(Tx tx, MemberId member) {
    for (int n = 0; n < TRIES; n++) {
      byte[] some = new byte[n < TRIES / 2 ? 2 : 4];
      random.nextBytes(some);
      String handle = NOBODY + HexFormat.of().formatHex(some);
      if (MembersStore.take(tx, handle, member)) {
        GoneStore.handle(tx, member, handle, clock.instant());
        tx.publish(new MembersEvent.ProfileChanged(member, clock.instant()));
        return handle;
      }
    }
    throw new IllegalStateException("no handle that says nobody is free");
  }

  /// Whoever took their leave and still may come back, when handle and password are theirs.
  public Optional<MemberId> absent(String handle, Secret password) {
    return gone(MemberRules.named(handle)).filter(member -> logins.knows(member, password));
  }

  /// Whoever had a handle and took their leave.
  Optional<MemberId> gone(String handle) {
    return database.read(tx -> GoneStore.gone(tx, handle));
  }

  /// Lets them come back; the handle they had is returned.
  public String reappear(Tx tx, MemberId member) {
    String handle =
        GoneStore.formerHandle(tx, member).orElseThrow(() -> Refused.because(Refusal.WRONG_LOGIN));
    GoneStore.handle(tx, member, handle, null);
    GoneStore.freeHandles(tx, member);
    tx.publish(new MembersEvent.ProfileChanged(member, clock.instant()));
    return handle;
  }

  /// Those who took their leave before a time and are not forgotten yet, at most `most`.
  public List<MemberId> over(Instant before, int most) {
    return database.read(tx -> GoneStore.over(tx, before, most));
  }

  /// Destroys the key of somebody: what was kept about them is unreadable from now on.
  public void shred(Tx tx, MemberId member) {
    boolean gone = MembersStore.find(tx, vault, member, true).orElseThrow().goneAt() != null;
    if (!gone) {
      vanish(tx, member);
    }
    GoneStore.freeHandles(tx, member);
    GoneStore.shred(tx, member, clock.instant());
  }
}
