@NullMarked
package org.coomunity.people.announcements;

import org.jspecify.annotations.NullMarked;
