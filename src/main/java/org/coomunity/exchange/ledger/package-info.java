/// Double-entry books for every unit of the platform. Knows accounts and transfers, no people.
@NullMarked
package org.coomunity.exchange.ledger;

import org.jspecify.annotations.NullMarked;
