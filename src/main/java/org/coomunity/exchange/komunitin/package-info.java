/// The accounting contract of Komunitin (JSON:API), served for the currencies of this platform.
@NullMarked
package org.coomunity.exchange.komunitin;

import org.jspecify.annotations.NullMarked;
