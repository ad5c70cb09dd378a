/// Reputation that cannot be bought: Méritos and Öndas, votos de confianza, badges and the journey
/// of a member.
@NullMarked
package org.coomunity.decisions.merits;

import org.jspecify.annotations.NullMarked;
