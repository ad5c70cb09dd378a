@NullMarked
package org.coomunity.analytics.folds;

import org.jspecify.annotations.NullMarked;
