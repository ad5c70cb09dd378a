package org.coomunity.exchange.ledger;

import java.util.List;
import java.util.Set;

/// Which transfers of a book are wanted, in order of their sequence.
///
/// @param involved each of these sets must hold one of the two accounts; empty for all transfers
/// @param debits accounts that gave; empty for any
/// @param credits accounts that received; empty for any
/// @param beyond the sequence to go on from, itself left out
public record JournalQuery(
    List<Set<Integer>> involved,
    Set<Integer> debits,
    Set<Integer> credits,
    boolean newestFirst,
    long beyond,
    int limit) {
  /// The same, going on from another place.
  public JournalQuery from(long seq) {
    return new JournalQuery(involved, debits, credits, newestFirst, seq, limit);
  }

  /// Where a look begins that has not seen anything yet.
  public static long start(boolean newestFirst) {
    return newestFirst ? Long.MAX_VALUE : 0;
  }
}
