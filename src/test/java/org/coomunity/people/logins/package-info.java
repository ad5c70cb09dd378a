/// Tests of log-ins, people and communities.
@NullMarked
package org.coomunity.people.logins;

import org.jspecify.annotations.NullMarked;
