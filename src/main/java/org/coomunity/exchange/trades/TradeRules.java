package org.coomunity.exchange.trades;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.coomunity.base.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// The rules of trades: who may do what in which state, and what it comes to in money. Facts in,
/// decision out.
final class TradeRules {
  static final int OPEN_MOST = 50;
  static final int WORDS_MOST = 2_000;
  static final int QUANTITY_MOST = 1_000_000;

  /// How long after the seller's word a trade completes without the buyer's.
  static final Duration SILENCE = Duration.ofDays(14);

  /// How long before that the buyer is told a second time.
  static final Duration REMINDER = Duration.ofDays(4);

  private static final long MILLION = 1_000_000;

  /// What can be done to a trade.
  enum Action {
    COUNTER,
    ACCEPT,
    DECLINE,
    CANCEL,
    COMPLETE,
    DISPUTE,
    RESOLVE,
    /// Its time is over.
    LAPSE
  }

  /// Who does it.
  enum Actor {
    BUYER,
    SELLER,
    MODERATOR,
    CLOCK
  }

  /// What the rules look at.
  ///
  /// @param offeredByBuyer whose offer stands
  /// @param sellerConfirmed the seller said it is done
  /// @param cancelAsked the buyer asked to call it off
  /// @param over its time is over
  record Facts(
      TradeState state,
      boolean offeredByBuyer,
      boolean sellerConfirmed,
      boolean cancelAsked,
      boolean over) {}

  /// What the rules say.
  sealed interface Decision {
    /// The trade changes.
    record Change(String rule, Move move) implements Decision {}

    /// It is already so: the same answer again.
    record Repeat() implements Decision {}

    /// No.
    record No(Refusal refusal, TradeState state) implements Decision {}
  }

  /// What a change does.
  enum Move {
    /// Another offer stands.
    COUNTER,
    /// The amount is reserved.
    RESERVE,
    /// Nothing was reserved and nothing will be.
    DECLINE,
    WITHDRAW,
    LAPSE,
    /// The seller's word is kept.
    CONFIRM,
    /// The buyer's wish to call it off is kept.
    ASK_CANCEL,
    /// What was reserved is posted.
    PAY,
    /// What was reserved is freed.
    CALL_OFF,
    FREE,
    /// The moderators are asked.
    DISPUTE,
    /// The moderators' word is carried out.
    RESOLVE
  }

  private record Rule(
      String name,
      TradeState from,
      Action action,
      Set<Actor> actors,
      Predicate<Facts> when,
      Move move) {}

  private static final Set<Actor> SIDES = Set.of(Actor.BUYER, Actor.SELLER);

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "either side may change a proposal",
              TradeState.PROPOSED,
              Action.COUNTER,
              SIDES,
              TradeRules::always,
              Move.COUNTER),
          new Rule(
              "the buyer accepts the seller's offer",
              TradeState.PROPOSED,
              Action.ACCEPT,
              Set.of(Actor.BUYER),
              facts -> !facts.offeredByBuyer(),
              Move.RESERVE),
          new Rule(
              "the seller accepts the buyer's offer",
              TradeState.PROPOSED,
              Action.ACCEPT,
              Set.of(Actor.SELLER),
              Facts::offeredByBuyer,
              Move.RESERVE),
          new Rule(
              "the buyer declines the seller's offer",
              TradeState.PROPOSED,
              Action.DECLINE,
              Set.of(Actor.BUYER),
              facts -> !facts.offeredByBuyer(),
              Move.DECLINE),
          new Rule(
              "the seller declines the buyer's offer",
              TradeState.PROPOSED,
              Action.DECLINE,
              Set.of(Actor.SELLER),
              Facts::offeredByBuyer,
              Move.DECLINE),
          new Rule(
              "either side may withdraw a proposal",
              TradeState.PROPOSED,
              Action.CANCEL,
              SIDES,
              TradeRules::always,
              Move.WITHDRAW),
          new Rule(
              "a proposal that nobody answers lapses",
              TradeState.PROPOSED,
              Action.LAPSE,
              Set.of(Actor.CLOCK),
              Facts::over,
              Move.LAPSE),
          new Rule(
              "the buyer's word pays",
              TradeState.ACCEPTED,
              Action.COMPLETE,
              Set.of(Actor.BUYER),
              TradeRules::always,
              Move.PAY),
          new Rule(
              "the seller's word waits for the buyer's",
              TradeState.ACCEPTED,
              Action.COMPLETE,
              Set.of(Actor.SELLER),
              facts -> !facts.sellerConfirmed(),
              Move.CONFIRM),
          new Rule(
              "silence after the seller's word pays",
              TradeState.ACCEPTED,
              Action.LAPSE,
              Set.of(Actor.CLOCK),
              facts -> facts.over() && facts.sellerConfirmed(),
              Move.PAY),
          new Rule(
              "an accepted trade that nobody confirms is freed",
              TradeState.ACCEPTED,
              Action.LAPSE,
              Set.of(Actor.CLOCK),
              facts -> facts.over() && !facts.sellerConfirmed(),
              Move.FREE),
          new Rule(
              "the seller may call an accepted trade off",
              TradeState.ACCEPTED,
              Action.CANCEL,
              Set.of(Actor.SELLER),
              TradeRules::always,
              Move.CALL_OFF),
          new Rule(
              "the buyer may ask to call it off",
              TradeState.ACCEPTED,
              Action.CANCEL,
              Set.of(Actor.BUYER),
              facts -> !facts.cancelAsked(),
              Move.ASK_CANCEL),
          new Rule(
              "either side may ask the moderators",
              TradeState.ACCEPTED,
              Action.DISPUTE,
              SIDES,
              TradeRules::always,
              Move.DISPUTE),
          new Rule(
              "a moderator decides a dispute",
              TradeState.DISPUTED,
              Action.RESOLVE,
              Set.of(Actor.MODERATOR),
              TradeRules::always,
              Move.RESOLVE));

  private TradeRules() {}

  private static boolean always(Facts facts) {
    return facts != null;
  }

  /// What `action` by `actor` does to a trade.
  static Decision decide(Facts facts, Action action, Actor actor) {
    if (facts.state() == TradeState.PROPOSED && facts.over() && action != Action.LAPSE) {
      return new Decision.No(Refusal.WRONG_STATE, TradeState.EXPIRED);
    }
    boolean anybody = false;
    for (Rule rule : RULES) {
      if (rule.from() == facts.state() && rule.action() == action) {
        anybody = true;
        if (rule.actors().contains(actor) && rule.when().test(facts)) {
          return new Decision.Change(rule.name(), rule.move());
        }
      }
    }
    if (isRepeat(facts, action, actor)) {
      return new Decision.Repeat();
    }
    return new Decision.No(anybody ? Refusal.NOT_ALLOWED : Refusal.WRONG_STATE, facts.state());
  }

  /// What becomes of a trade when one of its sides takes their leave of the platform; null when it
  /// is over.
  static @Nullable Move gone(Facts facts) {
    return switch (facts.state()) {
      case PROPOSED -> Move.LAPSE;
      case ACCEPTED, DISPUTED -> facts.sellerConfirmed() ? Move.PAY : Move.FREE;
      default -> null;
    };
  }

  private static boolean isRepeat(Facts facts, Action action, Actor actor) {
    boolean side = SIDES.contains(actor);
    return switch (action) {
      case ACCEPT -> side && facts.state() == TradeState.ACCEPTED;
      case DECLINE -> side && facts.state() == TradeState.DECLINED;
      case CANCEL ->
          side
              && (facts.state() == TradeState.CANCELLED
                  || (facts.state() == TradeState.ACCEPTED && facts.cancelAsked()));
      case COMPLETE ->
          side
              && (facts.state() == TradeState.COMPLETED
                  || (facts.state() == TradeState.ACCEPTED && facts.sellerConfirmed()));
      case DISPUTE -> side && facts.state() == TradeState.DISPUTED;
      case RESOLVE -> actor == Actor.MODERATOR && facts.state() == TradeState.RESOLVED;
      case COUNTER, LAPSE -> false;
    };
  }

  /// What becomes of an amount: who gives and who receives how much.
  ///
  /// @param levy to the fund
  /// @param received by the seller
  /// @param paid by the buyer, levy included
  record Shares(long levy, long received, long paid) {}

  /// Splits an amount. The levy is rounded half up to minor units; of a levy on both sides the odd
  /// unit is the buyer's. All of it leaves the buyer's account, so that a seller at their limit can
  /// still sell.
  static Shares shares(long amount, int ratePpm, FundSide side) {
    long whole = amount / MILLION;
    long rest = amount % MILLION;
    long levy = whole * ratePpm + (rest * ratePpm + MILLION / 2) / MILLION;
    return switch (side) {
      case PAYEE -> new Shares(levy, amount - levy, amount);
      case PAYER -> new Shares(levy, amount, amount + levy);
      case SPLIT -> {
        long sellers = levy / 2;
        yield new Shares(levy, amount - sellers, amount + (levy - sellers));
      }
    };
  }

  /// How far a trade moves both sides towards zero, times 10,000: 5,000 when not at all, 10,000
  /// when all of it does for both. Nothing is punished.
  ///
  /// @param buyer balance before it
  /// @param seller balance before it
  static int ayniScoreE4(long buyer, long seller, long amount, Shares shares) {
    long nearer =
        nearer(buyer, buyer - shares.paid(), amount)
            + nearer(seller, seller + shares.received(), amount);
    return (int) (5_000 + 2_500 * nearer / amount);
  }

  private static long nearer(long before, long after, long amount) {
    return Math.clamp(Math.abs(before) - Math.abs(after), 0, amount);
  }
}
