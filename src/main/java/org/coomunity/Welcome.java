package org.coomunity;

import java.io.PrintStream;

/// What a person reads when the platform has started.
final class Welcome {
  private final PrintStream out;

  Welcome(PrintStream out) {
    this.out = out;
  }

  void print(String address) {
    out.println();
    out.println("CoomÜnity is ready: " + address);
    out.println();
  }
}
