package org.coomunity.web;

import java.util.List;
import org.coomunity.base.kernel.Unit;
import org.coomunity.exchange.trades.Trade;
import org.jspecify.annotations.Nullable;

/// One's trades, newest first.
///
/// @param only a state, `disputes` or empty for all
/// @param moderates true for those who help with disputes
public record TradeListPage(
    List<Trade.Line> trades, Unit unit, String only, boolean moderates, @Nullable String next) {}
