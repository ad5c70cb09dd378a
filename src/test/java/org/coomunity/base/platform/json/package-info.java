/// Tests of strict JSON.
@NullMarked
package org.coomunity.base.platform.json;

import org.jspecify.annotations.NullMarked;
