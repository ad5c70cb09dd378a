@NullMarked
package org.coomunity.people.passkeys;

import org.jspecify.annotations.NullMarked;
