/// What komunitin promise, tried out.
@NullMarked
package org.coomunity.exchange.komunitin;

import org.jspecify.annotations.NullMarked;
