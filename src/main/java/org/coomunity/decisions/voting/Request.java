package org.coomunity.decisions.voting;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// A request to the fund that is open without an end: what its decision depends on, and what the
/// record says of it.
///
/// @param area the topic it belongs to
/// @param textHash what is asked for, in hexadecimal
/// @param amount how much, in minor units
/// @param active the members who did anything in the 90 days before: each has `Conviction.POINTS`
/// @param eligible those who may place points
/// @param opens when its hours begin
public record Request(
    UUID proposal,
    UUID community,
    String area,
    DecisionClass weight,
    String textHash,
    long amount,
    int active,
    int eligible,
    Instant opens) {
  public Request {
    Sha256.unhex(textHash);
  }

  /// What it must gain, with 32 binary places; none when it asks for a fifth of the fund or more.
  ///
  /// @param fund what is free in it, in minor units
  public Optional<BigInteger> threshold(long fund) {
    return Conviction.threshold((long) Conviction.POINTS * active, amount, fund);
  }

  /// The body of the record's entry `proposal.opened`.
  public Map<String, Object> body() {
    Map<String, Object> body = new TreeMap<>();
    body.put("proposal", proposal.toString());
    body.put("community", community.toString());
    body.put("area", area);
    body.put("method", Method.CONVICTION.code());
    body.put("class", weight.code());
    body.put("textHash", textHash);
    body.put("request", amount);
    body.put("snapshot", Map.of("active", active, "eligible", eligible));
    body.put("opensAt", opens.toString());
    return body;
  }

  /// The body of the entry `proposal.closed`.
  ///
  /// @param course from the beginning
  /// @param hour when it was decided
  /// @param fund what was free then
  /// @param people how many had points on it then
  public Map<String, Object> body(Course course, int hour, long fund, int people) {
    BigInteger gained = course.at(hour);
    Optional<BigInteger> threshold = threshold(fund);
    boolean passes = threshold.filter(least -> gained.compareTo(least) >= 0).isPresent();
    Map<String, Object> body = new TreeMap<>();
    body.put("proposal", proposal.toString());
    body.put("hour", hour);
    body.put(
        "held",
        course.later().stream()
            .filter(held -> held.hour() <= hour)
            .map(held -> List.of(held.hour(), held.points()))
            .toList());
    body.put("people", people);
    body.put("fund", fund);
    body.put("conviction", gained.toString());
    threshold.ifPresent(least -> body.put("threshold", least.toString()));
    Outcome outcome =
        passes ? Outcome.succeeded(false, List.of(), false) : Outcome.defeated(false, false);
    body.put("outcome", outcome.body());
    return body;
  }
}
