/// Tests of the caches.
@NullMarked
package org.coomunity.base.platform.cache;

import org.jspecify.annotations.NullMarked;
