package org.coomunity.exchange.trades;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Unit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever becomes of trades, the fund receives exactly their shares: rounded half up, of what was
/// paid, once.
class FundWalkTest {
  private static final List<FundSide> SIDES = List.of(FundSide.values());

  private static final int ACTS = 60;
  private static final Unit UNIT = TradeTown.LUKA;

  private record Open(UUID id, int buyer, int seller, long amount) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void the_fund_receives_exactly_the_shares_of_what_was_paid(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Open> open = new ArrayList<>();
    long expected = 0;
    try (TradeTown town = new TradeTown()) {
      for (int i = 0; i < ACTS; i++) {
        if (open.isEmpty() || random.nextInt(3) == 0) {
          town.side = SIDES.get(random.nextInt(SIDES.size()));
          proposed(town, random, open);
        } else {
          Open one = open.remove(random.nextInt(open.size()));
          expected += share(ended(town, random, one));
        }
        assertThat(town.fundBalance()).as("seed %d, act %d", seed, i).isEqualTo(expected);
      }
      assertThat(expected).isPositive();
      assertThat(town.ledger.verify(town.book).fault()).isEmpty();
    }
  }

  private static void proposed(TradeTown town, SplittableRandom random, List<Open> open) {
    int buyer = 1 + random.nextInt(3);
    int seller = 1 + (buyer + random.nextInt(2)) % 3;
    long amount = 1L + random.nextInt(400);
    UUID id = town.proposed(buyer, seller, UNIT.format(amount));
    try {
      town.trades.accept(town.standing(seller), id);
      open.add(new Open(id, buyer, seller, amount));
    } catch (Refused overLimit) {
      assertThat(overLimit.refusal().code()).isEqualTo("credit_limit");
    }
  }

  /// Ends a trade somehow; says what was paid of it.
  private static long ended(TradeTown town, SplittableRandom random, Open one) {
    return switch (random.nextInt(4)) {
      case 0 -> {
        town.trades.cancel(town.standing(one.seller()), one.id(), null);
        yield 0;
      }
      case 1 -> {
        town.trades.dispute(town.standing(one.buyer()), one.id(), new TradeDraft.Reason("frío"));
        long paid = random.nextLong(one.amount() + 1);
        town.trades.resolve(
            town.standing(4), one.id(), new TradeDraft.Resolution(UNIT.format(paid), "así"));
        yield paid;
      }
      default -> {
        town.trades.complete(town.standing(one.buyer()), one.id());
        town.trades.complete(town.standing(one.buyer()), one.id());
        yield one.amount();
      }
    };
  }

  /// 2 %, rounded half up.
  private static long share(long paid) {
    return (paid * 200 + 5_000) / 10_000;
  }
}
