/// Passkeys (WebAuthn Level 3): log-ins without a password.
@NullMarked
package org.coomunity.people.passkeys;

import org.jspecify.annotations.NullMarked;
