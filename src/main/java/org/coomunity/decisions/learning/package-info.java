/// Learning: content with questions that members write, others look through, and all learn from.
@NullMarked
package org.coomunity.decisions.learning;

import org.jspecify.annotations.NullMarked;
