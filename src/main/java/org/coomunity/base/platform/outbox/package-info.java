/// Events on their way to those who react: written with the facts, read in order, never lost.
@NullMarked
package org.coomunity.base.platform.outbox;

import org.jspecify.annotations.NullMarked;
