/// Counting, tried by examples and by what must always hold.
@NullMarked
package org.coomunity.decisions.voting;

import org.jspecify.annotations.NullMarked;
