package org.coomunity.base.translate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.coomunity.base.concepts.Concepts;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.messageformat.MessageTree.Piece;
import org.coomunity.base.messageformat.MessageTree.Words;
import org.jspecify.annotations.Nullable;

/// Takes masked texts through a provider: ask, mend, prove; ask again at most twice for what did
/// not hold. What leaves here without faults has passed every rule.
final class Translator {
  private static final int REPAIRS = 2;

  private final Concepts concepts;
  private final Masking masking;
  private final Repair repair;
  private final Verifier verifier;

  Translator(Concepts concepts) {
    this.concepts = concepts;
    this.masking = new Masking(concepts);
    this.repair = new Repair(concepts);
    this.verifier = new Verifier(masking, concepts);
  }

  Masking masking() {
    return masking;
  }

  Verifier verifier() {
    return verifier;
  }

  /// What becomes of each of these texts, which are all of one pair of languages.
  ///
  /// @throws Provider.Failure when the provider does not answer
  List<Outcome> translate(List<Masked> sources, Provider provider, Breaker breaker) {
    List<@Nullable Outcome> outcomes = new ArrayList<>();
    List<Set<String>> seen = new ArrayList<>();
    for (Masked source : sources) {
      outcomes.add(source.wordless() ? kept(source) : null);
      seen.add(new LinkedHashSet<>());
    }
    for (int attempt = 0; attempt <= REPAIRS; attempt++) {
      List<Integer> open =
          IntStream.range(0, sources.size())
              .filter(i -> outcomes.get(i) == null || !outcomes.get(i).proved())
              .boxed()
              .toList();
      if (open.isEmpty()) {
        break;
      }
      Provider.Batch batch = batch(sources, open, provider, attempt, seen);
      List<String> answers = answers(breaker.call(() -> provider.translate(batch)), open.size());
      for (int i = 0; i < open.size(); i++) {
        int which = open.get(i);
        outcomes.set(
            which,
            judged(
                sources.get(which),
                provider.marks().read(answers.get(i)),
                attempt,
                seen.get(which)));
      }
    }
    return outcomes.stream().map(Objects::requireNonNull).toList();
  }

  private static List<String> answers(List<String> answers, int wanted) {
    if (answers.size() != wanted) {
      throw new Provider.Failure(answers.size() + " texts for " + wanted);
    }
    return answers;
  }

  /// Nothing but marks: there is nothing to ask.
  private static Outcome kept(Masked source) {
    return new Outcome(Unmask.pattern(source, source.text()), List.of(), false, List.of());
  }

  private Provider.Batch batch(
      List<Masked> sources,
      List<Integer> open,
      Provider provider,
      int attempt,
      List<Set<String>> seen) {
    Language from = sources.getFirst().from();
    Language to = sources.getFirst().to();
    Set<String> sheet = new LinkedHashSet<>();
    Set<String> faults = new LinkedHashSet<>();
    for (int which : open) {
      faults.addAll(seen.get(which));
      for (Mark mark : sources.get(which).marks()) {
        if (mark.kind() == Mark.Kind.CONCEPT) {
          sheet.add(
              mark.sign()
                  + ": "
                  + mark.target()
                  + ", "
                  + concepts.form(mark.concept(), Language.EN).gloss());
        }
      }
    }
    return new Provider.Batch(
        from,
        to,
        open.stream().map(which -> provider.marks().write(sources.get(which).text())).toList(),
        List.copyOf(sheet),
        attempt,
        List.copyOf(faults));
  }

  private Outcome judged(Masked source, String answer, int attempt, Set<String> seen) {
    if (answer.length() > 64 + 8 * source.text().length()) {
      seen.add("V6");
      return new Outcome(
          List.of(), List.of(new Fault("V6", "length", "", "")), true, List.copyOf(seen));
    }
    List<Fault> raw = proof(source, answer);
    if (raw.isEmpty()) {
      return new Outcome(Unmask.pattern(source, answer), List.of(), attempt > 0, List.copyOf(seen));
    }
    raw.forEach(fault -> seen.add(fault.code()));
    String mended = repair.mend(source, answer);
    List<Fault> faults = proof(source, mended);
    return new Outcome(
        faults.isEmpty() ? Unmask.pattern(source, mended) : List.of(),
        faults,
        true,
        List.copyOf(seen));
  }

  private List<Fault> proof(Masked source, String answer) {
    List<Piece> pattern = Unmask.pattern(source, answer);
    return verifier.faults(source, pattern.isEmpty() ? List.of(new Words("")) : pattern);
  }
}
