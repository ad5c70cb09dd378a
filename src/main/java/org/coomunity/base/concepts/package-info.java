/// The words of CoomÜnity that keep their meaning in every language.
@NullMarked
package org.coomunity.base.concepts;

import org.jspecify.annotations.NullMarked;
