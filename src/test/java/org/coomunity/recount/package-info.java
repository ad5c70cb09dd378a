/// The recount program, tried with records of the platform.
@NullMarked
package org.coomunity.recount;

import org.jspecify.annotations.NullMarked;
