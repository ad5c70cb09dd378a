package org.coomunity.people.logins;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.cache.Kept;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.outbox.Outbox;
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

  /// A session as the memory knows it.
  private record Alive(Session session, String access, Instant until) {}

  private final Database database;
  private final InstantSource clock;
  private final Passwords passwords = new Passwords();
  private final SecureRandom random = new SecureRandom();
  private final Kept<String, Alive> alive;
  private final Kept<UUID, String> tokens;

  public Logins(Database database, Outbox outbox, InstantSource clock, Caches caches) {
    this.database = database;
    this.clock = clock;
    this.alive = caches.bounded("sessions", SESSIONS_KEPT, KEPT);
    this.tokens = caches.bounded("session_tokens", SESSIONS_KEPT, KEPT);
    outbox.everywhere(
        LoginsEvent.SessionsEnded.class, ended -> ended.sessions().forEach(this::forget));
  }

  private void forget(UUID session) {
    tokens.find(session).ifPresent(alive::forget);
  }

  /// The session of an access token; empty when it is wrong, over or revoked. A session that ended
  /// on another node is known here a moment later.
  public Optional<Session> session(String access) {
    Optional<Alive> known = alive.find(access);
    if (known.isPresent()) {
      return known.filter(one -> clock.instant().isBefore(one.until())).map(Alive::session);
    }
    return LoginRules.parts(access)
        .flatMap(parts -> found(parts, access))
        .map(one -> {
          tokens.put(one.session().id(), access);
          alive.put(access, one);
          return one.session();
        });
  }

  private Optional<Alive> found(Parts parts, String access) {
    Instant now = clock.instant();
    return database
        .read(tx -> LoginsStore.session(tx, parts.member(), parts.session(), false))
        .filter(row -> row.endedAt() == null)
        .flatMap(row -> {
          Instant until = until(row, parts.hash());
          return until == null || !now.isBefore(until)
              ? Optional.empty()
              : Optional.of(
                  new Alive(
                      new Session(row.id(), row.memberId(), "", now, row.refreshedAt()),
                      access,
                      until));
        });
  }

  private static @Nullable Instant until(Row row, byte[] hash) {
    if (MessageDigest.isEqual(row.access(), hash)) {
      return row.accessUntil();
    }
    return row.accessBefore() != null && MessageDigest.isEqual(row.accessBefore(), hash)
        ? row.accessBeforeUntil()
        : null;
  }

  /// Sets the password of a member.
  ///
  /// @throws Refused `password_weak`
  public void password(Tx tx, MemberId member, String handle, Secret password) {
    if (LoginRules.weak(password, handle)) {
      throw Refused.field(Refusal.PASSWORD_WEAK, "password");
    }
    LoginsStore.password(tx, member, passwords.hash(password), clock.instant());
  }

  /// True when it is the password of the member. A null member takes as long.
  public boolean knows(@Nullable MemberId member, Secret password) {
    String hash =
        member == null ? null : database.read(tx -> LoginsStore.password(tx, member)).orElse(null);
    return passwords.fits(password, hash);
  }

  /// Opens a session for somebody who has proved who they are; the oldest beyond 50 end.
  public Tokens open(MemberId member, String device) {
    Issued issued = issue(member, Uuid7.at(clock.instant()));
    String shortened = device.substring(0, Math.min(DEVICE_MOST, device.length()));
    database.write(tx -> {
      LoginsStore.open(tx, issued.row(), shortened);
      ended(tx, member, LoginsStore.endOldest(tx, member, SESSIONS_MOST, clock.instant()));
      return issued;
    });
    return issued.tokens();
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

  private void ended(Tx tx, MemberId member, List<UUID> sessions) {
    if (!sessions.isEmpty()) {
      sessions.forEach(this::forget);
      tx.publish(new LoginsEvent.SessionsEnded(member, sessions, clock.instant()));
    }
  }

  /// Ends a session of a member; nothing happens when it is over.
  public void end(MemberId member, UUID session) {
    database.write(tx -> {
      end(tx, member, session, "left");
      return session;
    });
    forget(session);
  }

  /// Ends all sessions of a member.
  ///
  /// @param why a short code, for example `everywhere`
  public void endAll(Tx tx, MemberId member, String why) {
    ended(tx, member, LoginsStore.endAll(tx, member, why, clock.instant()));
  }

  /// The open sessions of a member, the last used first.
  public List<Session> sessions(MemberId member) {
    return database.read(tx -> LoginsStore.sessions(tx, member, clock.instant()));
  }

  /// Makes a code with which a member may set a new password, once, within a day, and ends all
  /// their sessions. An earlier code is worth nothing any more.
  public Secret recovery(Tx tx, MemberId member) {
    String code = LoginRules.code(secret());
    LoginsStore.recovery(
        tx, member, LoginRules.sha256(code), clock.instant().plus(LoginRules.RECOVERY));
    endAll(tx, member, "recovered");
    return new Secret(code);
  }

  /// Sets a new password with a recovery code.
  ///
  /// @return false when the code is not right, too old, or was tried too often
  /// @throws Refused `password_weak`
  public boolean recover(MemberId member, String handle, String code, Secret password) {
    byte[] hash = LoginRules.sha256(code.strip());
    return database.write(tx -> {
      boolean right =
          LoginsStore.tryRecovery(tx, member)
              .filter(kept -> kept.tries() <= LoginRules.RECOVERY_TRIES)
              .filter(kept -> clock.instant().isBefore(kept.expiresAt()))
              .filter(kept -> MessageDigest.isEqual(kept.code(), hash))
              .isPresent();
      if (right) {
        password(tx, member, handle, password);
        LoginsStore.recovered(tx, member);
      }
      return right;
    });
  }

  /// Writes a privileged act into the audit.
  ///
  /// @param subject whom or what it was done to, by handle or name
  public void audit(
      Tx tx, CommunityId community, MemberId actor, String act, String subject, String reason) {
    Instant now = clock.instant();
    LoginsStore.audit(
        tx, new AuditEntry(community, Uuid7.at(now), now, actor, act, subject, reason));
  }

  /// Privileged acts of a community, or of the platform, newest first.
  public Page<AuditEntry> audit(CommunityId community, Optional<UUID> before, int limit) {
    UUID from = before.orElse(new UUID(-1, -1));
    List<AuditEntry> rows = database.read(tx -> LoginsStore.audit(tx, community, from, limit + 1));
    return Page.of(rows, limit, entry -> entry.id().toString());
  }

  /// Deletes sessions that are over since a week; a job calls it.
  public int forgetOver(int most) {
    Instant before = clock.instant().minus(Duration.ofDays(7));
    return database.write(tx -> LoginsStore.forget(tx, before, most));
  }
}
