/// Communities: who belongs to them, in which role, how people are invited, join, are suspended and
/// leave.
@NullMarked
package org.coomunity.people.communities;

import org.jspecify.annotations.NullMarked;
