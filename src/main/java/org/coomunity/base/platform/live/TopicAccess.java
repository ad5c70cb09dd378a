package org.coomunity.base.platform.live;

import java.util.Optional;
import org.coomunity.base.kernel.Caller;

/// Says who may hear about a topic; `main` fills it from the modules that own the topics.
@FunctionalInterface
public interface TopicAccess {
  /// True when `caller` (empty for strangers) may hear `topic`, for example `community:pachamama`.
  /// A topic that nobody knows is not to be heard.
  boolean mayHear(Optional<Caller> caller, String topic);
}
