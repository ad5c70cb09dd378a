/// Tests of what is measured.
@NullMarked
package org.coomunity.base.platform.observe;

import org.jspecify.annotations.NullMarked;
