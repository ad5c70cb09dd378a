/// What the ledger promises, tried out.
@NullMarked
package org.coomunity.exchange.ledger;

import org.jspecify.annotations.NullMarked;
