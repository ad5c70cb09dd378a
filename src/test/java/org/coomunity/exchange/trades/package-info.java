/// What trades promise, tried out.
@NullMarked
package org.coomunity.exchange.trades;

import org.jspecify.annotations.NullMarked;
