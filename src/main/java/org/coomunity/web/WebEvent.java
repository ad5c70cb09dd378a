package org.coomunity.web;

import java.time.Instant;
import java.util.List;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;
import org.coomunity.base.kernel.MemberId;

/// What happened on the pages themselves.
public sealed interface WebEvent extends Event {
  /// These people have something new to read.
  record NoticesGiven(CommunityId community, List<MemberId> members, Instant at)
      implements WebEvent {
    public NoticesGiven {
      members = List.copyOf(members);
    }
  }
}
