package org.coomunity.exchange.imports;

/// A file that cannot be imported as a whole, said in one sentence for the operator.
public final class NotImportable extends RuntimeException {
  NotImportable(String message) {
    super(message);
  }
}
