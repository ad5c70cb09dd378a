package org.coomunity.web;

import java.time.Instant;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;
import org.coomunity.base.kernel.MemberId;

/// What happened on the pages themselves.
public sealed interface WebEvent extends Event {
  /// Somebody has something new to read.
  record NoticeGiven(CommunityId community, MemberId member, String kind, Instant at)
      implements WebEvent {}
}
