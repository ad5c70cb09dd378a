/// What figures tell those who look after a community, and what everybody may read of it.
@NullMarked
package org.coomunity.analytics.findings;

import org.jspecify.annotations.NullMarked;
