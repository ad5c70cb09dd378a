/// Measurements, run by hand: `./coomunity bench`.
@NullMarked
package org.coomunity.bench;

import org.jspecify.annotations.NullMarked;
