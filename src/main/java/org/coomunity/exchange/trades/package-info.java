/// Trades: from a proposal over the reserved amount to completion, rating or dispute.
@NullMarked
package org.coomunity.exchange.trades;

import org.jspecify.annotations.NullMarked;
