package org.coomunity;

import java.io.PrintStream;
import java.util.List;
import org.coomunity.story.Story;

/// What a person reads when the platform has started.
final class Welcome {
  private final PrintStream out;

  Welcome(PrintStream out) {
    this.out = out;
  }

  /// @param demo log-ins of the demo story; empty where it was not told
  void print(String address, List<Story.LogIn> demo) {
    out.println();
    out.println("CoomÜnity is ready: " + address);
    if (!demo.isEmpty()) {
      out.println();
      out.println("Look around as somebody of the demo story (handle, password):");
      for (Story.LogIn one : demo) {
        out.printf("  %-8s %-20s %s%n", one.handle(), one.password(), one.who());
      }
    }
    out.println();
  }
}
