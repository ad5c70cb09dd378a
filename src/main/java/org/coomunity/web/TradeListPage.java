package org.coomunity.web;

import java.util.List;
import org.coomunity.base.kernel.Unit;
import org.coomunity.exchange.trades.Trade;
import org.jspecify.annotations.Nullable;

/// One's trades, newest first.
public record TradeListPage(List<Trade.Line> trades, Unit unit, @Nullable String next) {}
