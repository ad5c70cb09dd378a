/// What lets promise, tried out.
@NullMarked
package org.coomunity.exchange.lets;

import org.jspecify.annotations.NullMarked;
