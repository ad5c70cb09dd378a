package org.coomunity.people.logins;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.audit.AuditEntry;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.cache.Kept;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.base.registry.DataClass;
import org.coomunity.people.logins.LoginRules.Parts;
import org.coomunity.people.logins.LoginsStore.Row;
import org.jspecify.annotations.Nullable;

/// Log-ins: a password opens a session; its access token proves who asks for 15 minutes, its
/// refresh token gives the next pair once. A refresh token that is used a second time was stolen
/// from one of the two: the session ends (RFC 9700, 4.14.2).
public final class Logins {
  /// The community of acts that belong to none.
  public static final CommunityId PLATFORM = new CommunityId(new UUID(0, 0));

  private static final int SESSIONS_MOST = 50;
  private static final int SESSIONS_KEPT = 200_000;
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final int DEVICE_MOST = 200;

  private record Of(MemberId member, UUID session) {}

  private final Database database;
  private final InstantSource clock;
  private final Passwords passwords;
  private final SecureRandom random = new SecureRandom();
  private final Kept<Of, Optional<Row>> alive;

  public Logins(
      Database database, Outbox outbox, InstantSource clock, Caches caches, Hashing hashing) {
    this.database = database;
    this.passwords = new Passwords(hashing);
    this.clock = clock;
    this.alive = caches.bounded("sessions", SESSIONS_KEPT, KEPT);
    outbox.everywhere(
        LoginsEvent.SessionsEnded.class, ended -> forget(ended.member(), ended.sessions()));
  }

  /// Forgets sessions that ended, on this node and at once; the others hear of it by the event.
  private void forget(MemberId member, List<UUID> sessions) {
    sessions.forEach(session -> alive.forget(new Of(member, session)));
  }

  /// The session of an access token; empty when it is wrong, over or revoked. A session that ended
  /// on another node is known here a moment later.
  public Optional<Session> session(String access) {
    return LoginRules.parts(access).flatMap(this::session);
  }

  private Optional<Session> session(Parts parts) {
    Of of = new Of(parts.member(), parts.session());
    Optional<Optional<Row>> known = alive.find(of);
    if (known.isPresent()) {
      Optional<Session> session = known.get().flatMap(row -> proved(row, parts));
      if (session.isPresent()) {
        return session;
      }
      // it may have been refreshed on another node since it was read here
      alive.forget(of);
    }
    Optional<Row> row = alive.get(of, this::found);
    if (row.isEmpty()) {
      alive.forget(of); // anybody can make up a token
    }
    return row.flatMap(found -> proved(found, parts));
  }

  private Optional<Row> found(Of of) {
    return database
        .read(tx -> LoginsStore.session(tx, of.member(), of.session(), false))
        .filter(row -> row.endedAt() == null);
  }

  private Optional<Session> proved(Row row, Parts parts) {
    Instant until = until(row, parts.hash());
    return until == null || !clock.instant().isBefore(until)
        ? Optional.empty()
        : Optional.of(
            new Session(row.id(), row.memberId(), "", row.refreshedAt(), row.refreshedAt()));
  }

  private static @Nullable Instant until(Row row, byte[] hash) {
    if (MessageDigest.isEqual(row.access(), hash)) {
      return row.accessUntil();
    }
    return row.accessBefore() != null && MessageDigest.isEqual(row.accessBefore(), hash)
        ? row.accessBeforeUntil()
        : null;
  }

  /// Makes the hash of a new password. It takes long, so it comes before the transaction.
  ///
  /// @throws Refused `password_weak`
  public Secret hashed(String handle, Secret password) {
    refuseWeak(handle, password);
    return new Secret(passwords.hash(password));
  }

  /// Refuses what could not become a password.
  ///
  /// @throws Refused `password_weak`
  public void refuseWeak(String handle, Secret password) {
    if (LoginRules.weak(password, handle)) {
      throw Refused.field(Refusal.PASSWORD_WEAK, "password");
    }
  }

  /// Sets the password of a member to what `hashed` made.
  public void password(Tx tx, MemberId member, Secret hash) {
    LoginsStore.password(tx, member, hash.reveal(), clock.instant());
  }

  /// True when it is the password of the member. A null member takes as long.
  public boolean knows(@Nullable MemberId member, Secret password) {
    String hash =
        member == null ? null : database.read(tx -> LoginsStore.password(tx, member)).orElse(null);
    return passwords.fits(password, hash);
  }

  /// Opens a session for somebody who has proved who they are; the oldest beyond 50 end. Whoever
  /// has logged in before is told of a device or an address that is new.
  ///
  /// @param address where they were seen, empty when that is not known; kept as a hash
  public Tokens open(MemberId member, String device, String address) {
    Issued issued = issue(member, Uuid7.at(clock.instant()));
    String shortened = device.substring(0, Math.min(DEVICE_MOST, device.length()));
    byte[] origin = LoginRules.origin(member, address);
    List<UUID> over =
        database.write(tx -> {
          if (LoginsStore.strange(tx, member, shortened, origin)) {
            tx.publish(
                new LoginsEvent.StrangeDevice(
                    member, issued.row().id(), Devices.name(shortened), clock.instant()));
          }
          LoginsStore.open(tx, issued.row(), shortened, origin);
          return ended(
              tx, member, LoginsStore.endOldest(tx, member, SESSIONS_MOST, clock.instant()));
        });
    forget(member, over);
    return issued.tokens();
  }

  /// True when somebody has logged in from this address in the last weeks: strangers who try their
  /// handle elsewhere do not keep them out here.
  public boolean familiar(MemberId member, String address) {
    byte[] origin = LoginRules.origin(member, address);
    return database.read(tx -> LoginsStore.familiar(tx, member, origin));
  }

  private record Issued(Row row, Tokens tokens) {}

  private Issued issue(MemberId member, UUID session) {
    Instant now = clock.instant();
    byte[] access = secret();
    byte[] refresh = secret();
    Instant accessUntil = now.plus(LoginRules.ACCESS);
    Instant refreshUntil = now.plus(LoginRules.REFRESH);
    Row row =
        new Row(
            member,
            session,
            LoginRules.sha256(access),
            accessUntil,
            null,
            null,
            LoginRules.sha256(refresh),
            refreshUntil,
            null,
            now,
            null);
    Tokens given =
        new Tokens(
            member,
            session,
            LoginRules.token(member, session, access),
            accessUntil,
            LoginRules.token(member, session, refresh),
            refreshUntil);
    return new Issued(row, given);
  }

  private byte[] secret() {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    return secret;
  }

  /// The next pair of tokens.
  ///
  /// @throws Refused `session_over`; when the token had been used before, the session ends with it
  public Tokens refresh(String refresh) {
    Parts parts =
        LoginRules.parts(refresh).orElseThrow(() -> Refused.because(Refusal.SESSION_OVER));
    Optional<Tokens> next =
        database.write(tx -> {
          Optional<Row> row = LoginsStore.session(tx, parts.member(), parts.session(), true);
          LoginRules.Worth worth =
              row.map(found -> LoginRules.worth(refreshing(found), parts.hash(), clock.instant()))
                  .orElse(LoginRules.Worth.OVER);
          return switch (worth) {
            case GOOD -> {
              Issued issued = issue(parts.member(), parts.session());
              LoginsStore.refresh(tx, issued.row());
              yield Optional.of(issued.tokens());
            }
            case STOLEN -> {
              end(tx, parts.member(), parts.session(), "reuse");
              yield Optional.empty();
            }
            case LATE, OVER -> Optional.empty();
          };
        });
    if (next.isEmpty()) {
      forget(parts.member(), List.of(parts.session()));
    }
    return next.orElseThrow(() -> Refused.because(Refusal.SESSION_OVER));
  }

  private static LoginRules.Refreshing refreshing(Row row) {
    return new LoginRules.Refreshing(
        row.refresh(),
        row.refreshBefore() == null ? new byte[0] : row.refreshBefore(),
        row.refreshedAt(),
        row.refreshUntil(),
        row.endedAt() != null);
  }

  private void end(Tx tx, MemberId member, UUID session, String why) {
    if (LoginsStore.end(tx, member, session, why, clock.instant())) {
      ended(tx, member, List.of(session));
    }
  }

  private List<UUID> ended(Tx tx, MemberId member, List<UUID> sessions) {
    if (!sessions.isEmpty()) {
      tx.publish(new LoginsEvent.SessionsEnded(member, sessions, clock.instant()));
    }
    return sessions;
  }

  /// Ends a session of a member; nothing happens when it is over.
  public void end(MemberId member, UUID session) {
    database.write(tx -> {
      end(tx, member, session, "left");
      return session;
    });
    forget(member, List.of(session));
  }

  /// Ends all sessions of a member.
  ///
  /// @param why a short code, for example `everywhere`
  public void endAll(MemberId member, String why) {
    forget(member, database.write(tx -> endAll(tx, member, why)));
  }

  private List<UUID> endAll(Tx tx, MemberId member, String why) {
    return ended(tx, member, LoginsStore.endAll(tx, member, why, clock.instant()));
  }

  /// Ends all sessions of a member but one.
  public void endOthers(MemberId member, UUID kept) {
    Instant now = clock.instant();
    forget(
        member,
        database.write(
            tx -> ended(tx, member, LoginsStore.endOthers(tx, member, kept, "others", now))));
  }

  /// Sets a password and ends all sessions that the old one opened.
  ///
  /// @throws Refused `password_weak`
  public void change(MemberId member, String handle, Secret password) {
    Secret hash = hashed(handle, password);
    forget(
        member,
        database.write(tx -> {
          password(tx, member, hash);
          tx.publish(new LoginsEvent.PasswordChanged(member, clock.instant()));
          return endAll(tx, member, "password");
        }));
  }

  /// The open sessions of a member, the last used first.
  public List<Session> sessions(MemberId member) {
    return database.read(tx -> LoginsStore.sessions(tx, member, clock.instant()));
  }

  /// Makes a code with which a member may set a new password, once, within a day, and ends all
  /// their sessions. A code made before is worth nothing from now on.
  ///
  /// @param entry what the audit keeps about it
  public Secret recovery(MemberId member, AuditEntry entry) {
    String code = LoginRules.code(secret());
    Instant until = clock.instant().plus(LoginRules.RECOVERY);
    forget(
        member,
        database.write(tx -> {
          tx.later(entry.rider());
          LoginsStore.recovery(tx, member, LoginRules.sha256(code), until);
          return endAll(tx, member, "recovered");
        }));
    return new Secret(code);
  }

  /// Sets a new password with a recovery code and ends all sessions opened since.
  ///
  /// @return false when the code is not right, too old, or was tried too often
  /// @throws Refused `password_weak`; the code stays good
  public boolean recover(MemberId member, String handle, String code, Secret password) {
    byte[] hash = LoginRules.sha256(LoginRules.typed(code));
    boolean right =
        database.write(tx ->
            LoginsStore.tryRecovery(tx, member)
                .filter(kept -> kept.tries() <= LoginRules.RECOVERY_TRIES)
                .filter(kept -> clock.instant().isBefore(kept.expiresAt()))
                .filter(kept -> MessageDigest.isEqual(kept.code(), hash))
                .isPresent());
    if (!right) {
      return false;
    }
    Secret fresh = hashed(handle, password);
    // two who hold the code: one of them is first
    Optional<List<UUID>> over =
        database.write(tx -> {
          if (!LoginsStore.recovered(tx, member, hash)) {
            return Optional.<List<UUID>>empty();
          }
          password(tx, member, fresh);
          tx.publish(new LoginsEvent.PasswordChanged(member, clock.instant()));
          return Optional.of(endAll(tx, member, "recovered"));
        });
    over.ifPresent(sessions -> forget(member, sessions));
    return over.isPresent();
  }

  /// Writes a privileged act into the audit.
  ///
  /// @param subject whom or what it was done to; members as `AuditEntry.member` writes them
  public void audit(
      Tx tx, CommunityId community, MemberId actor, String act, String subject, String reason) {
    tx.later(entry(community, actor, act, subject, reason).rider());
  }

  /// A privileged act that happens now, to be written down.
  public AuditEntry entry(
      CommunityId community, MemberId actor, String act, String subject, String reason) {
    Instant now = clock.instant();
    return new AuditEntry(community, Uuid7.at(now), now, actor, act, subject, reason);
  }

  /// Deletes sessions that are over since a week; a job calls it.
  public int forgetOver(int most) {
    Instant before = clock.instant().minus(Duration.ofDays(7));
    return database.write(tx -> LoginsStore.forget(tx, before, most));
  }

  /// What it keeps about people.
  public static List<DataClass> data() {
    return PersonalStore.DATA;
  }
}
