package org.coomunity.base.translate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coomunity.base.concepts.Concepts;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.messages.TextFile;
import org.jspecify.annotations.Nullable;

/// How good a translated file of messages is. A message that is missing keeps nothing.
///
/// @param valid the part of the messages that can be read and have the forms of the language
/// @param placeholdersKept the part whose placeholders are those of the source, in every form
/// @param conceptsKept the part that says each concept of the source, as often and in a form of the
///   language
/// @param forbidden how many messages have a form that changes the meaning of a concept
/// @param passing the part that holds to every rule
/// @param chrF likeness to a reference, 0..1: character n-grams of 1 to 6 without blanks, recall
///   counting twice (Popović 2015, chrF2), the mean of all orders, and of all messages; null
///   without a reference
public record CatalogueScore(
    int total,
    double valid,
    double placeholdersKept,
    double conceptsKept,
    int forbidden,
    double passing,
    @Nullable Double chrF) {
  private static final String MISSING = "{";

  /// Measures a translated file.
  public static CatalogueScore of(
      JsonNode source,
      JsonNode candidate,
      @Nullable JsonNode reference,
      Language from,
      Language to) {
    Map<String, String> sources = TextFile.flat(source);
    Map<String, String> found = TextFile.flat(candidate);
    MessageWork work = new MessageWork(new Translator(new Concepts()));
    List<List<Fault>> messages = new ArrayList<>();
    sources.forEach(
        (key, text) -> messages.add(work.faults(text, found.getOrDefault(key, MISSING), from, to)));
    return new CatalogueScore(
        messages.size(),
        without(messages, Set.of("V1", "V4")),
        without(messages, Set.of("V1", "V2", "V4")),
        without(messages, Set.of("V1", "V3")),
        (int) messages.stream().filter(CatalogueScore::misleads).count(),
        messages.stream().mapToInt(faults -> faults.isEmpty() ? 1 : 0).average().orElse(0),
        reference == null ? null : likeness(sources.keySet(), found, TextFile.flat(reference)));
  }

  /// The part of the messages that break none of these rules.
  private static double without(List<List<Fault>> messages, Set<String> rules) {
    return messages.stream()
        .mapToInt(
            faults -> faults.stream().noneMatch(fault -> rules.contains(fault.code())) ? 1 : 0)
        .average()
        .orElse(0);
  }

  private static boolean misleads(List<Fault> faults) {
    return faults.stream().anyMatch(Fault::misleads);
  }

  private static double likeness(
      Set<String> keys, Map<String, String> found, Map<String, String> wanted) {
    return wanted.entrySet().stream()
        .filter(one -> keys.contains(one.getKey()))
        .mapToDouble(one -> ChrF.of(found.getOrDefault(one.getKey(), ""), one.getValue()))
        .average()
        .orElse(0);
  }
}
