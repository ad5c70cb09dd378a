/// JSON: the one mapper, strict in what it accepts.
@NullMarked
package org.coomunity.base.platform.json;

import org.jspecify.annotations.NullMarked;
