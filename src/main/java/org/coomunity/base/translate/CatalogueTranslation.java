package org.coomunity.base.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.coomunity.base.concepts.Concepts;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.messages.TextFile;
import org.jspecify.annotations.Nullable;

/// Translates a file of messages from the command line: each message is masked, asked for, mended
/// and proved as everything is that people read here, and only what passed is handed on.
public final class CatalogueTranslation {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /// What came of a file.
  ///
  /// @param published messages that passed every rule
  /// @param fallback those that did not, and stay in the language of the source
  /// @param needsPerson those of them that a person has to look at
  /// @param repaired published ones whose first answer was mended or asked for again
  /// @param faults how many messages broke which rule, mended ones too
  public record Report(
      int total,
      int published,
      int fallback,
      int needsPerson,
      int repaired,
      Map<String, Integer> faults) {
    /// Keeps its own copy.
    public Report {
      faults = new TreeMap<>(faults);
    }
  }

  private final MessageWork work;
  private final Breaker breaker;
  private final Provider provider;
  private final Language from;
  private final Language to;
  private final Map<String, Integer> faults = new TreeMap<>();
  private int total;
  private int published;
  private int repaired;

  private CatalogueTranslation(Provider provider, Language from, Language to) {
    this.work = new MessageWork(new Translator(new Concepts()));
    this.breaker = new Breaker(InstantSource.system());
    this.provider = provider;
    this.from = from;
    this.to = to;
  }

  /// Translates all messages of a file; objects within objects stay so.
  ///
  /// @param command for the provider `lines`, a line for the shell
  /// @param out gets what passed
  /// @throws IllegalArgumentException when there is no such provider
  public static Report run(
      JsonNode in,
      Language from,
      Language to,
      Translate.Settings settings,
      @Nullable String command,
      ObjectNode out) {
    if (command != null) {
      try (LinesProvider lines = new LinesProvider(command, PATIENCE)) {
        return new CatalogueTranslation(lines, from, to).all(in, out);
      }
    }
    Provider provider = Translate.provider(settings);
    if (provider == null) {
      throw new IllegalArgumentException("no provider '" + settings.provider() + "'");
    }
    return new CatalogueTranslation(provider, from, to).all(in, out);
  }

  private Report all(JsonNode in, ObjectNode out) {
    translate(in, out);
    int fallback = total - published;
    return new Report(total, published, fallback, fallback, repaired, faults);
  }

  private void translate(JsonNode in, ObjectNode out) {
    in.properties()
        .forEach(field -> {
          if (field.getValue().isObject()) {
            translate(field.getValue(), out.putObject(field.getKey()));
          } else {
            message(field.getKey(), field.getValue(), out);
          }
        });
  }

  private void message(String key, JsonNode text, ObjectNode out) {
    total++;
    try {
      MessageWork.Made made = work.translate(TextFile.text(text), from, to, provider, breaker);
      made.seen().forEach(rule -> faults.merge(rule, 1, Integer::sum));
      made.source()
          .ifPresent(source -> {
            published++;
            repaired += made.repaired() ? 1 : 0;
            out.put(key, source);
          });
    } catch (Provider.Failure silent) {
      faults.merge("provider", 1, Integer::sum);
    }
  }

  /// How good a translated file is.
  ///
  /// @param valid the part of the messages that can be read and have the forms of the language
  /// @param placeholdersKept the part whose placeholders are those of the source, in every form
  /// @param conceptsKept the part that says each concept of the source, as often and in a form of
  ///   the language
  /// @param forbidden how many messages have a form that changes the meaning of a concept
  /// @param passing the part that holds to every rule
  /// @param chrF likeness to a reference, 0..1: character n-grams of 1 to 6 without blanks, recall
  ///   counting twice (Popović 2015, chrF2), the mean of all orders, and of all messages; null
  ///   without a reference
  public record Score(
      int total,
      double valid,
      double placeholdersKept,
      double conceptsKept,
      int forbidden,
      double passing,
      @Nullable Double chrF) {}

  /// Measures a translated file. A message that is missing keeps nothing.
  public static Score score(
      JsonNode source,
      JsonNode candidate,
      @Nullable JsonNode reference,
      Language from,
      Language to) {
    MessageWork work = new MessageWork(new Translator(new Concepts()));
    Map<String, String> sources = TextFile.flat(source);
    Map<String, String> candidates = TextFile.flat(candidate);
    Map<String, String> references = reference == null ? Map.of() : TextFile.flat(reference);
    int[] kept = new int[4];
    int forbidden = 0;
    List<Double> likeness = new ArrayList<>();
    for (Map.Entry<String, String> one : sources.entrySet()) {
      String found = candidates.get(one.getKey());
      List<Fault> faults = work.faults(one.getValue(), found == null ? "{" : found, from, to);
      kept[0] += has(faults, "V1", "V4") ? 0 : 1;
      kept[1] += has(faults, "V1", "V2", "V4") ? 0 : 1;
      kept[2] += has(faults, "V1", "V3") ? 0 : 1;
      kept[3] += faults.isEmpty() ? 1 : 0;
      forbidden += faults.stream().anyMatch(Fault::misleads) ? 1 : 0;
      String wanted = references.get(one.getKey());
      if (wanted != null) {
        likeness.add(ChrF.of(found == null ? "" : found, wanted));
      }
    }
    int all = sources.size();
    double share = all == 0 ? 0 : 1.0 / all;
    return new Score(
        all,
        kept[0] * share,
        kept[1] * share,
        kept[2] * share,
        forbidden,
        kept[3] * share,
        reference == null ? null : likeness.stream().mapToDouble(v -> v).average().orElse(0));
  }

  private static boolean has(List<Fault> faults, String... rules) {
    return faults.stream().anyMatch(fault -> List.of(rules).contains(fault.code()));
  }
}
