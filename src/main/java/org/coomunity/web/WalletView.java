package org.coomunity.web;

/// A balance as a story, in minor units.
///
/// @param available what may still be given, credit included
/// @param reservedOut promised to others
/// @param reservedIn promised by others
public record WalletView(long balance, long available, long reservedOut, long reservedIn) {
  /// The text that tells it: `wallet.has`, `wallet.zero` or `wallet.supported`.
  public String story() {
    return balance > 0 ? "wallet.has" : balance == 0 ? "wallet.zero" : "wallet.supported";
  }
}
