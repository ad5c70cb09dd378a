/// The market of a community: offers and wants, their photos, questions and favourites, and how
/// they are found.
@NullMarked
package org.coomunity.exchange.market;

import org.jspecify.annotations.NullMarked;
