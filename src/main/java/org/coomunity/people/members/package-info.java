/// People and organisations on the platform: who they are, how they prove it, what they agreed to,
/// whom they do not want to meet, and who acts for an organisation. Communities stand above it.
@NullMarked
package org.coomunity.people.members;

import org.jspecify.annotations.NullMarked;
