/// Tests of log-ins, people and communities.
@NullMarked
package org.coomunity.people.members;

import org.jspecify.annotations.NullMarked;
