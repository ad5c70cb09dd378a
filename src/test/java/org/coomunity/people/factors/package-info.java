@NullMarked
package org.coomunity.people.factors;

import org.jspecify.annotations.NullMarked;
