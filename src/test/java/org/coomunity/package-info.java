/// Tests of the whole: its shape, its tidiness, its commands.
@NullMarked
package org.coomunity;

import org.jspecify.annotations.NullMarked;
