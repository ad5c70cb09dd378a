/// Imports: histories of other systems, booked with their own times.
@NullMarked
package org.coomunity.exchange.imports;

import org.jspecify.annotations.NullMarked;
