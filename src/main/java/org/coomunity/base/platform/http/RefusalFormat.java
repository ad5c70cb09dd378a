package org.coomunity.base.platform.http;

import org.coomunity.base.kernel.Refused;

/// How a group of routes writes its refusals, when it follows a contract of others that knows no
/// problem documents. Headers such as `Retry-After` are added to what it makes.
@FunctionalInterface
public interface RefusalFormat {
  /// Writes one refusal as an answer.
  ///
  /// @param sentence why, in the language of the caller
  Answer of(Refused refused, String sentence);
}
