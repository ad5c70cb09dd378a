@NullMarked
package org.coomunity.analytics.findings;

import org.jspecify.annotations.NullMarked;
