@NullMarked
package org.coomunity.people.directory;

import org.jspecify.annotations.NullMarked;
