/// Governance: a community proposes, talks, decides and carries out what it decided.
@NullMarked
package org.coomunity.decisions.governance;

import org.jspecify.annotations.NullMarked;
