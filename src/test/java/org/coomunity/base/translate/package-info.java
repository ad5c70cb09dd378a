/// What translation promises, tried out.
@NullMarked
package org.coomunity.base.translate;

import org.jspecify.annotations.NullMarked;
