package org.coomunity.decisions.circles;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is reserved for a place in a session, in minor units.
///
/// @param pay the reserved transfer to the teacher; null for a gift
/// @param share the reserved transfer to the fund; null when it has nothing of the price
record Reserved(@Nullable UUID pay, @Nullable UUID share, long levy, long received) {
  static final Reserved NOTHING = new Reserved(null, null, 0, 0);
}
