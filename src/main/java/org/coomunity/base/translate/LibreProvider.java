package org.coomunity.base.translate;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coomunity.base.kernel.Secret;

/// LibreTranslate, on a server of one's own or another's; marks are HTML that is not translated.
final class LibreProvider implements Provider {
  private final Calls calls;
  private final URI url;
  private final Secret key;

  LibreProvider(Calls calls, String base, Secret key) {
    this.calls = calls;
    this.url = URI.create(base + "/translate");
    this.key = key;
  }

  @Override
  public String id() {
    return "libretranslate";
  }

  @Override
  public MarkForm marks() {
    return MarkForm.HTML;
  }

  @Override
  public List<String> translate(Batch batch) {
    Map<String, Object> question = new LinkedHashMap<>();
    question.put("q", batch.texts());
    question.put("source", batch.from().tag());
    question.put("target", batch.to().tag());
    question.put("format", "html");
    if (!key.reveal().isEmpty()) {
      question.put("api_key", key.reveal());
    }
    return OpenAiProvider.texts(
        calls.ask(url, "", question).path("translatedText"), batch.texts().size());
  }
}
