package org.coomunity.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.exchange.ledger.AccountKind;
import org.coomunity.exchange.ledger.AccountState;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.ledger.Limits;
import org.coomunity.exchange.ledger.Outcome;
import org.coomunity.exchange.ledger.Posting;
import org.coomunity.exchange.ledger.Transfer;

/// Callers that pay without pause and send a payment again, under the same identifier, until they
/// get an answer: for tests that kill something meanwhile. As a program of its own (`main URL BOOK
/// CALLERS`) it prints the identifier of each acknowledged transfer on a line.
public final class LedgerLoad implements AutoCloseable {
  /// Accounts in the book that it makes.
  public static final int ACCOUNTS = 20;

  private static final int RETRIES = 100;

  private final Ledger ledger;
  private final int book;
  private final Consumer<UUID> acknowledge;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final List<Thread> callers = new ArrayList<>();
  private final Map<UUID, Boolean> acknowledged = new ConcurrentHashMap<>();
  private final List<String> lost = new ArrayList<>();

  private LedgerLoad(Ledger ledger, int book, Consumer<UUID> acknowledge) {
    this.ledger = ledger;
    this.book = book;
    this.acknowledge = acknowledge;
  }

  public static void main(String[] args) {
    Database database = Database.open(args[0], 5);
    Ledger ledger = new Ledger(database, InstantSource.system());
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    start(
        ledger,
        Integer.parseInt(args[1]),
        Integer.parseInt(args[2]),
        id -> {
          synchronized (out) {
            out.println(id);
            out.flush();
          }
        });
  }

  /// Makes a book with accounts and says its number.
  public static int book(Database database, Ledger ledger) {
    return database.write(tx -> {
      int book = ledger.openBook(tx, "LUKA", 2);
      for (int i = 0; i < ACCOUNTS; i++) {
        ledger.openAccount(tx, book, AccountKind.MEMBER, Limits.credit(100_000));
      }
      return book;
    });
  }

  /// Begins to pay.
  ///
  /// @param acknowledge told each identifier whose transfer was acknowledged
  public static LedgerLoad start(Ledger ledger, int book, int callers, Consumer<UUID> acknowledge) {
    LedgerLoad load = new LedgerLoad(ledger, book, acknowledge);
    for (int i = 0; i < callers; i++) {
      int seed = i;
      load.callers.add(Thread.ofPlatform().start(() -> load.pay(new SplittableRandom(seed))));
    }
    return load;
  }

  private void pay(SplittableRandom random) {
    while (!stopping.get()) {
      int debit = 1 + random.nextInt(ACCOUNTS);
      int credit = 1 + (debit + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
      UUID id = Uuid7.at(InstantSource.system().instant());
      Posting posting =
          Posting.of(book, Transfer.single(id, debit, credit, 1 + random.nextInt(50), 0, 1, "pan"));
      if (answered(posting)) {
        acknowledged.put(id, true);
        acknowledge.accept(id);
      }
    }
  }

  /// Whether it was booked; sent again as long as nobody says.
  private boolean answered(Posting posting) {
    RuntimeException last = null;
    for (int i = 0; i < RETRIES; i++) {
      try {
        return ledger.submit(posting) instanceof Outcome.Booked;
      } catch (Refused refused) {
        return false;
      } catch (RuntimeException noAnswer) {
        last = noAnswer;
        LockSupport.parkNanos(10_000_000);
      }
    }
    synchronized (lost) {
      lost.add(String.valueOf(last));
    }
    return false;
  }

  /// How many were acknowledged so far.
  public int acknowledged() {
    return acknowledged.size();
  }

  /// Stops the callers, each after the answer it waits for.
  @Override
  public void close() {
    stopping.set(true);
    for (Thread caller : callers) {
      try {
        caller.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Every acknowledged transfer is there once, nobody went without an answer, sums are zero, the
  /// chains hold.
  public void check() {
    assertThat(lost).isEmpty();
    assertSound(ledger, book, acknowledged.keySet());
  }

  /// The books hold each of these transfers once, sums are zero, the chains hold.
  public static void assertSound(Ledger ledger, int book, Collection<UUID> acknowledged) {
    assertThat(ledger.verify(book).fault()).isEmpty();
    assertThat(
            ledger.accountsAfter(book, 0, ACCOUNTS).stream().mapToLong(AccountState::balance).sum())
        .isZero();
    for (UUID id : acknowledged) {
      assertThat(ledger.transfer(book, id)).isPresent();
    }
  }
}
