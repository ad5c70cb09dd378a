/// Announcements: what those who look after a community tell all its members.
@NullMarked
package org.coomunity.people.announcements;

import org.jspecify.annotations.NullMarked;
