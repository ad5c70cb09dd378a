/// The words people read, in their language: texts, refusals, amounts, dates.
@NullMarked
package org.coomunity.base.messages;

import org.jspecify.annotations.NullMarked;
