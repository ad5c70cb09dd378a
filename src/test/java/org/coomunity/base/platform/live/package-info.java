/// Tests of live news.
@NullMarked
package org.coomunity.base.platform.live;

import org.jspecify.annotations.NullMarked;
