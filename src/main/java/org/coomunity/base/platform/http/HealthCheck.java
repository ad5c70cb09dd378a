package org.coomunity.base.platform.http;

/// Something the server depends on, asked by `/health/ready`.
///
/// @param name for example `database`
/// @param probe throws when it does not answer
public record HealthCheck(String name, Probe probe) {
  /// Asks once.
  @FunctionalInterface
  public interface Probe {
    void ask() throws Exception;
  }
}
