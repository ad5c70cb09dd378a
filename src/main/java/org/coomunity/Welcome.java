package org.coomunity;

import java.io.PrintStream;

/// What a person reads when the platform has started.
final class Welcome {
  private final PrintStream out;

  Welcome(PrintStream out) {
    this.out = out;
  }

  void print(Config config, Coomunity platform) {
    boolean chosen = config.port() != 0;
    out.println();
    out.println(
        "CoomÜnity is ready: "
            + (chosen ? config.publicUrl() : "http://localhost:" + platform.port()));
    out.println();
  }
}
