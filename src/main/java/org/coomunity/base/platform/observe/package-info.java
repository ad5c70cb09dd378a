/// What can be measured and traced: one registry of figures, one identifier per request.
@NullMarked
package org.coomunity.base.platform.observe;

import org.jspecify.annotations.NullMarked;
