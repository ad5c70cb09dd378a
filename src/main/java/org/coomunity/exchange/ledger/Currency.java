package org.coomunity.exchange.ledger;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The address of a book on the machine surface: its code and its number, `LUKA-3`, because two
/// communities may call their money the same. An account in it is `LUKA-3:17`.
record Currency(String code, int book) {
  private static final Pattern BOOK = Pattern.compile("([A-Z0-9]{1,12})-([1-9][0-9]{0,8})");
  private static final Pattern ACCOUNT = Pattern.compile("(.{1,30}):([1-9][0-9]{0,8})");

  /// The address of an account.
  record Seat(Currency currency, int account) {
    @Override
    public String toString() {
      return currency + ":" + account;
    }
  }

  static Optional<Currency> read(String text) {
    Matcher parts = BOOK.matcher(text);
    return parts.matches()
        ? Optional.of(new Currency(parts.group(1), Integer.parseInt(parts.group(2))))
        : Optional.empty();
  }

  static Optional<Seat> seat(String text) {
    Matcher parts = ACCOUNT.matcher(text);
    return parts.matches()
        ? read(parts.group(1)).map(book -> new Seat(book, Integer.parseInt(parts.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return code + "-" + book;
  }
}
