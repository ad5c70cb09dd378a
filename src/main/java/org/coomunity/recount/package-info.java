/// A program of its own that counts an exported record again: it uses the JDK and a reader of JSON,
/// and no class of the platform, so that its word does not depend on the platform's.
@NullMarked
package org.coomunity.recount;

import org.jspecify.annotations.NullMarked;
