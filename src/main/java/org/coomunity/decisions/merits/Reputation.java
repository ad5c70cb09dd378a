package org.coomunity.decisions.merits;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a member has earned, and every row behind it.
///
/// @param trustVotes how many vouch for them
/// @param trusted true when the one who looks does
/// @param mayTrust true when the one who looks may
/// @param awaits the stage that waits for others to say yes; null when none does
/// @param mayValidate true when the one who looks may say yes to it
/// @param items the rows, newest first
/// @param next the cursor of the next rows; null on the last page
public record Reputation(
    String handle,
    long meritos,
    long ondas,
    Stage stage,
    List<Badge> badges,
    int trustVotes,
    boolean trusted,
    boolean mayTrust,
    @Nullable Stage awaits,
    boolean mayValidate,
    List<Row> items,
    @Nullable String next) {
  /// A row.
  ///
  /// @param n counts the rows of a member
  /// @param amount what reached the balance
  /// @param full what the rule gives for itself
  /// @param reason the key of its sentence, `merits.reason.<rule>`
  /// @param note why it is less, or what changed later: `repeat`, `closed`, `day`, `taken_back`,
  ///   `changed` or `kept`; null when it is as the rule gives it
  /// @param with handle of the other one; only oneself sees it
  /// @param at when it happened
  /// @param recordedAt when it was written down
  public record Row(
      long n,
      Kind kind,
      int amount,
      int full,
      Source source,
      Rule rule,
      int version,
      String reason,
      @Nullable String note,
      @Nullable String with,
      UUID cause,
      Instant at,
      Instant recordedAt) {}
}
