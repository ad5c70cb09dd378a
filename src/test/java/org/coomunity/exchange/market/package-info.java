@NullMarked
package org.coomunity.exchange.market;

import org.jspecify.annotations.NullMarked;
