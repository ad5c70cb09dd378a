package org.coomunity.recount;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of a record while its lines are read.
final class Count {
  private static final Set<String> ENTRY =
      Set.of("at", "body", "hash", "kind", "n", "prev", "type");
  private static final byte[] BALLOT = Hashes.utf8("{\"choice\":");

  private final JsonMapper mapper =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private final Ballot ballot = new Ballot();
  private final Map<String, Poll> polls = new LinkedHashMap<>();
  private final Map<String, Request> requests = new LinkedHashMap<>();
  private final Map<String, JsonNode> decided = new HashMap<>();
  private final Map<String, Closed> closed = new HashMap<>();
  private @Nullable Poll current;
  private long entries;
  private long links;
  private long lastNumber;
  private String lastHash = "";

  /// What an entry `proposal.closed` says, and where.
  private record Closed(long line, JsonNode body, String prev) {}

  boolean isEmpty() {
    return entries == 0 && polls.isEmpty();
  }

  /// Takes the next line.
  void line(long number, byte[] bytes, int from, int length) throws IOException, Misfit {
    try {
      if (isBallot(bytes, from, length)) {
        ballot.read(bytes, from, length);
        poll(ballot.proposal).add(ballot, bytes, from, length);
      } else {
        entry(number, new String(bytes, from, length, StandardCharsets.UTF_8), bytes, from, length);
      }
    } catch (IllegalArgumentException misfit) {
      throw new Misfit(number, String.valueOf(misfit.getMessage()));
    } catch (JsonProcessingException failure) {
      throw new IOException("line %d is no JSON of this kind".formatted(number), failure);
    }
  }

  /// In canonical form the first member of a ballot is its choice, that of an entry its time.
  private static boolean isBallot(byte[] bytes, int from, int length) {
    return length > BALLOT.length
        && Arrays.equals(bytes, from, from + BALLOT.length, BALLOT, 0, BALLOT.length);
  }

  private Poll poll(String proposal) {
    Poll poll = current;
    if (poll == null || !poll.question.id.equals(proposal)) {
      poll = polls.get(proposal);
      if (poll == null) {
        throw new IllegalArgumentException("it is a ballot on a question that was not opened");
      }
      current = poll;
    }
    return poll;
  }

  private void entry(long number, String line, byte[] bytes, int from, int length)
      throws IOException {
    JsonNode entry = mapper.readTree(bytes, from, length);
    if (number == 1 && entry.has("entries")) {
      throw new IOException(
          "these are the entries without the ballots. Ask the same address for"
              + " application/x-ndjson (curl -H 'Accept: application/x-ndjson' ...), or take the"
              + " file that the page of the vote offers");
    }
    if (!entry.isObject() || !"entry".equals(entry.path("kind").textValue())) {
      throw new IllegalArgumentException("it is neither an entry nor a ballot");
    }
    entry
        .properties()
        .forEach(member -> {
          if (!ENTRY.contains(member.getKey())) {
            throw new IllegalArgumentException(
                "entries have no member \"" + member.getKey() + "\"");
          }
        });
    if (!Canon.of(entry).equals(line)) {
      throw new IllegalArgumentException("it is not written in canonical JSON");
    }
    link(entry);
    entries++;
    JsonNode body = entry.path("body");
    switch (Question.text(entry, "type")) {
      case "proposal.opened" -> {
        if ("conviction".equals(body.path("method").textValue())) {
          Request request = new Request(body);
          requests.put(request.id, request);
          return;
        }
        Question question = new Question(body);
        Poll before = polls.put(question.id, new Poll(question));
        if (before != null && (before.ballots() > 0 || closed.containsKey(question.id))) {
          throw new IllegalArgumentException("the question was opened before");
        }
      }
      case "proposal.closed" -> {
        String proposal = Question.text(body, "proposal");
        Request request = requests.get(proposal);
        if (request != null) {
          request.check(body);
          if (decided.put(proposal, body) != null) {
            throw new IllegalArgumentException("the request was decided before");
          }
          return;
        }
        if (!polls.containsKey(proposal)) {
          throw new IllegalArgumentException("it closes a question that was not opened");
        }
        Closed now = new Closed(number, body, Question.text(entry, "prev"));
        if (closed.put(proposal, now) != null) {
          throw new IllegalArgumentException("the question was closed before");
        }
      }
      default -> {}
    }
  }

  /// The hash of the entry, and that it follows the one before where that is in the file.
  private void link(JsonNode entry) {
    long n = Question.whole(entry, "n");
    String prev = Question.text(entry, "prev");
    String hash = Question.text(entry, "hash");
    if (!Hashes.isHash(prev) || !Hashes.isHash(hash)) {
      throw new IllegalArgumentException("its hashes are none");
    }
    ObjectNode hashed = mapper.createObjectNode();
    for (String name : new String[] {"at", "body", "n", "type"}) {
      hashed.set(name, entry.path(name));
    }
    MessageDigest digest = Hashes.sha256();
    digest.update(Hashes.bytes(prev));
    if (!Hashes.hex(digest.digest(Hashes.utf8(Canon.of(hashed)))).equals(hash)) {
      throw new IllegalArgumentException(
          "entry %d was changed: its hash is another one".formatted(n));
    }
    if (n <= lastNumber) {
      throw new IllegalArgumentException("entry %d comes after entry %d".formatted(n, lastNumber));
    }
    if (n == 1 && !prev.equals("0".repeat(64))) {
      throw new IllegalArgumentException("something stands before entry 1");
    }
    if (n == lastNumber + 1 && n > 1) {
      if (!prev.equals(lastHash)) {
        throw new IllegalArgumentException(
            "entry %d does not follow entry %d".formatted(n, lastNumber));
      }
      links++;
    }
    lastNumber = n;
    lastHash = hash;
  }

  /// Compares each close with what was counted.
  void end() throws Misfit {
    for (Map.Entry<String, Closed> one :
        closed.entrySet().stream()
            .sorted(Map.Entry.comparingByValue((a, b) -> Long.compare(a.line(), b.line())))
            .toList()) {
      Closed says = one.getValue();
      Poll poll = poll(one.getKey());
      if (poll.ballots() == 0 && says.body().path("ballots").longValue() > 0) {
        continue;
      }
      ObjectNode found = poll.closed(says.prev());
      for (Map.Entry<String, JsonNode> member : found.properties()) {
        String said = Canon.of(says.body().path(member.getKey()));
        String counted = Canon.of(member.getValue());
        if (!said.equals(counted)) {
          throw new Misfit(
              says.line(),
              "the close of %s says %s %s, and the ballots give %s"
                  .formatted(one.getKey(), member.getKey(), said, counted));
        }
      }
    }
  }

  /// Says what agrees.
  void tell(PrintStream out) {
    out.println(
        "%,d entries: each has its own hash, %,d follow the one before.".formatted(entries, links));
    if (entries > 0) {
      out.println("The last one is entry %d: %s".formatted(lastNumber, lastHash));
    }
    polls.forEach((id, poll) -> {
      Closed says = closed.get(id);
      String method = poll.question.method;
      if (says == null) {
        out.println(
            "%s (%s): not closed in this file, %,d ballots fit."
                .formatted(id, method, poll.ballots()));
      } else if (poll.ballots() == 0 && says.body().path("ballots").longValue() > 0) {
        out.println("%s (%s): its ballots are not in this file.".formatted(id, method));
      } else {
        counted(out, id, poll, says.body());
      }
    });
    requests(out);
  }

  private void requests(PrintStream out) {
    requests
        .keySet()
        .forEach(id -> {
          JsonNode body = decided.get(id);
          out.println(
              body == null
                  ? "%s (conviction): not decided in this file.".formatted(id)
                  : "%s (conviction): %d changes of its points reckoned again, up to hour %d: %s."
                      .formatted(
                          id,
                          body.path("held").size(),
                          body.path("hour").longValue(),
                          body.path("outcome").path("result").textValue()));
        });
  }

  private static void counted(PrintStream out, String id, Poll poll, JsonNode body) {
    out.println(
        "%s (%s): %,d ballots counted again.".formatted(id, poll.question.method, poll.ballots()));
    out.println("  Trackers, texts, costs and the hash over all ballots agree.");
    for (String sums : new String[] {"tally", "ranking", "elected", "funded", "greedy"}) {
      if (body.has(sums)) {
        out.println("  %s: %s".formatted(sums, Canon.of(body.get(sums))));
      }
    }
    JsonNode quorum = body.path("quorum");
    out.println(
        "  quorum: %d took part, %d were needed"
            .formatted(quorum.path("have").longValue(), quorum.path("need").longValue()));
    JsonNode outcome = body.path("outcome");
    out.println(
        "  outcome: %s %s%s"
            .formatted(
                outcome.path("result").textValue(),
                Canon.of(outcome.path("winners")),
                outcome.path("disagree").booleanValue()
                    ? "; counted by heads another would lead"
                    : ""));
  }
}
