package org.coomunity.people.factors;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Ticket;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.seal.Seal;
import org.coomunity.base.registry.DataClass;
import org.coomunity.people.factors.FactorsStore.Row;
import org.jspecify.annotations.Nullable;

/// The second step: a code that an app makes (RFC 6238), or one of ten recovery codes. A right
/// password of somebody who has one gives a ticket, and ticket and code together open the log-in.
/// Acts that weigh more ask for a step that is at most ten minutes old.
public final class Factors {
  private static final String ISSUER = "CoomUnity";

  private final Database database;
  private final InstantSource clock;
  private final Seal seal;
  private final SecureRandom random = new SecureRandom();

  /// @param key 32 bytes that close the secrets of apps in the database
  public Factors(Database database, InstantSource clock, byte[] key) {
    this.database = database;
    this.clock = clock;
    this.seal = new Seal(key);
  }

  /// True when somebody's log-ins ask for a second step.
  public boolean on(MemberId member) {
    return database.read(tx -> FactorsStore.on(tx, member));
  }

  /// Somebody's second step.
  public Factor factor(MemberId member) {
    return database.read(tx -> {
      @Nullable Instant since =
          FactorsStore.totp(tx, member, false).map(Row::confirmedAt).orElse(null);
      return new Factor(
          since != null, since, since == null ? 0 : FactorsStore.codesLeft(tx, member));
    });
  }

  /// Makes a secret for an app. It counts once a code of it was right; beginning again makes
  /// another.
  ///
  /// @throws Refused `wrong_state` while a second step is on
  public Factor.Setup begin(MemberId member, String handle) {
    byte[] secret = new byte[Totp.SECRET_BYTES];
    random.nextBytes(secret);
    byte[] sealed = seal.close(member, secret);
    Instant now = clock.instant();
    if (!database.write(tx -> FactorsStore.begin(tx, member, sealed, now))) {
      throw Refused.because(Refusal.WRONG_STATE, "state", "on");
    }
    return new Factor.Setup(Totp.base32(secret), Totp.uri(ISSUER, handle, secret));
  }

  /// Turns the second step on with a first code of the app; the log-in it is done in counts as
  /// proved.
  ///
  /// @return recovery codes, told once
  /// @throws Refused `wrong_code`, `too_many`, `wrong_state` when it was not begun or is on
  public List<String> confirm(MemberId member, UUID session, String code) {
    Row begun =
        database
            .read(tx -> FactorsStore.totp(tx, member, false))
            .filter(row -> row.confirmedAt() == null)
            .orElseThrow(() -> Refused.because(Refusal.WRONG_STATE, "state", "off"));
    if (begun.confirmedAt() != null || FactorRules.digits(code).isEmpty()) {
      throw Refused.field(Refusal.WRONG_CODE, "code");
    }
    check(member, code);
    return database.write(tx -> {
      FactorsStore.confirm(tx, member, clock.instant());
      FactorsStore.proved(tx, member, session, clock.instant());
      tx.publish(new FactorsEvent.FactorChanged(member, true, clock.instant()));
      return renewed(tx, member);
    });
  }

  private List<String> renewed(Tx tx, MemberId member) {
    List<String> codes =
        Stream.generate(() -> FactorRules.recoveryCode(random))
            .distinct()
            .limit(FactorRules.CODES)
            .toList();
    FactorsStore.codes(tx, member, codes.stream().map(FactorRules::kept).toList());
    return codes;
  }

  /// Turns the second step off; nothing happens when it is off.
  public void remove(MemberId member) {
    database.write(tx -> {
      boolean removed = FactorsStore.remove(tx, member);
      if (removed) {
        tx.publish(new FactorsEvent.FactorChanged(member, false, clock.instant()));
      }
      return removed;
    });
  }

  /// New recovery codes, told once; those before are worth nothing from now on.
  ///
  /// @throws Refused `wrong_state` while the second step is off
  public List<String> renew(MemberId member) {
    return database.write(tx -> {
      if (!FactorsStore.on(tx, member)) {
        throw Refused.because(Refusal.WRONG_STATE, "state", "off");
      }
      tx.publish(new FactorsEvent.CodesRenewed(member, clock.instant()));
      return renewed(tx, member);
    });
  }

  /// Holds a log-in whose password was right until its second step.
  ///
  /// @throws Refused `second_factor` with a `ticket` that is good for five minutes, when the member
  ///   has a second step
  public void hold(MemberId member) {
    if (!on(member)) {
      return;
    }
    Instant now = clock.instant();
    Instant until = now.plus(FactorRules.TICKET);
    Ticket.Fresh fresh = Ticket.fresh(member, Uuid7.at(now), random);
    database.write(tx -> {
      FactorsStore.ticket(tx, fresh.ticket(), until, FactorRules.TICKETS_MOST);
      return until;
    });
    throw Refused.because(
        Refusal.SECOND_FACTOR, "ticket", fresh.text().reveal(), "ticketExpiresAt", until);
  }

  /// The second step of a log-in that was held. The ticket is good once, and for five codes.
  ///
  /// @return whose log-in may be opened
  /// @throws Refused `ticket_over`, `wrong_code`, `too_many`
  public MemberId redeem(String text, String code) {
    Ticket ticket = Ticket.read(text).orElseThrow(() -> Refused.because(Refusal.TICKET_OVER));
    Instant now = clock.instant();
    boolean good =
        database.write(tx ->
            FactorsStore.tryTicket(tx, ticket)
                .filter(kept -> kept.tries() <= FactorRules.TICKET_TRIES)
                .filter(kept -> now.isBefore(kept.expiresAt()))
                .filter(kept -> ticket.fits(kept.hash()))
                .isPresent());
    if (!good) {
      throw Refused.because(Refusal.TICKET_OVER);
    }
    check(ticket.member(), code);
    // two who hold the ticket: one of them is first
    if (!database.write(tx -> FactorsStore.used(tx, ticket))) {
      throw Refused.because(Refusal.TICKET_OVER);
    }
    return ticket.member();
  }

  /// The second step once more, in a log-in that is open; it is fresh for ten minutes.
  ///
  /// @throws Refused `wrong_code`, `too_many`, `wrong_state` for who has none
  public void prove(MemberId member, UUID session, String code) {
    if (!on(member)) {
      throw Refused.because(Refusal.WRONG_STATE, "state", "off");
    }
    check(member, code);
    proved(member, session);
  }

  /// Notes that somebody proved a second step in a log-in, by whatever means.
  public void proved(MemberId member, UUID session) {
    database.write(tx -> {
      FactorsStore.proved(tx, member, session, clock.instant());
      return session;
    });
  }

  /// Lets an act that weighs more pass when the member has no second step, or a fresh one.
  ///
  /// @param session the log-in; null where there is none, such as a program of others
  /// @return until when it passes; the end of time for who has no second step
  /// @throws Refused `second_factor`
  public Instant demand(MemberId member, @Nullable UUID session) {
    return database.read(tx -> {
      if (!FactorsStore.on(tx, member)) {
        return Instant.MAX;
      }
      Instant at = session == null ? null : FactorsStore.proved(tx, member, session);
      if (at == null || !clock.instant().isBefore(at.plus(FactorRules.FRESH))) {
        throw Refused.because(Refusal.SECOND_FACTOR);
      }
      return at.plus(FactorRules.FRESH);
    });
  }

  /// Looks at a code. A wrong one is counted whatever comes after, and the right one is used up.
  private void check(MemberId member, String code) {
    Optional<Refused> no = database.write(tx -> looked(tx, member, code));
    if (no.isPresent()) {
      throw no.get();
    }
  }

  private Optional<Refused> looked(Tx tx, MemberId member, String code) {
    Instant now = clock.instant();
    Row row = FactorsStore.totp(tx, member, true).orElse(null);
    if (row == null) {
      return Optional.of(Refused.field(Refusal.WRONG_CODE, "code"));
    }
    if (now.isBefore(row.waitUntil())) {
      long seconds = Math.max(1, Duration.between(now, row.waitUntil()).toSeconds());
      return Optional.of(Refused.because(Refusal.TOO_MANY, "retryAfter", seconds));
    }
    Optional<String> digits = FactorRules.digits(code);
    OptionalLong step =
        digits.isEmpty()
            ? OptionalLong.empty()
            : Totp.fits(seal.open(member, row.sealed()), digits.get(), now, row.lastStep());
    boolean recovered = digits.isEmpty() && FactorsStore.use(tx, member, FactorRules.kept(code));
    if (step.isEmpty() && !recovered) {
      int failures = row.failures() + 1;
      FactorsStore.wrong(tx, member, failures, now.plus(FactorRules.wait(failures)));
      return Optional.of(Refused.field(Refusal.WRONG_CODE, "code"));
    }
    FactorsStore.right(tx, member, step.orElse(row.lastStep()));
    return Optional.empty();
  }

  /// Deletes tickets and proofs that are over, at most `most` of each; a job calls it.
  public int forget(int most) {
    Instant now = clock.instant();
    return database.write(tx -> FactorsStore.forget(tx, now, now.minus(FactorRules.FRESH), most));
  }

  /// What it keeps about people.
  public static List<DataClass> data() {
    return PersonalStore.DATA;
  }
}
