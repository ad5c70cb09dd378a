/// Words that every module shares: identifiers, the caller, amounts, refusals, events.
@NullMarked
package org.coomunity.base.kernel;

import org.jspecify.annotations.NullMarked;
