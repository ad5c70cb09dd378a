package org.coomunity.web;

import java.util.List;
import org.coomunity.base.kernel.Unit;
import org.coomunity.exchange.commons.Fund;
import org.jspecify.annotations.Nullable;

/// What came into the fund and went out, for everybody.
///
/// @param share of a trade, for example 0.02
/// @param next the cursor of the next page; null on the last
public record FundPage(
    Unit unit,
    double share,
    Fund.Figures figures,
    List<Fund.Movement> movements,
    @Nullable String next) {}
