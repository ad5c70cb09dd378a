package org.coomunity.recount;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A request to the fund whose points gain weight with time: the whole of it is in two entries.
final class Request {
  private static final int HALF_LIFE = 72;
  private static final int PLACES = 32;
  private static final int INSIDE = 96;
  private static final long EACH = 100;
  private static final long LONGEST = 24 * 365;
  private static final BigInteger ONE = BigInteger.ONE.shiftLeft(INSIDE);
  private static final BigInteger FIVE = BigInteger.valueOf(5);

  private static final BigInteger[] HALVED =
      IntStream.range(0, HALF_LIFE).mapToObj(Request::halvedBy).toArray(BigInteger[]::new);

  final String id;
  private final long amount;
  private final long points;

  Request(JsonNode opened) {
    this.id = Question.text(opened, "proposal");
    this.amount = Question.whole(opened, "request");
    this.points = EACH * Question.whole(opened.path("snapshot"), "active");
  }

  /// Looks whether an end says what its own points give.
  ///
  /// @throws IllegalArgumentException when it does not
  void check(JsonNode closed) {
    BigInteger gained = gained(closed.path("held"), Question.whole(closed, "hour"));
    same(closed, "conviction", gained.toString());
    BigInteger least = threshold(Question.whole(closed, "fund"));
    same(closed, "threshold", least == null ? "" : least.toString());
    boolean passes = least != null && gained.compareTo(least) >= 0;
    JsonNode outcome = closed.path("outcome");
    same(outcome, "result", passes ? "succeeded" : "defeated");
  }

  private void same(JsonNode in, String name, String found) {
    String said = in.path(name).asText();
    if (!said.equals(found)) {
      throw new IllegalArgumentException(
          "the end of %s says %s %s, and the points give %s".formatted(id, name, said, found));
    }
  }

  private static BigInteger gained(JsonNode held, long end) {
    BigInteger gained = BigInteger.ZERO;
    long now = 0;
    long from = 0;
    for (JsonNode change : held) {
      long hour = change.path(0).longValue();
      long next = change.path(1).longValue();
      if (change.size() != 2 || hour <= from || hour > end || next < 0) {
        throw new IllegalArgumentException("its points do not follow each other: " + change);
      }
      gained = later(gained, now, hour - from);
      now = next;
      from = hour;
    }
    return later(gained, now, end - from);
  }

  /// What a conviction is after some hours: half of it goes in 72 hours, and points add to it.
  private static BigInteger later(BigInteger before, long points, long hours) {
    long span = Math.min(hours, LONGEST);
    BigInteger left = HALVED[(int) (span % HALF_LIFE)].shiftRight((int) (span / HALF_LIFE));
    BigInteger stays = before.multiply(left).shiftRight(PLACES);
    BigInteger comes =
        BigInteger.valueOf(points)
            .multiply(ONE.subtract(left))
            .shiftLeft(INSIDE)
            .divide(ONE.subtract(HALVED[1]));
    return stays.add(comes).shiftRight(INSIDE - PLACES);
  }

  /// 2^(-k/72) cut after 96 binary places: digit by digit, each stays when the 72nd power allows.
  private static BigInteger halvedBy(int k) {
    BigInteger most = BigInteger.ONE.shiftLeft(INSIDE * HALF_LIFE - k);
    BigInteger root = BigInteger.ZERO;
    for (int digit = INSIDE; digit >= 0; digit--) {
      BigInteger more = root.setBit(digit);
      root = more.pow(HALF_LIFE).compareTo(most) <= 0 ? more : root;
    }
    return root;
  }

  /// rho S / ((1 - a) (beta - r / F)^2) with rho 1/400 and beta 1/5, rounded up; null from a fifth
  /// of the fund on.
  private @Nullable BigInteger threshold(long fund) {
    BigInteger room = BigInteger.valueOf(fund).subtract(BigInteger.valueOf(amount).multiply(FIVE));
    if (room.signum() <= 0) {
      return null;
    }
    BigInteger under = room.pow(2).multiply(ONE.subtract(HALVED[1])).shiftLeft(4);
    BigInteger over =
        BigInteger.valueOf(fund).pow(2).multiply(BigInteger.valueOf(points)).shiftLeft(128);
    return over.add(under).subtract(BigInteger.ONE).divide(under);
  }
}
