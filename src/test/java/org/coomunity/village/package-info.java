/// A village: a seeded crowd that lives in several communities at once on the real platform, while
/// the clock moves on or things are killed, and rules that must hold after each round.
@NullMarked
package org.coomunity.village;

import org.jspecify.annotations.NullMarked;
