/// What the tests share: a real database each, a clock that is advanced by hand.
@NullMarked
package org.coomunity.testing;

import org.jspecify.annotations.NullMarked;
