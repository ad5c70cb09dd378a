package org.coomunity.exchange.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A transfer that somebody asks for. `debit` gives, `credit` receives; both are account numbers of
/// one book.
///
/// @param id made by the client and kept across retries
/// @param debit who gives; 0 for `POST`, `VOID` and `EXPIRE`, which know it from the pending
///   transfer
/// @param credit who receives; 0 likewise
/// @param amount minor units; for `POST` -1 means all that is reserved
/// @param kind a number that the caller's module gives meaning to, 0..32767
/// @param pending the reserved transfer that `POST`, `VOID` and `EXPIRE` resolve
/// @param expiresAt for `PENDING`: when the ledger frees it by itself; null for never
/// @param reverses the transfer that this one takes back, wholly or in part
/// @param actor the number, inside the community, of the person who acts; 0 for the platform
/// @param validAt for imported history: when it really happened; null for now
/// @param balancing whether `amount` is the most instead of what is moved; only for what moves or
///   reserves
/// @param words what people wrote about it, at most 2,000 characters; empty for nothing
public record Transfer(
    UUID id,
    Phase phase,
    int debit,
    int credit,
    long amount,
    int kind,
    @Nullable UUID pending,
    @Nullable Instant expiresAt,
    @Nullable UUID reverses,
    int actor,
    @Nullable Instant validAt,
    Balancing balancing,
    String words) {
  /// The longest words, in characters.
  public static final int WORDS_MOST = 2_000;

  public Transfer {
    if (words.length() > WORDS_MOST || kind < 0 || kind > Short.MAX_VALUE || actor < 0) {
      throw new IllegalArgumentException("words, kind or actor");
    }
    boolean resolves = phase == Phase.POST || phase == Phase.VOID || phase == Phase.EXPIRE;
    if (resolves != (pending != null)
        || (reverses != null && phase != Phase.SINGLE)
        || (expiresAt != null && phase != Phase.PENDING)
        || (balancing != Balancing.NONE && (resolves || reverses != null))) {
      throw new IllegalArgumentException("fields that do not belong to " + phase);
    }
  }

  /// A transfer that moves what it says.
  public Transfer(
      UUID id,
      Phase phase,
      int debit,
      int credit,
      long amount,
      int kind,
      @Nullable UUID pending,
      @Nullable Instant expiresAt,
      @Nullable UUID reverses,
      int actor,
      @Nullable Instant validAt,
      String words) {
    this(
        id,
        phase,
        debit,
        credit,
        amount,
        kind,
        pending,
        expiresAt,
        reverses,
        actor,
        validAt,
        Balancing.NONE,
        words);
  }

  /// Moves `amount` at once.
  public static Transfer single(
      UUID id, int debit, int credit, long amount, int kind, int actor, String words) {
    return new Transfer(
        id, Phase.SINGLE, debit, credit, amount, kind, null, null, null, actor, null, words);
  }

  /// Reserves `amount`.
  public static Transfer pending(
      UUID id,
      int debit,
      int credit,
      long amount,
      int kind,
      int actor,
      String words,
      @Nullable Instant expiresAt) {
    return new Transfer(
        id, Phase.PENDING, debit, credit, amount, kind, null, expiresAt, null, actor, null, words);
  }

  /// Posts `amount` of a pending transfer, all of it with -1.
  public static Transfer post(UUID id, UUID pending, long amount, int actor) {
    return new Transfer(id, Phase.POST, 0, 0, amount, 0, pending, null, null, actor, null, "");
  }

  /// Frees a pending transfer.
  public static Transfer release(UUID id, UUID pending, int actor) {
    return new Transfer(id, Phase.VOID, 0, 0, 0, 0, pending, null, null, actor, null, "");
  }

  /// Takes back a transfer, wholly or in part: moves `amount` from its receiver to its giver.
  public static Transfer reversal(
      UUID id,
      UUID reverses,
      int debit,
      int credit,
      long amount,
      int kind,
      int actor,
      String words) {
    return new Transfer(
        id, Phase.SINGLE, debit, credit, amount, kind, null, null, reverses, actor, null, words);
  }

  /// The same transfer, of as much as possible.
  public Transfer upTo(Balancing most) {
    return with(validAt, most);
  }

  /// The same transfer of imported history, with its own time.
  public Transfer happenedAt(Instant when) {
    return with(when, balancing);
  }

  private Transfer with(@Nullable Instant when, Balancing most) {
    return new Transfer(
        id, phase, debit, credit, amount, kind, pending, expiresAt, reverses, actor, when, most,
        words);
  }
}
