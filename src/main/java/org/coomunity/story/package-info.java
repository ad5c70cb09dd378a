/// The demo story: three communities in three countries, told through the real use cases with a
/// clock that is moved.
@NullMarked
package org.coomunity.story;

import org.jspecify.annotations.NullMarked;
