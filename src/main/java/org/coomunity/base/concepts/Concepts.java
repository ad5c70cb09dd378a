package org.coomunity.base.concepts;

import java.text.Normalizer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.Route;

/// The register of concepts: what each is called and means in every language, where a text mentions
/// one, and what it must never be turned into.
public final class Concepts {
  private final ConceptFiles files = ConceptFiles.read();
  private final Map<Language, Finder> finders = new EnumMap<>(Language.class);

  /// The register of the program.
  public Concepts() {
    for (Language language : Language.values()) {
      finders.put(language, new Finder(files, language));
    }
  }

  /// All concepts, in the order in which they are best learned.
  public List<Concept> all() {
    return files.all();
  }

  /// A concept by its key.
  public Optional<Concept> concept(String key) {
    return Optional.ofNullable(files.concepts().get(key));
  }

  /// How a language writes and explains a concept.
  ///
  /// @throws IllegalArgumentException for a key that is none
  public Form form(String key, Language language) {
    return files.form(key, language);
  }

  /// Every way in which a language may write a concept.
  public List<String> allowed(String key, Language language) {
    return files.form(key, language).allowed();
  }

  /// What a concept must never be turned into.
  public List<String> forbidden(String key, Language language) {
    return files.form(key, language).never();
  }

  /// A concept for a reader of a language.
  ///
  /// @throws Refused `not_found`
  public Explained explained(String key, Language language) {
    Concept concept = concept(key).orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
    Form form = files.form(key, language);
    return new Explained(
        key,
        concept.canonical(),
        concept.policy(),
        form.form(),
        form.gloss(),
        form.transliteration(),
        form.context(),
        form.never(),
        concept.aliases(),
        language.tag(),
        files.reviewed().getOrDefault(language, false),
        files.version());
  }

  /// The whole register for a reader of a language.
  public Explained.Register register(Language language) {
    return new Explained.Register(
        language.tag(),
        files.reviewed().getOrDefault(language, false),
        files.version(),
        all().stream().map(concept -> explained(concept.key(), language)).toList());
  }

  /// Where a text of a language mentions concepts, in order and without overlap. Places are those
  /// of the text in NFC.
  public List<Mention> mentions(String text, Language language) {
    Finder finder = finders.get(language);
    return finder == null
        ? List.of()
        : finder.find(Normalizer.normalize(text, Normalizer.Form.NFC));
  }

  /// Changes with any word of the register.
  public String version() {
    return files.version();
  }

  /// The routes of the register, open to everybody.
  public List<Route> routes() {
    return ConceptsHttp.routes(this);
  }
}
