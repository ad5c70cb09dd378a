/// Folds: how figures about events are made, pure: no clock, no database. The same code measures
/// files from the command line and the platform's own events.
@NullMarked
package org.coomunity.analytics.folds;

import org.jspecify.annotations.NullMarked;
