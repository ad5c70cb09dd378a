/// What is kept in memory for a while, bounded and measured.
@NullMarked
package org.coomunity.base.platform.cache;

import org.jspecify.annotations.NullMarked;
