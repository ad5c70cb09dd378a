package org.coomunity.story;

import java.util.HashMap;
import java.util.Map;
import org.coomunity.base.kernel.Unit;
import org.coomunity.exchange.lets.Exchange;

/// What everybody has and has promised, as the teller keeps it in mind: nobody proposes what they
/// could not pay. The books themselves are the ledger's. Amounts are minor units.
final class Purses {
  private static final long MILLION = 1_000_000;

  private final Exchange exchange;
  private final Map<String, Long> balances = new HashMap<>();
  private final Map<String, Long> promised = new HashMap<>();

  Purses(Exchange exchange) {
    this.exchange = exchange;
  }

  Unit unit() {
    return exchange.unit();
  }

  /// Minor units of so many hundredths of an hour, rounded to quarters where the unit has them.
  long hours(double hours) {
    long one = unit().one();
    return Math.max(1, Math.round(hours * one));
  }

  private long levy(long amount) {
    return (amount * exchange.policy().fundRatePpm() + MILLION / 2) / MILLION;
  }

  /// What a buyer parts with in a trade, the fund's share included.
  long paid(long amount) {
    return switch (exchange.policy().fundSide()) {
      case "payer" -> amount + levy(amount);
      case "split" -> amount + levy(amount) - levy(amount) / 2;
      default -> amount;
    };
  }

  private long received(long amount) {
    return paid(amount) - levy(amount);
  }

  long balance(String handle) {
    return balances.getOrDefault(handle, 0L);
  }

  /// What is left to promise, the credit of a newcomer included.
  long room(String handle) {
    return balance(handle) - promised.getOrDefault(handle, 0L) + exchange.policy().creditStart();
  }

  void promise(String handle, long amount) {
    promised.merge(handle, amount, Long::sum);
  }

  void release(String handle, long amount) {
    promised.merge(handle, -amount, Long::sum);
  }

  /// Moves an amount between members, without the fund.
  void move(String from, String to, long amount) {
    take(from, amount);
    give(to, amount);
  }

  void take(String from, long amount) {
    balances.merge(from, -amount, Long::sum);
  }

  void give(String to, long amount) {
    balances.merge(to, amount, Long::sum);
  }

  /// A trade is paid.
  void trade(String buyer, String seller, long amount) {
    take(buyer, paid(amount));
    give(seller, received(amount));
  }
}
