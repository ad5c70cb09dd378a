package org.coomunity.base.translate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.messageformat.MessageTree;
import org.coomunity.base.messageformat.MessageTree.Piece;
import org.coomunity.base.messageformat.MessageTree.Slot;
import org.coomunity.base.messageformat.MessageTree.Variant;
import org.jspecify.annotations.Nullable;

/// Translates a message on its tree: its declarations stay, its variants become those of the other
/// language, and each pattern is proved alone before the whole is read again.
final class MessageWork {
  private static final Set<String> CATEGORIES =
      Set.of("zero", "one", "two", "few", "many", "other");
  private static final int VARIANTS = 256;

  /// What became of a message.
  ///
  /// @param source the translated message; empty when a rule was broken
  record Made(Optional<String> source, List<Fault> faults, boolean repaired, List<String> seen) {}

  private final Translator translator;

  MessageWork(Translator translator) {
    this.translator = translator;
  }

  /// Translates one message.
  Made translate(String source, Language from, Language to, Provider provider, Breaker breaker) {
    Optional<MessageTree> read = MessageTree.of(source);
    if (read.isEmpty()) {
      return new Made(
          Optional.empty(), List.of(new Fault("V1", "source", "", source)), false, List.of("V1"));
    }
    List<Variant> wanted = expanded(read.get(), to);
    List<Masked> masked =
        wanted.stream()
            .map(variant -> translator.masking().mask(variant.pattern(), from, to, List.of()))
            .toList();
    List<Outcome> outcomes = translator.translate(masked, provider, breaker);
    List<Fault> faults = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    List<Variant> variants = new ArrayList<>();
    boolean repaired = false;
    for (int i = 0; i < wanted.size(); i++) {
      faults.addAll(outcomes.get(i).faults());
      seen.addAll(outcomes.get(i).seen());
      repaired |= outcomes.get(i).repaired();
      variants.add(new Variant(wanted.get(i).keys(), outcomes.get(i).pattern()));
    }
    if (!faults.isEmpty()) {
      return new Made(Optional.empty(), faults, repaired, List.copyOf(seen));
    }
    MessageTree tree = read.get();
    String printed = new MessageTree(tree.head(), tree.selectors(), variants).print();
    faults.addAll(proof(tree, printed, from, to));
    faults.forEach(fault -> seen.add(fault.code()));
    return new Made(
        faults.isEmpty() ? Optional.of(printed) : Optional.empty(),
        faults,
        repaired,
        List.copyOf(seen));
  }

  /// All rules over a message that somebody else translated.
  List<Fault> faults(String source, String target, Language from, Language to) {
    return MessageTree.of(source)
        .map(tree -> proof(tree, target, from, to))
        .orElseGet(() -> List.of(new Fault("V1", "source", "", source)));
  }

  /// All rules over a finished message, read afresh: V1 and V4 of the whole, the others of each
  /// variant against the one of the source that it came from.
  List<Fault> proof(MessageTree source, String target, Language from, Language to) {
    Optional<MessageTree> read = MessageTree.of(target);
    if (read.isEmpty()) {
      return List.of(new Fault("V1", "syntax", "", target));
    }
    MessageTree made = read.get();
    if (!made.head().equals(source.head()) || !made.selectors().equals(source.selectors())) {
      return List.of(new Fault("V2", "declarations", source.head(), made.head()));
    }
    Map<List<@Nullable String>, List<Piece>> wanted = new HashMap<>();
    expanded(source, to).forEach(variant -> wanted.put(variant.keys(), variant.pattern()));
    Map<List<@Nullable String>, List<Piece>> found = new HashMap<>();
    made.variants().forEach(variant -> found.put(variant.keys(), variant.pattern()));
    if (!wanted.keySet().equals(found.keySet())) {
      return List.of(
          new Fault("V4", "keys", wanted.keySet().toString(), found.keySet().toString()));
    }
    List<Fault> faults = new ArrayList<>();
    wanted.forEach((keys, pattern) -> {
      Masked masked = translator.masking().mask(pattern, from, to, List.of());
      List<Piece> translated = found.getOrDefault(keys, List.of());
      if (!slots(pattern).equals(slots(translated))) {
        faults.add(
            new Fault(
                "V2", "placeholders", slots(pattern).toString(), slots(translated).toString()));
      }
      if (!masked.wordless()) {
        faults.addAll(translator.verifier().faults(masked, translated));
      }
    });
    return faults;
  }

  private static List<String> slots(List<Piece> pattern) {
    List<String> slots = new ArrayList<>();
    for (Piece piece : pattern) {
      if (piece instanceof Slot slot) {
        slots.add(slot.source());
      }
    }
    Collections.sort(slots);
    return slots;
  }

  /// The variants of a message in a language: where the source counts, the categories of the target
  /// take the place of its own; exact numbers and other keys stay.
  static List<Variant> expanded(MessageTree source, Language to) {
    if (source.selectors().isEmpty()) {
      return source.variants();
    }
    List<List<@Nullable String>> tuples = List.of(List.of());
    for (int column = 0; column < source.selectors().size(); column++) {
      Set<@Nullable String> keys = keys(source, column, to);
      List<List<@Nullable String>> longer = new ArrayList<>();
      for (List<@Nullable String> tuple : tuples) {
        for (@Nullable String key : keys) {
          List<@Nullable String> more = new ArrayList<>(tuple);
          more.add(key);
          longer.add(Collections.unmodifiableList(more));
        }
      }
      if (longer.size() > VARIANTS) {
        return source.variants();
      }
      tuples = longer;
    }
    List<Variant> expanded = new ArrayList<>();
    for (List<@Nullable String> tuple : tuples) {
      expanded.add(new Variant(tuple, best(source, tuple).pattern()));
    }
    return expanded;
  }

  private static Set<@Nullable String> keys(MessageTree source, int column, Language to) {
    Set<@Nullable String> keys = new LinkedHashSet<>();
    boolean counts = false;
    boolean named = false;
    for (Variant variant : source.variants()) {
      String key = variant.keys().get(column);
      if (key != null && CATEGORIES.contains(key)) {
        counts = true;
      } else if (key != null) {
        keys.add(key);
        named |= !key.matches("-?[0-9]+(\\.[0-9]+)?");
      }
    }
    if (counts && !named) {
      Tongues.plurals(to).stream().filter(c -> !c.equals("other")).sorted().forEach(keys::add);
    } else if (counts) {
      source.variants().forEach(variant -> keys.add(variant.keys().get(column)));
    }
    keys.add(null);
    return keys;
  }

  /// The variant of the source that fits a tuple of keys best: the first whose keys are the same or
  /// the catch-all, those with more of the same before others.
  private static Variant best(MessageTree source, List<@Nullable String> tuple) {
    Variant best = source.variants().getLast();
    int bestSame = -1;
    for (Variant variant : source.variants()) {
      int same = 0;
      boolean fits = true;
      for (int i = 0; i < tuple.size() && fits; i++) {
        String key = variant.keys().get(i);
        String wanted = tuple.get(i);
        if (key != null && key.equals(wanted)) {
          same++;
        } else {
          fits = key == null;
        }
      }
      if (fits && same > bestSame) {
        best = variant;
        bestSame = same;
      }
    }
    return best;
  }
}
