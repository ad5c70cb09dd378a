/// Commons: what belongs to all of a community, in public: the Fondo del Bien Común, what members
/// did for all, and what they want to reach together.
@NullMarked
package org.coomunity.exchange.commons;

import org.jspecify.annotations.NullMarked;
