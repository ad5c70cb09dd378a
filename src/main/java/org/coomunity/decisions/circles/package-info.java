/// Circles: groups inside a community, with roles, levels of those who practise together, and
/// sessions in which somebody teaches what they know.
@NullMarked
package org.coomunity.decisions.circles;

import org.jspecify.annotations.NullMarked;
