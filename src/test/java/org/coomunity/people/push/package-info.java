@NullMarked
package org.coomunity.people.push;

import org.jspecify.annotations.NullMarked;
