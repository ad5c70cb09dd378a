package org.coomunity.people.notices;

import java.time.Instant;
import java.util.List;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;
import org.coomunity.base.kernel.MemberId;

/// What happened to notices.
public sealed interface NoticesEvent extends Event {
  /// These people have something new to read.
  record NoticesGiven(CommunityId community, List<MemberId> members, Instant at)
      implements NoticesEvent {
    public NoticesGiven {
      members = List.copyOf(members);
    }
  }
}
