/// The money of communities: currencies and policies, accounts and their limits, payments, payment
/// requests and statements. Every act is a posting of the ledger.
@NullMarked
package org.coomunity.exchange.lets;

import org.jspecify.annotations.NullMarked;
