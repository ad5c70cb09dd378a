package org.coomunity.exchange.trades;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.platform.db.Database;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.ledger.TransferRow;
import org.coomunity.exchange.trades.TradeDoors.Person;
import org.coomunity.exchange.trades.TradeDoors.Terms;
import org.jspecify.annotations.Nullable;

/// Shows stored trades as people see them.
final class TradeViews {
  private static final Person NOBODY = new Person("", "");
  private static final int PPM_DIGITS = 6;
  private static final int E4_DIGITS = 4;

  private final Database database;
  private final Ledger ledger;
  private final TradeDoors doors;
  private final Steps steps;

  TradeViews(Database database, Ledger ledger, TradeDoors doors, Steps steps) {
    this.database = database;
    this.ledger = ledger;
    this.doors = doors;
    this.steps = steps;
  }

  /// One trade as `standing` sees it.
  Trade one(Standing standing, TradeRow row, Instant now) {
    List<TradesStore.StepRow> happened =
        database.read(tx -> TradesStore.steps(tx, row.communityId(), row.id()));
    List<TalkStore.RatingRow> rated =
        database.read(tx -> TalkStore.ratings(tx, row.communityId(), row.id()));
    TreeSet<Integer> numbers = new TreeSet<>(List.of(row.buyer(), row.seller()));
    happened.forEach(step -> numbers.add(step.actor()));
    if (row.resolvedBy() != null) {
      numbers.add(row.resolvedBy());
    }
    Map<Integer, Person> people = doors.names().of(row.communityId(), numbers);
    Terms terms = doors.terms().of(row.communityId());
    Unit unit = terms.unit();
    boolean waits = row.state() == TradeState.ACCEPTED && row.sellerOkAt() != null;
    boolean asked = row.state() == TradeState.ACCEPTED && row.cancelAskedAt() != null;
    return new Trade(
        row.id(),
        row.state().key(),
        amount(unit, row.amount()),
        row.amount() == null ? null : unit.format(row.levy()),
        decimal(row.fundRatePpm(), PPM_DIGITS),
        row.fundSide().key(),
        row.policyVersion(),
        score(row, terms),
        row.expiresAt(),
        seq(row, terms),
        handle(people, row.buyer()),
        name(people, row.buyer()),
        handle(people, row.seller()),
        name(people, row.seller()),
        handle(people, row.proposedBy()),
        handle(people, row.offeredBy()),
        row.listing(),
        row.quantity(),
        row.concept(),
        waits ? handle(people, row.seller()) : null,
        asked ? handle(people, row.buyer()) : null,
        dispute(row, unit, people),
        actions(standing, row, now),
        happened.stream().map(step -> step(step, unit, people)).toList(),
        rated.stream().map(rating -> rating(rating, people)).toList(),
        row.createdAt(),
        row.updatedAt());
  }

  private @Nullable String score(TradeRow row, Terms terms) {
    Integer kept = row.ayniE4();
    if (kept != null) {
      return decimal(kept, E4_DIGITS);
    }
    boolean open = row.state() == TradeState.PROPOSED || row.state() == TradeState.ACCEPTED;
    Integer expected = open ? steps.ayniE4(row, terms, row.value()) : null;
    return expected == null ? null : decimal(expected, E4_DIGITS);
  }

  private @Nullable Long seq(TradeRow row, Terms terms) {
    return row.lastTransfer() == null
        ? null
        : ledger.transfer(terms.book(), row.lastTransfer()).map(TransferRow::seq).orElse(null);
  }

  private static Trade.@Nullable Dispute dispute(
      TradeRow row, Unit unit, Map<Integer, Person> people) {
    Integer by = row.disputedBy();
    if (by == null) {
      return null;
    }
    Integer resolvedBy = row.resolvedBy();
    return new Trade.Dispute(
        handle(people, by),
        row.dispute() == null ? "" : row.dispute(),
        resolvedBy == null ? null : handle(people, resolvedBy),
        row.resolution(),
        amount(unit, row.resolvedAmount()));
  }

  /// What `standing` may do now, in words of the public surface.
  static List<String> actions(Standing standing, TradeRow row, Instant now) {
    TradeRules.Actor actor = Steps.actor(standing, row);
    List<String> actions = new ArrayList<>();
    if (actor != null) {
      for (TradeRules.Action action : TradeRules.Action.values()) {
        if (action != TradeRules.Action.LAPSE
            && TradeRules.decide(row.facts(now), action, actor)
                instanceof TradeRules.Decision.Change) {
          actions.add(action.name().toLowerCase(Locale.ROOT));
        }
      }
      if (row.state() == TradeState.COMPLETED && row.hasSide(standing.no())) {
        actions.add("rate");
      }
    }
    return actions;
  }

  /// Trades as lines of a list.
  List<Trade.Line> lines(Standing standing, List<TradeRow> rows, Instant now) {
    if (rows.isEmpty()) {
      return List.of();
    }
    TreeSet<Integer> numbers = new TreeSet<>();
    rows.forEach(row -> numbers.addAll(List.of(row.buyer(), row.seller())));
    Map<Integer, Person> people = doors.names().of(standing.community(), numbers);
    Unit unit = doors.terms().of(standing.community()).unit();
    return rows.stream().map(row -> line(standing, row, unit, people, now)).toList();
  }

  private static Trade.Line line(
      Standing standing, TradeRow row, Unit unit, Map<Integer, Person> people, Instant now) {
    int other = row.hasSide(standing.no()) ? row.otherSide(standing.no()) : row.seller();
    List<String> actions = actions(standing, row, now);
    boolean pays = actions.contains("complete") && standing.no() == row.buyer();
    return new Trade.Line(
        row.id(),
        row.state().key(),
        amount(unit, row.amount()),
        handle(people, row.buyer()),
        handle(people, row.seller()),
        handle(people, other),
        name(people, other),
        row.concept(),
        row.listing(),
        row.quantity(),
        actions.contains("accept") || actions.contains("resolve") || pays,
        row.expiresAt(),
        row.createdAt(),
        row.updatedAt());
  }

  private static Trade.Step step(TradesStore.StepRow step, Unit unit, Map<Integer, Person> people) {
    return new Trade.Step(
        step.n(),
        step.action(),
        step.actor() == 0 ? null : handle(people, step.actor()),
        amount(unit, step.amount()),
        step.quantity(),
        step.words(),
        step.at());
  }

  static Rating rating(TalkStore.RatingRow row, Map<Integer, Person> people) {
    return new Rating(
        row.trade(),
        handle(people, row.rater()),
        row.n(),
        row.overall(),
        row.communication(),
        row.delivery(),
        row.quality(),
        row.words(),
        row.at());
  }

  static String handle(Map<Integer, Person> people, int number) {
    return people.getOrDefault(number, NOBODY).handle();
  }

  private static String name(Map<Integer, Person> people, int number) {
    return people.getOrDefault(number, NOBODY).name();
  }

  private static @Nullable String amount(Unit unit, @Nullable Long minor) {
    return minor == null ? null : unit.format(minor);
  }

  private static String decimal(long value, int digits) {
    return BigDecimal.valueOf(value, digits).stripTrailingZeros().toPlainString();
  }
}
