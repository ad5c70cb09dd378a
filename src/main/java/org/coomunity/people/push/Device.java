package org.coomunity.people.push;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A browser that its member lets be called.
///
/// @param device the browser and the system in short, for example `Firefox · Android`
/// @param current true for the one that asks
public record Device(UUID id, String device, Instant madeAt, boolean current) {
  /// What a browser says about itself when it may be called (`PushSubscription`, Push API).
  ///
  /// @param endpoint the address of its push service, https
  /// @param keys its public key and its secret for this purpose
  public record Draft(String endpoint, Keys keys) {
    @Override
    public String toString() {
      return "Draft[REDACTED]"; // whoever knows the endpoint can call it
    }
  }

  /// Keys of a browser, base64url without padding.
  ///
  /// @param p256dh a point of P-256, uncompressed
  /// @param auth 16 bytes
  public record Keys(String p256dh, String auth) {
    @Override
    public String toString() {
      return "Keys[REDACTED]";
    }
  }

  /// The browsers of somebody, and what a browser needs to become one.
  ///
  /// @param key the public key of this platform (`applicationServerKey`), base64url
  public record Known(String key, List<Device> devices) {
    public Known {
      devices = List.copyOf(devices);
    }
  }
}
