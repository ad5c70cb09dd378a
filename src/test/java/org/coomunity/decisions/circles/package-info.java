/// What circles promise, tried out.
@NullMarked
package org.coomunity.decisions.circles;

import org.jspecify.annotations.NullMarked;
