package org.coomunity.base.translate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How marks are written for a provider: as it is known to leave them alone.
enum MarkForm {
  /// `⟦7⟧`, for language models.
  BRACKETS,
  /// `<x id="7"/>`, for providers that read XML.
  XML,
  /// `<span translate="no" id="7"></span>`, for those that read HTML.
  HTML;

  private static final Pattern MARK = Pattern.compile("⟦([0-9]+)⟧");
  private static final Pattern TAGS =
      Pattern.compile(
          "<x id=\"([0-9]{1,4})\"\\s*/>|<x id=\"([0-9]{1,4})\">\\s*</x>"
              + "|<span[^<>]{0,60}\\bid=\"([0-9]{1,4})\"[^<>]{0,60}>\\s*</span>");

  /// A masked text for the provider.
  String write(String masked) {
    if (this == BRACKETS) {
      return masked;
    }
    String escaped = masked.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    String tag = this == XML ? "<x id=\"$1\"/>" : "<span translate=\"no\" id=\"$1\"></span>";
    return MARK.matcher(escaped).replaceAll(tag);
  }

  /// The provider's answer as a masked text. What is neither a mark nor text stays, for the rules
  /// to find.
  String read(String answer) {
    if (this == BRACKETS) {
      return answer;
    }
    Matcher tags = TAGS.matcher(answer);
    StringBuilder out = new StringBuilder();
    while (tags.find()) {
      String id = tags.group(1);
      id = id == null ? tags.group(2) : id;
      tags.appendReplacement(out, "⟦" + (id == null ? tags.group(3) : id) + "⟧");
    }
    return tags.appendTail(out)
        .toString()
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }
}
