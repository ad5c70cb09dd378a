package org.coomunity.people.communities;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A question to a community: shall it take over the balance of somebody who goes? One person has
/// one vote, which they may change until the end.
///
/// @param member handle of whoever goes; absent when the community is to be archived
/// @param aim `leave`, `remove` or `archive`
/// @param askedBy handle of whoever asked
/// @param balance what would be taken over today, in the unit of the community; absent for
///   `archive`
/// @param balanceAsked what it was when the question was asked
/// @param state `open`, `passed` (carried out as soon as the books allow), `done`, `defeated`,
///   `no_quorum`, `withdrawn`, or `lapsed` when the books did not allow it for 30 days
/// @param voters how many may vote now
/// @param quorum how many must
/// @param hold why a question that passed is not carried out yet, for example `balance_open`
/// @param vote what the one who asks voted; absent when they did not
public record Takeover(
    UUID id,
    @Nullable String member,
    String aim,
    String askedBy,
    String reason,
    @Nullable String balance,
    @Nullable String balanceAsked,
    String state,
    int yes,
    int no,
    int voters,
    int quorum,
    @Nullable String hold,
    Instant createdAt,
    Instant endsAt,
    @Nullable Instant decidedAt,
    @Nullable Boolean vote) {
  /// What follows when the community agrees.
  public enum Aim {
    LEAVE,
    REMOVE,
    ARCHIVE;

    /// The word of the public surface.
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A question that somebody wants to ask.
  ///
  /// @param aim `leave` (about oneself), `remove` or `archive` (by an admin)
  /// @param member whom an admin wants to take out
  /// @param reason 3..500 characters
  public record Draft(@Nullable UUID id, String aim, @Nullable String member, String reason) {}

  /// A vote.
  public record Vote(boolean yes) {}

  /// A balance that was given to the fund or taken over by the community.
  ///
  /// @param farewell `fund` or `community`
  /// @param by handle of who decided; absent when the community did by vote
  public record Parting(
      UUID id, String member, String balance, String farewell, @Nullable String by, Instant at) {}

  /// What the community took over so far; above zero it keeps it, below zero it carries it.
  public record Pool(String balance) {}
}
