/// What commons promise, tried out.
@NullMarked
package org.coomunity.exchange.commons;

import org.jspecify.annotations.NullMarked;
