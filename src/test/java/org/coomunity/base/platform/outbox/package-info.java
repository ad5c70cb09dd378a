/// Tests of the outbox.
@NullMarked
package org.coomunity.base.platform.outbox;

import org.jspecify.annotations.NullMarked;
