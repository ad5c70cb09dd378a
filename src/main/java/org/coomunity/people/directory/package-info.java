/// The directory of a community: finding each other by name, skill, vocation, language and rough
/// place, for those who let themselves be found.
@NullMarked
package org.coomunity.people.directory;

import org.jspecify.annotations.NullMarked;
