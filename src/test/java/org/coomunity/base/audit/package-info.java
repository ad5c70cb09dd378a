/// Tests of the audit.
@NullMarked
package org.coomunity.base.audit;

import org.jspecify.annotations.NullMarked;
