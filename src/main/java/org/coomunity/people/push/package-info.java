/// Messages to browsers of members that let themselves be called (Web Push: RFC 8030, 8291, 8292).
@NullMarked
package org.coomunity.people.push;

import org.jspecify.annotations.NullMarked;
