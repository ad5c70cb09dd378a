/// Journeys: what happens in a community, counted without watching anybody.
@NullMarked
package org.coomunity.analytics.journeys;

import org.jspecify.annotations.NullMarked;
