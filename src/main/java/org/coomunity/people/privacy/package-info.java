/// What people can do about what is kept of them: get all of it, take their leave, come back, be
/// forgotten; and the records of processing. It keeps nothing itself: what there is, modules say.
@NullMarked
package org.coomunity.people.privacy;

import org.jspecify.annotations.NullMarked;
