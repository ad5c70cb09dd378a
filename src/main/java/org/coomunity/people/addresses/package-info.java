/// E-mail addresses of members: whether they are theirs, new passwords by mail, and what members
/// are told about their own door.
@NullMarked
package org.coomunity.people.addresses;

import org.jspecify.annotations.NullMarked;
