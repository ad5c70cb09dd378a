package org.coomunity;

import java.util.Optional;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.platform.live.TopicAccess;
import org.coomunity.people.communities.Communities;

/// Who may hear what on an open page: `community:<slug>` its members, `member:<handle>` they
/// themselves.
record Topics(Communities communities) implements TopicAccess {
  @Override
  public boolean mayHear(Optional<Caller> caller, String topic) {
    int colon = topic.indexOf(':');
    if (caller.isEmpty() || colon < 0) {
      return false;
    }
    String name = topic.substring(colon + 1);
    return switch (topic.substring(0, colon)) {
      case "member" -> caller.get().handle().equals(name);
      case "community" -> communities.standing(caller.get(), name, Optional.empty()).isPresent();
      default -> false;
    };
  }
}
