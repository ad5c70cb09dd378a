package org.coomunity.base.kernel;

import java.util.UUID;

/// Names one community: the shard key of everything that grows with its use.
public record CommunityId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
