package org.coomunity.decisions.voting;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// A question as it is put to the vote: all that its count depends on, fixed from here on.
///
/// @param area the topic it belongs to
/// @param textHash what is voted on, in hexadecimal
/// @param census the members as they were then
/// @param opens from when ballots are taken
/// @param closes until when, unless a late quorum puts it off
/// @param seats how many are chosen with `STV`; else 1
/// @param fund what is shared out with `EQUAL_SHARES`, in minor units; else 0
public record Opened(
    UUID proposal,
    UUID community,
    String area,
    Method method,
    DecisionClass weight,
    List<Option> options,
    String textHash,
    Rules rules,
    Census census,
    Instant opens,
    Instant closes,
    int seats,
    long fund) {
  /// The rules it is counted by.
  ///
  /// @param lateQuorumSeconds how late a quorum is late, zero for never
  /// @param negative whether quadratic votes may be below zero
  public record Rules(Terms terms, long lateQuorumSeconds, boolean negative) {
    private Map<String, Object> body() {
      return Map.of(
          "quorumPpm",
          terms.quorumPpm(),
          "threshold",
          terms.threshold().code(),
          "lateQuorumSeconds",
          lateQuorumSeconds,
          "negative",
          negative);
    }
  }

  /// The members at the moment of opening.
  ///
  /// @param active those who did anything in the last 90 days: the quorum is a share of them
  /// @param eligible those who may vote
  /// @param median the median of Méritos that voices are measured by
  public record Census(int active, int eligible, long median) {}

  public Opened {
    options = List.copyOf(options);
    Sha256.unhex(textHash);
    if (options.isEmpty() || options.size() > Ballots.MOST_OPTIONS || seats < 1) {
      throw new IllegalArgumentException(options.size() + " options, " + seats + " seats");
    }
  }

  /// The identifiers of the options, in their order.
  public List<String> ids() {
    return options.stream().map(Option::id).toList();
  }

  /// The body of the record's entry `proposal.opened`.
  public Map<String, Object> body() {
    Map<String, Object> body = new TreeMap<>();
    body.put("proposal", proposal.toString());
    body.put("community", community.toString());
    body.put("area", area);
    body.put("method", method.code());
    body.put("class", weight.code());
    body.put("options", options.stream().map(this::option).toList());
    body.put("textHash", textHash);
    body.put("rules", rules.body());
    body.put(
        "snapshot",
        Map.of(
            "active", census.active(), "eligible", census.eligible(), "median", census.median()));
    body.put("opensAt", opens.toString());
    body.put("closesAt", closes.toString());
    if (method == Method.STV) {
      body.put("seats", seats);
    }
    if (method == Method.EQUAL_SHARES) {
      body.put("fund", fund);
    }
    return body;
  }

  private Map<String, Object> option(Option option) {
    return method == Method.EQUAL_SHARES
        ? Map.of("id", option.id(), "label", option.label(), "cost", option.cost())
        : Map.of("id", option.id(), "label", option.label());
  }
}
