/// The program: settings, commands, and the list of modules.
@NullMarked
package org.coomunity;

import org.jspecify.annotations.NullMarked;
