/// Commons: what belongs to all of a community, in public. The Fondo del Bien Común; contributions
/// and missions have their place here.
@NullMarked
package org.coomunity.exchange.commons;

import org.jspecify.annotations.NullMarked;
