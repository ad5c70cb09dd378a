package org.coomunity.exchange.lets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random histories of an exchange beside a model in memory that knows only the rules: what makes
/// things worse ends within the limit or is refused, what makes them better is never refused, a
/// lowered limit moves nothing, taken back is never more than was paid, an identifier that failed
/// never succeeds, a gift moves nothing.
class LetsModelTest {
  private static final int STEPS = 150;

  private record Paid(UUID id, int from, int to, long amount) {}

  /// What the rules expect.
  private static final class Model {
    final Map<Integer, Long> balances = new HashMap<>();
    final Map<Integer, Long> limits = new HashMap<>();
    final Map<UUID, Long> reversed = new HashMap<>();
    final List<Paid> payments = new ArrayList<>();
    final Set<UUID> failed = new HashSet<>();
    boolean blocks = true;
    boolean gifts;

    Model() {
      for (int no = 1; no < LetsTown.HANDLES.size(); no++) {
        balances.put(no, 0L);
        limits.put(no, LetsTown.CREDIT);
      }
    }

    long balance(int no) {
      return balances.getOrDefault(no, 0L);
    }

    boolean passes(int from, long amount) {
      return balance(from) - amount < -limits.getOrDefault(from, 0L);
    }

    void move(int from, int to, long amount) {
      balances.merge(from, -amount, Long::sum);
      balances.merge(to, amount, Long::sum);
    }
  }

  private final Model model = new Model();

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void the_exchange_does_what_the_rules_expect(long seed) {
    try (LetsTown town = new LetsTown()) {
      Random random = new Random(seed);
      for (int step = 0; step < STEPS; step++) {
        String at = "seed " + seed + ", step " + step;
        switch (random.nextInt(12)) {
          case 0 -> limit(town, random);
          case 1 -> mode(town, random);
          case 2, 3 -> reverse(town, random, at);
          case 4 -> again(town, random, at);
          case 5 -> request(town, random, at);
          default -> pay(town, random, at);
        }
        if (step % 10 == 0) {
          compare(town, at);
        }
      }
      compare(town, "seed " + seed);
    }
  }

  private void compare(LetsTown town, String at) {
    for (int no = 1; no < LetsTown.HANDLES.size(); no++) {
      assertThat(town.balance(no)).as(at + ", member " + no).isEqualTo(model.balance(no));
    }
  }

  private static int someone(Random random) {
    return 1 + random.nextInt(LetsTown.HANDLES.size() - 1);
  }

  private void limit(LetsTown town, Random random) {
    int no = someone(random);
    long limit = random.nextInt(2_000);
    town.database.write(tx -> town.lets.creditLimit(tx, LetsTown.PACHA, no, limit, "review"));
    model.limits.put(no, limit);
  }

  private void mode(LetsTown town, Random random) {
    if (random.nextInt(3) == 0) {
      model.gifts = !model.gifts && random.nextBoolean();
      town.decide("giftMode", model.gifts);
    } else {
      model.blocks = !model.blocks;
      town.decide("limitMode", model.blocks ? "block" : "warn");
    }
  }

  private static @Nullable Refusal tried(Runnable act) {
    try {
      act.run();
      return null;
    } catch (Refused no) {
      return no.refusal();
    }
  }

  private void pay(LetsTown town, Random random, String at) {
    int from = someone(random);
    int to = someone(random);
    long amount = 1L + random.nextInt(900);
    UUID id = town.id();
    Payment.Draft draft = town.draft(id, to, model.gifts ? null : LetsTown.unit().format(amount));
    Refusal no = tried(() -> town.lets.pay(town.standing(from), draft));
    if (from == to) {
      assertThat(no).as(at).isEqualTo(Refusal.SAME_ACCOUNT);
    } else if (model.gifts) {
      assertThat(no).as(at).isNull();
    } else if (model.blocks && model.passes(from, amount)) {
      assertThat(no).as(at).isEqualTo(Refusal.CREDIT_LIMIT);
      model.failed.add(id);
    } else {
      assertThat(no).as(at).isNull();
      model.move(from, to, amount);
      model.payments.add(new Paid(id, from, to, amount));
    }
  }

  /// What was booked is answered again, what failed fails again.
  private void again(LetsTown town, Random random, String at) {
    if (!model.payments.isEmpty()) {
      Paid paid = model.payments.get(random.nextInt(model.payments.size()));
      Made<Payment> made =
          town.lets.pay(
              town.standing(paid.from()),
              town.draft(paid.id(), paid.to(), LetsTown.unit().format(paid.amount())));
      assertThat(made.replay()).as(at).isTrue();
      assertThat(made.value().id()).as(at).isEqualTo(paid.id());
    }
    for (UUID id : model.failed) {
      Payment.Draft draft = town.draft(id, 2, model.gifts ? null : "0.01");
      if (!model.gifts) {
        assertThat(tried(() -> town.lets.pay(town.standing(3), draft))).as(at).isNotNull();
      }
    }
  }

  private void reverse(LetsTown town, Random random, String at) {
    if (model.payments.isEmpty()) {
      return;
    }
    Paid paid = model.payments.get(random.nextInt(model.payments.size()));
    long left = paid.amount() - model.reversed.getOrDefault(paid.id(), 0L);
    boolean all = random.nextInt(3) == 0;
    long amount = all ? left : 1 + random.nextInt((int) paid.amount());
    UUID id = town.id();
    Refusal no =
        tried(() ->
            town.lets.reverse(
                town.standing(paid.to()),
                paid.id(),
                new Payment.Reversal(
                    id, all ? null : LetsTown.unit().format(amount), "por error")));
    if (left == 0 || amount > left) {
      assertThat(no).as(at).isEqualTo(Refusal.REVERSAL_RANGE);
    } else if (model.blocks && model.passes(paid.to(), amount)) {
      assertThat(no).as(at).isEqualTo(Refusal.CREDIT_LIMIT);
    } else {
      assertThat(no).as(at).isNull();
      model.move(paid.to(), paid.from(), amount);
      model.reversed.merge(paid.id(), amount, Long::sum);
    }
  }

  private void request(LetsTown town, Random random, String at) {
    int payee = someone(random);
    int payer = 1 + payee % (LetsTown.HANDLES.size() - 1);
    long amount = 1L + random.nextInt(900);
    if (model.gifts) {
      return;
    }
    PaymentRequest asked = town.ask(payee, payer, LetsTown.unit().format(amount));
    Refusal no = tried(() -> town.lets.accept(town.standing(payer), asked.id()));
    if (model.blocks && model.passes(payer, amount)) {
      assertThat(no).as(at).isEqualTo(Refusal.CREDIT_LIMIT);
      town.lets.reject(town.standing(payer), asked.id(), "");
    } else {
      assertThat(no).as(at).isNull();
      model.move(payer, payee, amount);
    }
  }
}
