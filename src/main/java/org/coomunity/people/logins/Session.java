package org.coomunity.people.logins;

import java.time.Instant;
import java.util.UUID;
import org.coomunity.base.kernel.MemberId;

/// A log-in on one device.
///
/// @param device what the browser or program calls itself
public record Session(
    UUID id, MemberId member, String device, Instant startedAt, Instant refreshedAt) {
  /// The device in short words, for example `Firefox · Android`.
  public String words() {
    return Devices.name(device);
  }
}
