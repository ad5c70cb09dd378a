/// The second step of log-ins: codes of an app, recovery codes, and how fresh the last step is.
@NullMarked
package org.coomunity.people.factors;

import org.jspecify.annotations.NullMarked;
