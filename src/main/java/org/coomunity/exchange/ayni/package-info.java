/// Reciprocity and trust: what members gave and received, day by day; how far they are trusted and
/// how far below zero they may go; what a community looks like as a whole.
@NullMarked
package org.coomunity.exchange.ayni;

import org.jspecify.annotations.NullMarked;
