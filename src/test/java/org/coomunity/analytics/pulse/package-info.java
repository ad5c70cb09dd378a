/// Tests of pulse.
@NullMarked
package org.coomunity.analytics.pulse;

import org.jspecify.annotations.NullMarked;
