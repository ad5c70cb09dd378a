/// The audit: who did what that others may not, written down in the same transaction and chained by
/// hashes, so that nobody takes a line out without its being seen.
@NullMarked
package org.coomunity.base.audit;

import org.jspecify.annotations.NullMarked;
