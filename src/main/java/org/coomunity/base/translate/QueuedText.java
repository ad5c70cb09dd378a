package org.coomunity.base.translate;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A text that waits for a person, because no provider's answer held to the rules.
///
/// @param state `NEEDS_PERSON`, or `REVIEWED` when somebody has translated it
public record QueuedText(
    UUID id,
    String ref,
    String from,
    String to,
    String source,
    String state,
    List<Fault> faults,
    String provider,
    Instant at) {}
