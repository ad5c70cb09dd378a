package org.coomunity.people.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.messages.Messages;

/// The page of an export: what each file is, in the language of the person. It needs nothing from
/// elsewhere and can be read without a connection.
final class ExportPage {
  private static final List<String> RIGHT_TO_LEFT = List.of("ar");

  private final Messages messages;
  private final Language language;

  ExportPage(Messages messages, Language language) {
    this.messages = messages;
    this.language = language;
  }

  String page(String handle, Instant at, List<Export.Part> parts) {
    StringBuilder rows = new StringBuilder();
    for (Export.Part part : parts) {
      rows.append(
          """
          <tr><td><a href="%s">%s</a></td><td>%s</td><td class="n">%s</td></tr>
          """
              .formatted(
                  part.file(),
                  part.file(),
                  text("data." + part.key()),
                  escaped(messages.number(language, (double) part.rows(), 0))));
    }
    String title = text("export.title");
    return """
    <!doctype html>
    <html lang="%s" dir="%s"><head><meta charset="utf-8"><title>%s</title>
    <meta name="viewport" content="width=device-width">
    <style>body{font:1rem/1.5 system-ui,sans-serif;max-inline-size:46rem;margin:2rem auto;padding:0 1rem}
    table{border-collapse:collapse;inline-size:100%%}td,th{text-align:start;vertical-align:top;padding:.4rem .6rem;border-block-end:1px solid #ccc}
    .n{text-align:end}</style></head>
    <body><h1>%s</h1><p>%s</p><p>%s</p>
    <table><thead><tr><th>%s</th><th>%s</th><th class="n">%s</th></tr></thead><tbody>
    %s</tbody></table><p>%s</p></body></html>
    """
        .formatted(
            language.tag(),
            RIGHT_TO_LEFT.contains(language.tag()) ? "rtl" : "ltr",
            title,
            title,
            escaped(
                messages.text(
                    language,
                    "export.of",
                    Map.of("handle", handle, "day", messages.day(language, at)))),
            text("export.words"),
            text("export.file"),
            text("export.about"),
            text("export.rows"),
            rows,
            text("export.rights"));
  }

  private String text(String key) {
    return escaped(messages.text(language, key));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
