/// What the market promises, tried out.
@NullMarked
package org.coomunity.exchange.market;

import org.jspecify.annotations.NullMarked;
