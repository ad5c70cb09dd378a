/// Letters to members: kept until they are on their way, carried by SMTP or laid into a folder.
@NullMarked
package org.coomunity.base.mail;

import org.jspecify.annotations.NullMarked;
