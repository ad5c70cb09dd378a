/// What the register of concepts promises, tried out.
@NullMarked
package org.coomunity.base.concepts;

import org.jspecify.annotations.NullMarked;
