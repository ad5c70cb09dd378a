@NullMarked
package org.coomunity.decisions.learning;

import org.jspecify.annotations.NullMarked;
