package org.coomunity.base.kernel;

import java.util.UUID;

/// Names one person or organisation on the whole platform.
public record MemberId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
