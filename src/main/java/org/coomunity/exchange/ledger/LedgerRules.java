package org.coomunity.exchange.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.exchange.ledger.OpenBook.Original;
import org.coomunity.exchange.ledger.OpenBook.Reserved;
import org.jspecify.annotations.Nullable;

/// Decides postings against an open book: the same rules for the lane and for the plain way. No
/// clock and no database; a decision moves the open book on. Not safe for use by several threads.
final class LedgerRules {
  /// How old or how far ahead the time inside a version 7 identifier may be.
  private static final long ID_AGE = Duration.ofDays(7).toMillis();

  private static final long ID_AHEAD = Duration.ofMinutes(5).toMillis();
  private static final long EXPIRY_MOST = Duration.ofDays(366).toNanos() / 1_000;

  private final Chain chain = new Chain();

  /// The transfer that frees a reserved one when its time is over. Its identifier is made, not
  /// drawn, so that a crash cannot expire twice.
  static Transfer expiry(UUID pending, Instant expiresAt) {
    UUID made = Chain.digest("expire " + pending);
    UUID id = Uuid7.of(expiresAt, made.getMostSignificantBits(), made.getLeastSignificantBits());
    return new Transfer(id, Phase.EXPIRE, 0, 0, 0, 0, pending, null, null, 0, null, "");
  }

  /// Decides a posting whose identifiers are all new. All its transfers are accepted, in order, or
  /// none is and the open book is as before.
  Verdict decide(OpenBook book, Posting posting, Instant now) {
    List<Transfer> transfers = posting.transfers();
    if (transfers.size() == 1) {
      Step step = step(book, transfers.getFirst(), posting.imported(), now);
      return step.row() == null ? step.no(0) : new Verdict.Yes(List.of(step.row()));
    }
    List<Row> rows = new ArrayList<>(transfers.size());
    book.beginChain();
    for (int i = 0; i < transfers.size(); i++) {
      Step step = step(book, transfers.get(i), posting.imported(), now);
      if (step.row() == null) {
        book.undoChain();
        return step.no(i);
      }
      rows.add(step.row());
    }
    book.endChain();
    return new Verdict.Yes(rows);
  }

  /// The answer for one transfer: a row, or a status with its figures.
  private record Step(
      @Nullable Row row, @Nullable Status status, @Nullable Long available, @Nullable Long limit) {
    static Step no(Status status) {
      return new Step(null, status, null, null);
    }

    static Step no(Status status, @Nullable Long available, @Nullable Long limit) {
      return new Step(null, status, available, limit);
    }

    Verdict.No no(int index) {
      if (status == null) {
        throw new IllegalStateException("accepted");
      }
      return new Verdict.No(status, index, available, limit, null);
    }
  }

  private Step step(OpenBook book, Transfer transfer, boolean imported, Instant now) {
    long at = Math.max(Micros.of(now), book.lastAt);
    return switch (transfer.phase()) {
      case SINGLE, PENDING -> move(book, transfer, imported, now, at);
      case POST, VOID, EXPIRE -> resolve(book, transfer, at);
    };
  }

  private Step move(OpenBook book, Transfer transfer, boolean imported, Instant now, long at) {
    Status wrong = malformed(transfer, imported, now, at);
    if (wrong != null) {
      return Step.no(wrong);
    }
    Account debit = book.accounts.get(transfer.debit());
    Account credit = book.accounts.get(transfer.credit());
    if (debit == null || debit.status != AccountStatus.ACTIVE) {
      return Step.no(debit == null ? Status.DEBIT_ACCOUNT_NOT_FOUND : Status.DEBIT_ACCOUNT_CLOSED);
    }
    if (credit == null || credit.status != AccountStatus.ACTIVE) {
      return Step.no(
          credit == null ? Status.CREDIT_ACCOUNT_NOT_FOUND : Status.CREDIT_ACCOUNT_CLOSED);
    }
    Original original = null;
    if (transfer.reverses() != null) {
      original = book.originals.get(transfer.reverses());
      Step no = irreversible(original, transfer);
      if (no != null) {
        return no;
      }
    }
    long amount = imported ? transfer.amount() : possible(debit, credit, transfer);
    Step no = limited(debit, credit, amount, imported);
    if (no != null) {
      return no;
    }
    boolean below =
        (debit.limits.soft() && debit.wouldPassFloor(amount))
            || (credit.limits.softCeiling() && credit.wouldPassCeiling(amount));
    Row row =
        write(
            book,
            transfer,
            transfer.debit(),
            transfer.credit(),
            amount,
            transfer.kind(),
            imported ? validAt(transfer, at) : at,
            at,
            below,
            0);
    if (original != null) {
      book.put(original.reversed(amount));
    }
    if (transfer.phase() == Phase.PENDING) {
      book.put(Reserved.by(row));
    } else {
      book.put(Original.by(row));
    }
    return new Step(row, null, null, null);
  }

  /// What a transfer moves: all it says, or what there is and what there is room for.
  private static long possible(Account debit, Account credit, Transfer transfer) {
    long amount = transfer.amount();
    Long available = debit.available();
    if (transfer.balancing().debit() && available != null) {
      amount = Math.min(amount, Math.max(0, available));
    }
    Long room = credit.room();
    if (transfer.balancing().credit() && room != null) {
      amount = Math.min(amount, Math.max(0, room));
    }
    return amount;
  }

  private static long validAt(Transfer transfer, long at) {
    return transfer.validAt() == null ? at : Micros.of(transfer.validAt());
  }

  private static @Nullable Status malformed(
      Transfer transfer, boolean imported, Instant now, long at) {
    if (!imported && transfer.id().version() == 7) {
      long age = now.toEpochMilli() - Uuid7.instant(transfer.id()).toEpochMilli();
      if (age > ID_AGE || age < -ID_AHEAD) {
        return Status.ID_TIME;
      }
    }
    if (transfer.debit() == transfer.credit()) {
      return Status.ACCOUNTS_MUST_BE_DIFFERENT;
    }
    if (transfer.amount() < 0 || transfer.amount() > Unit.MOST) {
      return Status.AMOUNT_RANGE;
    }
    if (transfer.expiresAt() != null) {
      long expiresAt = Micros.of(transfer.expiresAt());
      if (expiresAt <= at || expiresAt > at + EXPIRY_MOST) {
        return Status.EXPIRY_RANGE;
      }
    }
    return null;
  }

  private static @Nullable Step irreversible(@Nullable Original original, Transfer transfer) {
    if (original == null
        || original.debit() != transfer.credit()
        || original.credit() != transfer.debit()) {
      return Step.no(Status.REVERSED_TRANSFER_NOT_FOUND);
    }
    long left = original.amount() - original.reversed();
    return transfer.amount() > left
        ? Step.no(Status.EXCEEDS_REVERSED_AMOUNT, left, original.amount())
        : null;
  }

  private static @Nullable Step limited(
      Account debit, Account credit, long amount, boolean imported) {
    if (debit.wouldOverflowGiving(amount) || credit.wouldOverflowReceiving(amount)) {
      return Step.no(Status.OVERFLOWS);
    }
    if (imported) {
      return null;
    }
    if (!debit.limits.soft() && debit.wouldPassFloor(amount)) {
      return Step.no(Status.EXCEEDS_CREDITS, debit.available(), debit.limits.creditLimit());
    }
    Long room = credit.room();
    if (room != null && !credit.limits.softCeiling() && credit.wouldPassCeiling(amount)) {
      return Step.no(Status.EXCEEDS_DEBITS, Math.max(0, room), credit.limits.maxBalance());
    }
    return null;
  }

  /// Ends a reserved transfer. Never fails for limits.
  private Step resolve(OpenBook book, Transfer transfer, long at) {
    UUID pending = transfer.pending();
    Reserved reserved = pending == null ? null : book.reserved.get(pending);
    if (reserved == null) {
      return Step.no(Status.PENDING_TRANSFER_NOT_FOUND);
    }
    if (reserved.end() != null) {
      return Step.no(
          switch (reserved.end()) {
            case POST -> Status.PENDING_TRANSFER_ALREADY_POSTED;
            case EXPIRE -> Status.PENDING_TRANSFER_EXPIRED;
            default -> Status.PENDING_TRANSFER_ALREADY_VOIDED;
          });
    }
    boolean over = reserved.expiresAt() != null && reserved.expiresAt() <= at;
    if (over != (transfer.phase() == Phase.EXPIRE)) {
      return Step.no(over ? Status.PENDING_TRANSFER_EXPIRED : Status.PENDING_TRANSFER_NOT_DUE);
    }
    long amount = 0;
    if (transfer.phase() == Phase.POST) {
      amount = transfer.amount() == -1 ? reserved.amount() : transfer.amount();
      if (amount < 0 || amount > reserved.amount()) {
        return Step.no(
            Status.EXCEEDS_PENDING_TRANSFER_AMOUNT, reserved.amount(), reserved.amount());
      }
    }
    Row row =
        write(
            book,
            transfer,
            reserved.debit(),
            reserved.credit(),
            amount,
            transfer.kind() == 0 ? reserved.kind() : transfer.kind(),
            at,
            at,
            false,
            reserved.amount());
    book.put(reserved.ended(transfer.phase()));
    if (transfer.phase() == Phase.POST) {
      book.put(Original.by(row));
    }
    return new Step(row, null, null, null);
  }

  /// Moves both accounts and the book on, and makes the row.
  ///
  /// @param freed what a resolution takes out of the pending totals
  private Row write(
      OpenBook book,
      Transfer transfer,
      int debitNumber,
      int creditNumber,
      long amount,
      int kind,
      long validAt,
      long at,
      boolean below,
      long freed) {
    Account debit = book.touched(debitNumber);
    Account credit = book.touched(creditNumber);
    if (transfer.phase() == Phase.PENDING) {
      debit.debitsPending += amount;
      credit.creditsPending += amount;
    } else {
      debit.debitsPending -= freed;
      credit.creditsPending -= freed;
      debit.debitsPosted += amount;
      credit.creditsPosted += amount;
    }
    debit.version++;
    credit.version++;
    book.lastSeq++;
    book.lastAt = at;
    Row row =
        chain.linked(
            book.book,
            new Row(
                book.lastSeq,
                transfer.id(),
                transfer.phase(),
                debitNumber,
                creditNumber,
                amount,
                kind,
                transfer.actor(),
                transfer.pending(),
                transfer.reverses(),
                transfer.expiresAt() == null ? null : Long.valueOf(Micros.of(transfer.expiresAt())),
                validAt,
                at,
                debit.version,
                credit.version,
                debit.balance(),
                credit.balance(),
                Account.NO_HASH,
                Account.NO_HASH,
                below,
                transfer.words()),
            debit.head,
            credit.head);
    debit.head = row.debitHash();
    credit.head = row.creditHash();
    return row;
  }
}
