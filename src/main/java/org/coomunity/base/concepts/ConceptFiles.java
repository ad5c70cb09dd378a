package org.coomunity.base.concepts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.platform.json.Json;

/// Reads the register from `concepts/`: what the concepts are, and each language's words for them.
///
/// @param version changes with any byte of the files
record ConceptFiles(
    Map<String, Concept> concepts,
    Map<Language, Map<String, Form>> forms,
    Map<Language, Boolean> reviewed,
    String version) {
  private record Words(boolean reviewed, Map<String, Form> concepts) {}

  static ConceptFiles read() {
    MessageDigest digest = sha256();
    Map<String, Concept> concepts = new LinkedHashMap<>();
    for (Concept concept : Json.read(text("concepts", digest), Concept[].class)) {
      if (concepts.put(concept.key(), concept) != null) {
        throw new IllegalStateException("two concepts " + concept.key());
      }
    }
    Map<Language, Map<String, Form>> forms = new EnumMap<>(Language.class);
    Map<Language, Boolean> reviewed = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      Words words = Json.read(text(language.tag(), digest), Words.class);
      if (!words.concepts().keySet().equals(concepts.keySet())) {
        throw new IllegalStateException(
            "the concepts in " + language.tag() + " are " + words.concepts().keySet());
      }
      forms.put(language, Map.copyOf(words.concepts()));
      reviewed.put(language, words.reviewed());
    }
    String version = HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), 6));
    return new ConceptFiles(concepts, forms, reviewed, version);
  }

  /// In NFC, so that no spelling depends on the editor it was written with.
  private static String text(String name, MessageDigest digest) {
    String path = "concepts/" + name + ".json";
    try (InputStream in = ConceptFiles.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the program has no " + path);
      }
      byte[] bytes = in.readAllBytes();
      digest.update(bytes);
      return Normalizer.normalize(
          new String(bytes, java.nio.charset.StandardCharsets.UTF_8), Normalizer.Form.NFC);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  Form form(String key, Language language) {
    Form form = forms.getOrDefault(language, Map.of()).get(key);
    if (form == null) {
      throw new IllegalArgumentException("no concept " + key);
    }
    return form;
  }

  List<Concept> all() {
    return List.copyOf(concepts.values());
  }
}
