package org.coomunity.web;

import java.util.List;
import org.coomunity.base.kernel.Unit;
import org.coomunity.exchange.market.Listing;
import org.coomunity.exchange.market.Question;
import org.coomunity.exchange.trades.Rating;
import org.jspecify.annotations.Nullable;

/// One offer or want.
///
/// @param tongue about its language; null when it is the reader's own
/// @param gift true when nothing is paid for it
/// @param moderates true when the one who looks may take it away
/// @param form of the trade that is proposed
/// @param asking of a question
public record ListingPage(
    Listing listing,
    @Nullable TongueView tongue,
    Unit unit,
    boolean gift,
    boolean moderates,
    Rating.Summary reputation,
    List<Question> questions,
    Form form,
    Form asking) {}
