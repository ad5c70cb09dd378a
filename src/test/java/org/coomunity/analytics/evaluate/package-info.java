@NullMarked
package org.coomunity.analytics.evaluate;

import org.jspecify.annotations.NullMarked;
