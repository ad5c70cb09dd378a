/// Unicode MessageFormat 2: a source is read into a model, the model formatted into text or parts.
@NullMarked
package org.coomunity.base.messageformat;

import org.jspecify.annotations.NullMarked;
