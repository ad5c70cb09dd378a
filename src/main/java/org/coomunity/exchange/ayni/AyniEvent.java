package org.coomunity.exchange.ayni;

import java.time.Instant;
import java.util.List;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;

/// What Ayni tells the others. Members are named by their number.
public sealed interface AyniEvent extends Event {
  /// What these members gave and received is counted now.
  record ExchangesCounted(CommunityId community, List<Integer> members, Instant at)
      implements AyniEvent {
    public ExchangesCounted {
      members = List.copyOf(members);
    }
  }
}
