package org.coomunity.exchange.imports;

import java.time.Instant;
import org.coomunity.exchange.lets.TransferKind;

/// A row of a file that is understood.
///
/// @param number of the line, the header being 1
/// @param id what the other system calls the transfer
/// @param amount minor units, above zero
/// @param rounded whether the file says it more precisely
/// @param token what it is counted in; empty when the file does not say
record Line(
    long number,
    String id,
    Instant at,
    TransferKind kind,
    String source,
    String target,
    long amount,
    boolean rounded,
    String token) {
  /// Who gives out units, or takes them back; empty when nobody does.
  String issuer() {
    return switch (kind) {
      case ISSUED -> source;
      case RECLAIMED -> target;
      default -> "";
    };
  }
}
