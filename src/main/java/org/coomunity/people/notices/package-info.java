/// What people should know, and how each of them wants to hear of it.
@NullMarked
package org.coomunity.people.notices;

import org.jspecify.annotations.NullMarked;
