package org.coomunity.exchange.komunitin;

import java.util.Optional;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.jspecify.annotations.Nullable;

/// Who asks about a currency, and how far that reaches.
///
/// @param standing their place in the community; null for a service that only reads
/// @param account their account in the book; null likewise
/// @param readsAll their token may read everything
/// @param acts their token may change something
record Seat(
    Currency currency,
    @Nullable Standing standing,
    @Nullable Integer account,
    boolean readsAll,
    boolean acts) {
  /// Whose act it is.
  ///
  /// @throws Refused `not_allowed`, `suspended`, `community_archived`
  Standing acting() {
    if (standing == null || !acts) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    if (standing.hold() != null) {
      throw Refused.because(standing.hold());
    }
    return standing;
  }

  /// Whose act it is, when that is an admin's.
  Standing admin() {
    Standing acting = acting();
    if (!acting.role().includes(Role.ADMIN)) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    return acting;
  }

  boolean isAdmin() {
    return acts && standing != null && standing.role().includes(Role.ADMIN);
  }

  /// True when every transfer is theirs to read.
  boolean seesAll() {
    return readsAll || (standing != null && standing.role().includes(Role.STEWARD));
  }

  /// True when balances of others are theirs to read.
  boolean seesBalances() {
    return seesAll() || currency.exchange().policy().openBooks();
  }

  boolean owns(int number) {
    return account != null && account == number;
  }

  Optional<Integer> own() {
    return Optional.ofNullable(account);
  }
}
