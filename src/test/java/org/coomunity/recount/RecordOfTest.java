package org.coomunity.recount;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.coomunity.decisions.voting.BallotLine;
import org.coomunity.decisions.voting.BallotLine.Source;
import org.coomunity.decisions.voting.Ballots;
import org.coomunity.decisions.voting.Chain;
import org.coomunity.decisions.voting.Choice;
import org.coomunity.decisions.voting.Closing;
import org.coomunity.decisions.voting.DecisionClass;
import org.coomunity.decisions.voting.Method;
import org.coomunity.decisions.voting.Opened;
import org.coomunity.decisions.voting.Option;
import org.coomunity.decisions.voting.Tracker;

/// A record as the platform exports it, made from seeds.
final class RecordOfTest {
  static final Instant AT = Instant.parse("2026-06-01T09:00:00Z");
  private static final List<Source> SOURCES = List.of(Source.values());
  private static final String TEXT = "5e".repeat(32);

  private final List<String> entries = new ArrayList<>();
  private final List<String> ballots = new ArrayList<>();
  private String last = Chain.BEGINNING;
  private long number;

  RecordOfTest entry(String type, Map<String, Object> body) {
    Chain.Entry entry =
        new Chain.Entry(++number, AT.plusSeconds(number), type, new HashMap<>(body), last);
    entries.add(entry.line());
    last = entry.hash();
    return this;
  }

  /// Opens, fills and closes a question.
  RecordOfTest question(Opened opened, List<BallotLine> cast) {
    entry(
        "proposal.drafted",
        Map.of("proposal", opened.proposal().toString(), "title", "Más \"luz\" ☀"));
    entry("proposal.opened", opened.body());
    Closing closing = new Closing(opened);
    cast.stream()
        .sorted(Comparator.comparing(BallotLine::tracker))
        .forEach(ballot -> {
          closing.add(ballot);
          ballots.add(ballot.line());
        });
    return entry("proposal.closed", closing.body(last));
  }

  List<String> lines() {
    List<String> all = new ArrayList<>(entries);
    all.addAll(ballots);
    return all;
  }

  Path write(Path folder) throws IOException {
    return Files.writeString(folder.resolve("record.ndjson"), String.join("\n", lines()) + "\n");
  }

  /// A small record, the one that the documentation shows.
  static RecordOfTest example() {
    Random random = new Random(1);
    Opened opened =
        opened(1, Method.QUADRATIC, DecisionClass.ORDINARY, List.of("for", "against"), random);
    return new RecordOfTest().question(opened, ballots(opened, 4, random));
  }

  static Opened opened(
      long number, Method method, DecisionClass weight, List<String> ids, Random random) {
    return new Opened(
        new UUID(number, 7),
        new UUID(1, 1),
        "huerta",
        method,
        weight,
        ids.stream().map(id -> new Option(id, "Opción " + id, random.nextInt(1, 400))).toList(),
        TEXT,
        new Opened.Rules(weight.terms(), 172_800, method == Method.QUADRATIC && ids.size() > 2),
        new Opened.Census(40, 45, 1_200),
        AT,
        AT.plusSeconds(604_800),
        method == Method.STV ? 2 : 1,
        1_000);
  }

  static List<BallotLine> ballots(Opened opened, int count, Random random) {
    List<BallotLine> ballots = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] nonce = new byte[16];
      random.nextBytes(nonce);
      Choice choice = choice(opened, random);
      ballots.add(
          new BallotLine(
              opened.proposal(),
              Tracker.of(nonce, opened.proposal()),
              random.nextInt(1, 4),
              TEXT,
              choice,
              Ballots.cost(opened.method(), choice),
              SOURCES.get(random.nextInt(3))));
    }
    return ballots;
  }

  /// A random choice that the method takes; sometimes none.
  private static Choice choice(Opened opened, Random random) {
    List<String> mixed = new ArrayList<>(opened.ids());
    Collections.shuffle(mixed, random);
    boolean single = Ballots.yesNo(mixed) || opened.method() == Method.ONE_PERSON;
    List<String> some = mixed.subList(0, random.nextInt((single ? 1 : mixed.size()) + 1));
    if (opened.method().orders()) {
      List<List<String>> ranking = new ArrayList<>();
      some.forEach(option -> ranking.add(List.of(option)));
      if (opened.method() == Method.RANKED && some.size() > 2) {
        ranking.removeLast();
        ranking.set(0, List.of(some.getFirst(), some.getLast()));
      }
      return Choice.ranking(ranking);
    }
    Map<String, Integer> votes = new HashMap<>();
    for (String option : some) {
      votes.put(
          option,
          switch (opened.method()) {
            case QUADRATIC -> random.nextInt(opened.rules().negative() ? -3 : 0, 8);
            case SCORE -> random.nextInt(6);
            case EQUAL_SHARES -> random.nextInt(1, 6);
            default -> 1;
          });
    }
    return Choice.votes(votes);
  }
}
