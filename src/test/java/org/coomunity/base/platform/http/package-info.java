/// Tests of the web server.
@NullMarked
package org.coomunity.base.platform.http;

import org.jspecify.annotations.NullMarked;
