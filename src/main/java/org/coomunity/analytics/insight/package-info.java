/// Insight: what the figures mean. Who may be about to leave and what would be kind, how value
/// flows, which calling fits, what content carries, what could grow: models and estimates, pure,
/// with their uncertainty.
@NullMarked
package org.coomunity.analytics.insight;

import org.jspecify.annotations.NullMarked;
