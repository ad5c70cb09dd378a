package org.coomunity.exchange.ledger;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.exchange.ledger.VerifyStore.Counts;
import org.coomunity.exchange.ledger.VerifyStore.Walked;
import org.jspecify.annotations.Nullable;

/// Walks a whole book of one moment from its first transfer, folds it into the totals of every
/// account, and compares: places and versions without a hole, balances, hash chains, resolutions,
/// and at the end the accounts as they stand. Memory is bounded: it goes once through the transfers
/// for every million accounts.
final class Verifier {
  /// Accounts followed in one walk.
  private static final int ACCOUNTS = 1 << 20;

  private final Connection connection;
  private final int book;
  private final Chain chain = new Chain();
  private @Nullable String fault;
  private long missing;
  private long transfers;
  private long resolutions;
  private int accounts;
  private long posted;
  private long reserved;

  private Verifier(Connection connection, int book) {
    this.connection = connection;
    this.book = book;
  }

  static Ledger.Verification verify(Tx tx, int book) {
    long start = System.nanoTime();
    Verifier verifier = new Verifier(tx.connection(), book);
    try {
      verifier.walk();
    } catch (SQLException e) {
      throw new LedgerFailure("the book cannot be read", e);
    }
    return new Ledger.Verification(
        book,
        verifier.transfers,
        verifier.accounts,
        Optional.ofNullable(verifier.fault),
        Duration.ofNanos(System.nanoTime() - start));
  }

  private void walk() throws SQLException {
    Counts counts = VerifyStore.counts(connection, book);
    if (counts == null) {
      fault = "there is no book " + book;
      return;
    }
    for (int first = 1; first == 1 || first <= counts.lastAccount(); first += ACCOUNTS) {
      int many = Math.min(ACCOUNTS, Math.max(0, counts.lastAccount() - first + 1));
      Fold fold = new Fold(first, many);
      transfers = 0;
      resolutions = 0;
      VerifyStore.transfers(connection, book, walked -> step(fold, walked, counts));
      if (fault == null && missing == 0 && transfers != counts.lastSeq()) {
        missing = transfers + 1;
      }
      if (fault == null) {
        compare(fold);
      }
      if (fault != null) {
        return;
      }
    }
    whole(counts);
  }

  private void whole(Counts counts) {
    if (missing != 0) {
      fault = "transfer at place %d is missing".formatted(missing);
    } else if (accounts != counts.lastAccount()) {
      fault = "%d accounts, but %d were opened".formatted(accounts, counts.lastAccount());
    } else if (resolutions != counts.resolutions()) {
      fault =
          "%d resolutions, but %d transfers resolve".formatted(counts.resolutions(), resolutions);
    } else if (posted != 0 || reserved != 0) {
      fault = "the sum of all balances is %d, of all reservations %d".formatted(posted, reserved);
    }
  }

  private boolean step(Fold fold, Walked walked, Counts counts) {
    Row row = walked.row();
    transfers++;
    if (row.seq() != transfers && missing == 0) {
      missing = transfers;
    }
    transfers = row.seq();
    if (row.debit() > counts.lastAccount() || row.credit() > counts.lastAccount()) {
      return broken(row.debit(), row.debitVersion(), row, "account does not exist");
    }
    if (row.pending() != null) {
      resolutions++;
      if (walked.reserved() == null || !walked.resolutionFits()) {
        return broken(row.debit(), row.debitVersion(), row, "resolution does not fit");
      }
    }
    long freed = walked.reserved() == null ? 0 : walked.reserved();
    String wrong = fold.debit(row, freed);
    if (wrong != null) {
      return broken(row.debit(), row.debitVersion(), row, wrong);
    }
    wrong = fold.credit(row, freed);
    if (wrong != null) {
      return broken(row.credit(), row.creditVersion(), row, wrong);
    }
    Row linked = chain.linked(book, row, fold.head(row.debit()), fold.head(row.credit()));
    if (fold.follows(row.debit()) && !Arrays.equals(linked.debitHash(), row.debitHash())) {
      return broken(row.debit(), row.debitVersion(), row, "hash does not fit");
    }
    if (fold.follows(row.credit()) && !Arrays.equals(linked.creditHash(), row.creditHash())) {
      return broken(row.credit(), row.creditVersion(), row, "hash does not fit");
    }
    fold.advance(row);
    return true;
  }

  private boolean broken(int account, long version, Row row, String what) {
    fault =
        "account %d, version %d, transfer %s at place %d: %s%s"
            .formatted(account, version, row.id(), row.seq(), what, hole());
    return false;
  }

  private String hole() {
    return missing == 0 ? "" : " (transfer at place %d is missing)".formatted(missing);
  }

  private void compare(Fold fold) throws SQLException {
    VerifyStore.accounts(
        connection,
        book,
        fold.first - 1,
        fold.many,
        account -> {
          accounts++;
          posted += account.balance();
          reserved += account.creditsPending - account.debitsPending;
          String wrong =
              fold.follows(account.number) ? fold.differs(account) : "number out of order";
          if (wrong != null) {
            fault =
                "account %d, version %d: %s%s"
                    .formatted(account.number, fold.version(account.number) + 1, wrong, hole());
          }
          return fault == null;
        });
  }

  /// The totals of many accounts in a row, folded from transfers; seven numbers each.
  private static final class Fold {
    private static final int VERSION = 4;
    private static final int HEAD = 5;
    private static final int WIDTH = 7;

    final int first;
    final int many;
    private final long[] totals;

    Fold(int first, int many) {
      this.first = first;
      this.many = many;
      this.totals = new long[many * WIDTH];
    }

    boolean follows(int account) {
      return account >= first && account - first < many;
    }

    private int at(int account) {
      return (account - first) * WIDTH;
    }

    long version(int account) {
      return follows(account) ? totals[at(account) + VERSION] : 0;
    }

    byte[] head(int account) {
      return follows(account)
          ? ByteBuffer.allocate(16)
              .putLong(totals[at(account) + HEAD])
              .putLong(totals[at(account) + HEAD + 1])
              .array()
          : Account.NO_HASH;
    }

    @Nullable String debit(Row row, long freed) {
      return side(row, row.debit(), 0, freed, row.debitVersion(), row.debitBalance());
    }

    @Nullable String credit(Row row, long freed) {
      return side(row, row.credit(), 1, freed, row.creditVersion(), row.creditBalance());
    }

    private @Nullable String side(
        Row row, int account, int side, long freed, long version, long balance) {
      if (!follows(account)) {
        return null;
      }
      int at = at(account);
      if (version != totals[at + VERSION] + 1) {
        return "version %d should follow".formatted(totals[at + VERSION] + 1);
      }
      totals[at + VERSION] = version;
      if (row.phase() == Phase.PENDING) {
        totals[at + 2 + side] += row.amount();
      } else {
        totals[at + side] += row.amount();
        totals[at + 2 + side] -= freed;
      }
      if (totals[at + 2 + side] < 0) {
        return "more is freed than was reserved";
      }
      return totals[at + 1] - totals[at] == balance ? null : "balance does not fit";
    }

    void advance(Row row) {
      advance(row.debit(), row.debitHash());
      advance(row.credit(), row.creditHash());
    }

    private void advance(int account, byte[] hash) {
      if (follows(account)) {
        ByteBuffer buffer = ByteBuffer.wrap(hash);
        totals[at(account) + HEAD] = buffer.getLong();
        totals[at(account) + HEAD + 1] = buffer.getLong();
      }
    }

    @Nullable String differs(Account account) {
      int at = at(account.number);
      if (account.version != totals[at + VERSION]) {
        return "the account says version %d, its entries end at %d"
            .formatted(account.version, totals[at + VERSION]);
      }
      if (!Arrays.equals(account.head, head(account.number))) {
        return "the head of the chain does not fit";
      }
      boolean same =
          account.debitsPosted == totals[at]
              && account.creditsPosted == totals[at + 1]
              && account.debitsPending == totals[at + 2]
              && account.creditsPending == totals[at + 3];
      return same ? null : "the totals are not the sum of the entries";
    }
  }
}
