/// What the database keeps and nobody reads there.
@NullMarked
package org.coomunity.base.platform.seal;

import org.jspecify.annotations.NullMarked;
