/// Log-ins: passwords, sessions and their tokens, and the audit of privileged acts. It knows
/// members by identifier only and no communities.
@NullMarked
package org.coomunity.people.logins;

import org.jspecify.annotations.NullMarked;
