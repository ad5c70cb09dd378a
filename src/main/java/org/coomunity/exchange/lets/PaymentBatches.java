package org.coomunity.exchange.lets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.ledger.Outcome;
import org.coomunity.exchange.ledger.Outcome.Booked;
import org.coomunity.exchange.ledger.Posting;
import org.coomunity.exchange.ledger.Transfer;

/// Many payments of one payer, in one go or each for itself.
final class PaymentBatches {
  static final int MOST = 10_000;
  private static final int AT_ONCE = 64;

  private final Ledger ledger;
  private final Exchanges exchanges;
  private final Payments payments;

  PaymentBatches(Ledger ledger, Exchanges exchanges, Payments payments) {
    this.ledger = ledger;
    this.exchanges = exchanges;
    this.payments = payments;
  }

  Payment.Results pay(Standing standing, List<Payment.Draft> drafts, boolean atomic) {
    if (drafts.isEmpty() || drafts.size() > (atomic ? Posting.MOST : MOST)) {
      throw Refused.field(Refusal.FIELD_RANGE, "payments");
    }
    return new Payment.Results(atomic ? together(standing, drafts) : apart(standing, drafts));
  }

  private List<Payment.Result> together(Standing standing, List<Payment.Draft> drafts) {
    Exchange exchange = exchanges.of(standing.community());
    if (exchange.policy().giftMode()) {
      throw Refused.because(Refusal.GIFT_MODE);
    }
    List<Transfer> transfers = new ArrayList<>();
    List<Rider> riders = new ArrayList<>();
    List<Payments.Wish> wishes = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      try {
        Payments.Wish wish = payments.wish(standing, exchange, drafts.get(i));
        long amount = Optional.ofNullable(wish.amount()).orElseThrow();
        transfers.add(payments.transfer(standing, wish, amount));
        riders.addAll(payments.riders(standing, wish, amount));
        wishes.add(wish);
      } catch (Refused no) {
        return none(drafts, i, no.refusal());
      }
    }
    return switch (ledger.submit(new Posting(exchange.book(), transfers, false, riders))) {
      case Booked booked -> all(standing, wishes, booked);
      case Outcome.Denied denied -> none(drafts, denied.index(), denied.refusal().refusal());
    };
  }

  private List<Payment.Result> all(Standing standing, List<Payments.Wish> wishes, Booked booked) {
    List<Payment.Result> results = new ArrayList<>();
    for (int i = 0; i < wishes.size(); i++) {
      Payments.Wish wish = wishes.get(i);
      if (!booked.replay()) {
        payments.passed(standing, wish, booked.transfers().get(i));
      }
      results.add(new Payment.Result(i, wish.id(), booked.replay() ? "replayed" : "created", null));
    }
    return results;
  }

  /// One of a group was refused, so all are: the culprit with its reason, the others linked to it.
  private static List<Payment.Result> none(
      List<Payment.Draft> drafts, int culprit, Refusal refusal) {
    List<Payment.Result> results = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      String code = i == culprit ? refusal.code() : "linked_event_failed";
      results.add(new Payment.Result(i, drafts.get(i).id(), "refused", code));
    }
    return results;
  }

  private List<Payment.Result> apart(Standing standing, List<Payment.Draft> drafts) {
    List<Payment.Result> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int from = 0; from < drafts.size(); from += AT_ONCE) {
        List<Future<Payment.Result>> asked = new ArrayList<>();
        for (int i = from; i < Math.min(from + AT_ONCE, drafts.size()); i++) {
          int index = i;
          asked.add(threads.submit(single(standing, index, drafts.get(index))));
        }
        for (Future<Payment.Result> one : asked) {
          results.add(one.get());
        }
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in a batch", hurried);
    } catch (ExecutionException failure) {
      throw new IllegalStateException("a payment of a batch failed", failure.getCause());
    }
    return results;
  }

  private Callable<Payment.Result> single(Standing standing, int index, Payment.Draft draft) {
    return () -> {
      try {
        Made<Payment> made = payments.pay(standing, draft);
        return new Payment.Result(
            index, made.value().id(), made.replay() ? "replayed" : "created", null);
      } catch (Refused no) {
        return new Payment.Result(index, draft.id(), "refused", no.refusal().code());
      }
    };
  }
}
