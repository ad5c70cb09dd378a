package org.coomunity.base.translate;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Secret;

/// DeepL, version 2 of its surface; marks are XML that it is told to leave alone.
final class DeepLProvider implements Provider {
  private final Calls calls;
  private final URI url;
  private final Secret key;

  DeepLProvider(Calls calls, String base, Secret key) {
    this.calls = calls;
    this.url = URI.create(base + "/v2/translate");
    this.key = key;
  }

  @Override
  public String id() {
    return "deepl";
  }

  @Override
  public MarkForm marks() {
    return MarkForm.XML;
  }

  @Override
  public List<String> translate(Batch batch) {
    JsonNode answer =
        calls.ask(
            url,
            "DeepL-Auth-Key " + key.reveal(),
            Map.of(
                "text",
                batch.texts(),
                "source_lang",
                batch.from().tag().toUpperCase(Locale.ROOT),
                "target_lang",
                target(batch.to()),
                "tag_handling",
                "xml",
                "ignore_tags",
                List.of("x"),
                "context",
                String.join(" ", batch.sheet())));
    List<String> texts = new ArrayList<>();
    JsonNode translations = answer.path("translations");
    for (JsonNode translation : translations) {
      if (texts.size() < batch.texts().size() && translation.path("text").isTextual()) {
        texts.add(translation.path("text").asText());
      }
    }
    if (translations.size() != batch.texts().size() || texts.size() != batch.texts().size()) {
      throw new Failure(translations.size() + " texts for " + batch.texts().size());
    }
    return texts;
  }

  /// Some languages are asked for by their region.
  private static String target(Language language) {
    return switch (language) {
      case EN -> "EN-GB";
      case PT -> "PT-BR";
      case ZH -> "ZH-HANS";
      default -> language.tag().toUpperCase(Locale.ROOT);
    };
  }
}
