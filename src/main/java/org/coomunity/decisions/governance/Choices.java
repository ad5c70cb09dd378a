package org.coomunity.decisions.governance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.json.Json;
import org.coomunity.decisions.voting.BallotFault;
import org.coomunity.decisions.voting.Ballots;
import org.coomunity.decisions.voting.CanonicalJson;
import org.coomunity.decisions.voting.Choice;
import org.coomunity.decisions.voting.Method;

/// Reads what somebody chose: from a request, and from where it was kept.
final class Choices {
  private static final int FIELD_MOST = 60;

  private Choices() {}

  /// A choice as it was sent, checked.
  ///
  /// @throws Refused `choice` or `votes_conflict` with the field
  static Choice of(Proposal.Ballot ballot, ProposalRow row, boolean negative) {
    Map<String, Object> said = ballot.votes() == null ? Map.of() : ballot.votes();
    List<List<String>> ranking = ballot.ranking() == null ? List.of() : ballot.ranking();
    Map<String, Integer> votes = new TreeMap<>();
    said.forEach((option, count) -> {
      if (!(count instanceof Integer whole)) {
        throw Refused.field(Refusal.CHOICE, field("votes." + option));
      }
      if (whole != 0) {
        votes.put(option, whole);
      }
    });
    List<String> options = row.choices().stream().map(Proposal.Option::id).toList();
    said.keySet().stream()
        .filter(option -> !options.contains(option))
        .findFirst()
        .ifPresent(unknown -> {
          throw Refused.field(Refusal.CHOICE, field("votes." + unknown));
        });
    Choice choice = new Choice(votes, ranking);
    Method method = Method.of(row.method()).orElseThrow();
    Ballots.check(method, choice, options, negative)
        .ifPresent(fault -> {
          boolean conflict = fault.kind() == BallotFault.Kind.VOTES_CONFLICT;
          throw Refused.field(
              conflict ? Refusal.VOTES_CONFLICT : Refusal.CHOICE, field(fault.field()));
        });
    return choice;
  }

  private static String field(String name) {
    return name.substring(0, Math.min(FIELD_MOST, name.length()));
  }

  /// As it is kept and shown: canonical JSON.
  static String json(Choice choice) {
    return CanonicalJson.write(choice.body());
  }

  /// A choice that was kept.
  static Choice read(String json) {
    try {
      JsonNode tree = Json.MAPPER.readTree(json);
      Map<String, Integer> votes = new TreeMap<>();
      tree.path("votes")
          .properties()
          .forEach(vote -> votes.put(vote.getKey(), vote.getValue().asInt()));
      List<List<String>> ranking = new ArrayList<>();
      for (JsonNode group : tree.path("ranking")) {
        List<String> equals = new ArrayList<>();
        group.forEach(option -> equals.add(option.asText()));
        ranking.add(equals);
      }
      return new Choice(votes, ranking);
    } catch (com.fasterxml.jackson.core.JsonProcessingException ours) {
      throw new UncheckedIOException(ours);
    }
  }

  /// The votes of a choice that was kept.
  static Map<String, Integer> votes(String json) {
    return read(json).votes();
  }
}
