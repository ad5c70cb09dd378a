@NullMarked
package org.coomunity.people.addresses;

import org.jspecify.annotations.NullMarked;
