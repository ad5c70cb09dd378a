package org.coomunity;

/// The program.
public final class Coomunity {
  private Coomunity() {}

  /// Starts.
  public static void main(String[] args) {}
}
