@NullMarked
package org.coomunity.base.mail;

import org.jspecify.annotations.NullMarked;
