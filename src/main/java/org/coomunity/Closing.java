package org.coomunity;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends parts of the platform one after another; one that fails does not keep the others open.
final class Closing {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private Closing() {}

  static void quietly(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception failure) {
      LOG.warn("{} does not close", part.getClass().getSimpleName(), failure);
    }
  }
}
