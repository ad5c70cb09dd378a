package org.coomunity.analytics.journeys;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a screen tells; each is looked at by itself.
///
/// @param id a UUID made by the client; a repeat counts once
/// @param type a word of `EventType`
/// @param at when, RFC 3339
/// @param community slug of the community it happened in; the first of the member when absent
/// @param session opaque, of one visit
/// @param subject what it is about, an identifier
/// @param properties those of its type
public record Told(
    String id,
    String type,
    String at,
    @Nullable String community,
    @Nullable String session,
    @Nullable String subject,
    @Nullable Map<String, Object> properties) {
  /// What became of a batch.
  ///
  /// @param accepted how many are kept
  /// @param duplicates how many were known
  /// @param rejected those that are not kept, each with its reason
  public record Intake(int accepted, int duplicates, List<Rejected> rejected) {}

  /// One that is not kept.
  ///
  /// @param index its place in the batch, from 0
  /// @param code `unknown_event`, `unknown_field`, `field_format`, `looks_personal`, `clock_ahead`,
  ///   `too_old`, `consent_missing`, `idempotency_conflict`
  /// @param field which part of it
  public record Rejected(int index, String code, @Nullable String field) {}
}
