/// Evaluate: the models of analytics measured over files, from the command line, without a
/// database, a network or settings.
@NullMarked
package org.coomunity.analytics.evaluate;

import org.jspecify.annotations.NullMarked;
