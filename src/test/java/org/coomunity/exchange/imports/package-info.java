/// What imports promise, tried out.
@NullMarked
package org.coomunity.exchange.imports;

import org.jspecify.annotations.NullMarked;
