/// Pulse: how the platform, a region, a community is doing right now and was lately, and what is
/// not as it should be.
@NullMarked
package org.coomunity.analytics.pulse;

import org.jspecify.annotations.NullMarked;
