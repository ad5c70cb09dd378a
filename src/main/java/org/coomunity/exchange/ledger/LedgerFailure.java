package org.coomunity.exchange.ledger;

/// The database failed under the ledger. Whether a posting was written is then unknown: the same
/// identifier may be sent again and has one effect.
final class LedgerFailure extends RuntimeException {
  LedgerFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
