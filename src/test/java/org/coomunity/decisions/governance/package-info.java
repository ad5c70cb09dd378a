/// Tests of governance.
@NullMarked
package org.coomunity.decisions.governance;

import org.jspecify.annotations.NullMarked;
