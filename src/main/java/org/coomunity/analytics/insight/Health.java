package org.coomunity.analytics.insight;

import java.time.Instant;
import java.util.Map;

/// How many of a community may be about to leave, taken together; never about fewer than ten.
///
/// @param risk the mean chance of active members to have no active day in the next four weeks
/// @param low below it the share of those who leave will hardly be
/// @param high above it the share of those who leave will hardly be
/// @param people of whom it was foretold
/// @param bands how many are in each: `low`, `watch`, `care`, or `low` and `watch_or_care` where
///   one of them would be about fewer than ten people; empty where even that would be
/// @param model the version of the model
public record Health(
    double risk,
    double low,
    double high,
    int people,
    Map<String, Integer> bands,
    Instant at,
    int model) {
  public Health {
    bands = Map.copyOf(bands);
  }
}
