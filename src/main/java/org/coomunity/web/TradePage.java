package org.coomunity.web;

import java.util.List;
import org.coomunity.base.kernel.Unit;
import org.coomunity.exchange.trades.Message;
import org.coomunity.exchange.trades.Trade;

/// A trade with what its two sides wrote to each other.
///
/// @param me handle of the one who looks
/// @param form of an act that was refused
public record TradePage(Trade trade, Unit unit, List<Message> messages, String me, Form form) {
  /// True when the one who looks may do it now.
  public boolean may(String action) {
    return trade.actions().contains(action);
  }

  /// True when there is an answer to give besides taking part in the talk.
  public boolean anything() {
    return !trade.actions().isEmpty();
  }

  /// What leaves the account of the buyer when it is completed, in minor units; 0 for a gift.
  public long leaves() {
    long share = share();
    return switch (trade.fundSide()) {
      case "payer" -> amount() + share;
      case "split" -> amount() + share - share / 2;
      default -> amount();
    };
  }

  /// What arrives at the seller.
  public long arrives() {
    return leaves() - share();
  }

  private long amount() {
    return trade.amount() == null ? 0 : Shell.minor(unit, trade.amount());
  }

  /// What goes to the fund.
  public long share() {
    return trade.fundShare() == null ? 0 : Shell.minor(unit, trade.fundShare());
  }

  /// How the other side calls itself.
  public String other() {
    return trade.buyer().equals(me) ? trade.sellerName() : trade.buyerName();
  }

  /// How a side calls itself.
  public String nameOf(String handle) {
    return handle.equals(trade.buyer())
        ? trade.buyerName()
        : handle.equals(trade.seller()) ? trade.sellerName() : "@" + handle;
  }
}
