package org.coomunity.decisions.governance;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What the public record says about a proposal. As lines (`application/x-ndjson`) it holds the
/// ballots as well, once the vote is over.
///
/// @param counted whether the vote is over and its ballots are public
public record PublicRecord(UUID proposal, boolean counted, List<Entry> entries) {
  /// An entry of the chain.
  ///
  /// @param prev hash of the entry before, in hex
  /// @param hash SHA-256 of `prev` and the canonical JSON of the rest
  public record Entry(long n, Instant at, String type, Map<?, ?> body, String prev, String hash) {}
}
