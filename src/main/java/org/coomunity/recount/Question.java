package org.coomunity.recount;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// What an entry `proposal.opened` says of a question.
final class Question {
  private static final Set<String> METHODS =
      Set.of("quadratic", "one_person", "approval", "score", "ranked", "stv", "equal_shares");
  private static final Set<String> THRESHOLDS =
      Set.of("majority", "two_thirds", "two_thirds_and_heads");

  final String id;
  final String method;
  final String textHash;
  final String threshold;
  final boolean negative;
  final long active;
  final long quorumPpm;
  final int seats;
  final long fund;

  /// The options in their order, each with what it costs.
  final Map<String, Long> options = new LinkedHashMap<>();

  Question(JsonNode body) {
    this.id = text(body, "proposal");
    this.method = oneOf(text(body, "method"), METHODS);
    this.textHash = text(body, "textHash");
    JsonNode rules = body.path("rules");
    this.threshold = oneOf(text(rules, "threshold"), THRESHOLDS);
    this.quorumPpm = whole(rules, "quorumPpm");
    this.negative = rules.path("negative").booleanValue();
    this.active = whole(body.path("snapshot"), "active");
    this.seats = method.equals("stv") ? (int) whole(body, "seats") : 1;
    boolean budget = method.equals("equal_shares");
    this.fund = budget ? whole(body, "fund") : 0;
    for (JsonNode option : body.path("options")) {
      if (options.put(text(option, "id"), budget ? whole(option, "cost") : 0) != null) {
        throw new IllegalArgumentException("an option stands there twice");
      }
    }
    if (options.isEmpty()) {
      throw new IllegalArgumentException("a question without options");
    }
  }

  static String text(JsonNode in, String name) {
    JsonNode value = in.path(name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("no text \"" + name + "\"");
    }
    return value.textValue();
  }

  static long whole(JsonNode in, String name) {
    JsonNode value = in.path(name);
    if (!value.isIntegralNumber() || value.longValue() < 0) {
      throw new IllegalArgumentException("no number \"" + name + "\"");
    }
    return value.longValue();
  }

  private static String oneOf(String word, Set<String> words) {
    if (!words.contains(word)) {
      throw new IllegalArgumentException("\"" + word + "\" is unknown here");
    }
    return word;
  }

  boolean yesNo() {
    return options.keySet().equals(Set.of("for", "against"));
  }

  private boolean orders() {
    return method.equals("ranked") || method.equals("stv");
  }

  /// How many must take part.
  long need() {
    return (active * quorumPpm + 999_999) / 1_000_000;
  }

  /// Whether a ballot is one that this question takes.
  ///
  /// @throws IllegalArgumentException when it is not
  void check(Ballot ballot) {
    if (orders() ? !ballot.options.isEmpty() : ballot.ranks) {
      throw new IllegalArgumentException("its choice does not fit to the method " + method);
    }
    if (ballot.ranks) {
      checkOrder(ballot);
    } else {
      checkVotes(ballot);
    }
  }

  private void checkOrder(Ballot ballot) {
    Set<String> seen = new HashSet<>();
    ballot.ranking.forEach(group -> {
      if (group.isEmpty() || (method.equals("stv") && group.size() > 1)) {
        throw new IllegalArgumentException("its ranking has a wrong group");
      }
      for (String option : group) {
        if (!options.containsKey(option) || !seen.add(option)) {
          throw new IllegalArgumentException("its ranking has a wrong option: " + option);
        }
      }
    });
    cost(ballot, 0);
  }

  private void checkVotes(Ballot ballot) {
    long squares = 0;
    int chosen = 0;
    for (int i = 0; i < ballot.options.size(); i++) {
      int votes = ballot.votes.get(i);
      if (!options.containsKey(ballot.options.get(i)) || votes < least() || votes > most()) {
        throw new IllegalArgumentException(
            "%d votes on \"%s\" cannot be".formatted(votes, ballot.options.get(i)));
      }
      squares += (long) votes * votes;
      chosen += votes == 0 ? 0 : 1;
    }
    if (chosen > 1 && (yesNo() || method.equals("one_person"))) {
      throw new IllegalArgumentException("its votes contradict each other");
    }
    cost(ballot, method.equals("quadratic") ? squares : 0);
  }

  private static void cost(Ballot ballot, long cost) {
    if (ballot.cost != cost) {
      throw new IllegalArgumentException(
          "it says a cost of %d, and its votes cost %d".formatted(ballot.cost, cost));
    }
  }

  private int most() {
    return switch (method) {
      case "quadratic" -> 20;
      case "score", "equal_shares" -> 5;
      default -> 1;
    };
  }

  private int least() {
    return switch (method) {
      case "quadratic" -> negative && !yesNo() ? -20 : 0;
      case "score" -> 0;
      default -> 1;
    };
  }
}
