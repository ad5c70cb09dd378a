/// News for open pages, over sockets and server-sent events.
@NullMarked
package org.coomunity.base.platform.live;

import org.jspecify.annotations.NullMarked;
