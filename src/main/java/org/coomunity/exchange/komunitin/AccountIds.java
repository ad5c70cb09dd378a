package org.coomunity.exchange.komunitin;

import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.kernel.Uuid8;

/// The names of accounts in the contract: an identifier made from community and number, whose last
/// bits are the number, and a code of the currency and the number. Nothing is stored for either.
final class AccountIds {
  private static final long NUMBER = 0xFFFF_FFFFL;
  private static final int CODE = 4;

  private AccountIds() {}

  static UUID id(CommunityId community, int account) {
    UUID facts = Uuid8.of("komunitin account " + community + " " + account);
    return new UUID(
        facts.getMostSignificantBits(), (facts.getLeastSignificantBits() & ~NUMBER) | account);
  }

  /// The number of an account; empty when the identifier is of another community or none of ours.
  static Optional<Integer> account(CommunityId community, UUID id) {
    int account = (int) (id.getLeastSignificantBits() & NUMBER);
    return account > 0 && id(community, account).equals(id)
        ? Optional.of(account)
        : Optional.empty();
  }

  static String code(Unit unit, int account) {
    return unit.code() + "%04d".formatted(account);
  }

  static Optional<Integer> account(Unit unit, String code) {
    String number = code.startsWith(unit.code()) ? code.substring(CODE) : "";
    return number.matches("[0-9]{4,9}")
            && code(unit, Integer.parseInt(number)).equals(code)
            && Integer.parseInt(number) > 0
        ? Optional.of(Integer.parseInt(number))
        : Optional.empty();
  }
}
