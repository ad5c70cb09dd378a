/// Tests of log-ins, people and communities.
@NullMarked
package org.coomunity.people.communities;

import org.jspecify.annotations.NullMarked;
