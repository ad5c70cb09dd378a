/// Tests of Ayni.
@NullMarked
package org.coomunity.exchange.ayni;

import org.jspecify.annotations.NullMarked;
