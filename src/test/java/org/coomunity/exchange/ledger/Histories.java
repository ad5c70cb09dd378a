package org.coomunity.exchange.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.testing.TestClock;

/// Random histories: everything that can be asked of a ledger, with repeats, wrong bodies and
/// things that must be refused. A seed names one.
final class Histories {
  private static final List<Balancing> BALANCINGS = List.of(Balancing.values());

  static final int ACCOUNTS = 5;

  /// One thing that happens.
  sealed interface Act {
    record Post(Posting posting) implements Act {}

    record Limit(int account, Limits limits) implements Act {}

    record Suspend(int account, AccountStatus status) implements Act {}

    record Advance(Duration by) implements Act {}

    record Expire() implements Act {}
  }

  private final SplittableRandom random;
  private final TestClock clock;
  private final int book;
  private final List<Posting> said = new ArrayList<>();
  private final List<Transfer> moved = new ArrayList<>();
  private final List<UUID> reserved = new ArrayList<>();

  Histories(long seed, TestClock clock, int book) {
    this.random = new SplittableRandom(seed);
    this.clock = clock;
    this.book = book;
  }

  Act next() {
    int dice = random.nextInt(100);
    if (dice < 4) {
      return new Act.Limit(account(), limits());
    }
    if (dice < 7) {
      return new Act.Suspend(
          account(), random.nextInt(3) == 0 ? AccountStatus.SUSPENDED : AccountStatus.ACTIVE);
    }
    if (dice < 11) {
      return new Act.Advance(Duration.ofSeconds(random.nextInt(40)));
    }
    if (dice < 13) {
      return new Act.Expire();
    }
    Posting posting = dice < 25 && !said.isEmpty() ? again() : fresh();
    said.add(posting);
    return new Act.Post(posting);
  }

  private Limits limits() {
    return switch (random.nextInt(6)) {
      case 0 -> new Limits((long) random.nextInt(500), true, null);
      case 3 -> new Limits((long) random.nextInt(500), false, (long) random.nextInt(800), true);
      case 1 -> new Limits((long) random.nextInt(500), false, (long) random.nextInt(800));
      case 2 -> Limits.NONE;
      default -> Limits.credit(random.nextInt(500));
    };
  }

  /// Something said before, as it was or with one thing changed.
  private Posting again() {
    Posting posting = said.get(random.nextInt(said.size()));
    if (random.nextInt(3) > 0 || posting.transfers().size() > 1) {
      return posting;
    }
    Transfer t = posting.transfers().getFirst();
    boolean words = random.nextBoolean();
    Transfer changed =
        new Transfer(
            t.id(),
            t.phase(),
            t.debit(),
            t.credit(),
            words ? t.amount() : t.amount() + 1,
            t.kind(),
            t.pending(),
            t.expiresAt(),
            t.reverses(),
            t.actor(),
            t.validAt(),
            t.balancing(),
            words ? t.words() + "!" : t.words());
    return new Posting(posting.book(), List.of(changed), posting.imported(), List.of());
  }

  private Posting fresh() {
    int many = random.nextInt(4) == 0 ? 2 + random.nextInt(3) : 1;
    List<Transfer> transfers = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      transfers.add(transfer());
    }
    return new Posting(book, transfers, random.nextInt(25) == 0, List.of());
  }

  private Transfer transfer() {
    UUID id =
        new UUID(
            Uuid7.at(clock.instant()).getMostSignificantBits(),
            random.nextLong() >>> 2 | Long.MIN_VALUE);
    int dice = random.nextInt(20);
    long amount = random.nextInt(12) == 0 ? 0 : random.nextInt(300);
    if (dice < 4) {
      reserved.add(id);
      boolean timed = random.nextBoolean();
      return Transfer.pending(
          id,
          account(),
          account(),
          amount,
          3,
          1,
          "later",
          timed ? clock.instant().plusSeconds(1 + random.nextInt(60)) : null);
    }
    if (dice < 7 && !reserved.isEmpty()) {
      long part = random.nextBoolean() ? -1 : amount;
      moved.add(Transfer.single(id, account(), account(), amount, 0, 1, ""));
      return Transfer.post(id, any(reserved), part, 1);
    }
    if (dice < 9 && !reserved.isEmpty()) {
      return Transfer.release(id, any(reserved), 1);
    }
    if (dice < 12 && !moved.isEmpty()) {
      Transfer original = any(moved);
      return Transfer.reversal(
          id,
          original.id(),
          /* debit= */ original.credit(),
          /* credit= */ original.debit(),
          amount,
          5,
          1,
          "back");
    }
    int credit = random.nextInt(30) == 0 ? 99 : account();
    Balancing most = random.nextInt(4) == 0 ? BALANCINGS.get(random.nextInt(4)) : Balancing.NONE;
    Transfer single = Transfer.single(id, account(), credit, amount, 0, 1, "bread").upTo(most);
    moved.add(single);
    return single;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private int account() {
    return 1 + random.nextInt(ACCOUNTS);
  }
}
