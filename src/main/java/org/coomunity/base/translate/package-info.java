/// What people write, in the language of who reads it; nothing unproved reaches a screen.
@NullMarked
package org.coomunity.base.translate;

import org.jspecify.annotations.NullMarked;
