@NullMarked
package org.coomunity.analytics.journeys;

import org.jspecify.annotations.NullMarked;
