package org.coomunity.exchange.lets;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A payment between two members.
///
/// @param from handle of who gave the Lükas
/// @param to handle of who received them
/// @param amount in the unit of the community; absent in gift mode
/// @param seq its place in the book; absent in gift mode
/// @param reverses the payment it takes back
/// @param listing the listing it was for
/// @param balance of the payer after it, to the payer alone
/// @param warning `below_limit` when the payer went further than agreed and the community only
///   tells
public record Payment(
    UUID id,
    String from,
    String to,
    @Nullable String amount,
    String concept,
    Instant at,
    @Nullable Long seq,
    @Nullable UUID reverses,
    @Nullable UUID listing,
    @Nullable String balance,
    @Nullable String warning) {
  /// A payment that somebody wants to make.
  ///
  /// @param id made by the client, UUID version 7; a repeat has one effect
  /// @param to handle of who is paid
  /// @param amount decimal string; absent in gift mode
  /// @param concept what it is for, at most 2,000 characters
  /// @param listing the offer it is for
  /// @param from for an admin who enters it for somebody else: handle of who pays
  /// @param currency code of the unit that is meant; refused when the community has another
  public record Draft(
      @Nullable UUID id,
      String to,
      @Nullable String amount,
      @Nullable String concept,
      @Nullable UUID listing,
      @Nullable String from,
      @Nullable String currency) {
    /// In the unit of the community, whatever it is.
    public Draft(
        @Nullable UUID id,
        String to,
        @Nullable String amount,
        @Nullable String concept,
        @Nullable UUID listing,
        @Nullable String from) {
      this(id, to, amount, concept, listing, from, null);
    }
  }

  /// A payment that is to be taken back.
  ///
  /// @param amount a part of it; all that is left when absent
  public record Reversal(@Nullable UUID id, @Nullable String amount, String reason) {}

  /// Many payments of one payer.
  ///
  /// @param atomic true: all or none (at most 256); false: each for itself
  public record Batch(List<Draft> payments, @Nullable Boolean atomic) {}

  /// What became of each.
  public record Results(List<Result> results) {}

  /// What became of one payment of a batch.
  ///
  /// @param index its place, from 0
  /// @param status `created`, `replayed` or `refused`
  /// @param code why it was refused
  public record Result(int index, @Nullable UUID id, String status, @Nullable String code) {}
}
