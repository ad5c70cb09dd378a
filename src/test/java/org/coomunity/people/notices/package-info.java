@NullMarked
package org.coomunity.people.notices;

import org.jspecify.annotations.NullMarked;
