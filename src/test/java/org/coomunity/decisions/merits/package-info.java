/// Tests of reputation and the journey.
@NullMarked
package org.coomunity.decisions.merits;

import org.jspecify.annotations.NullMarked;
