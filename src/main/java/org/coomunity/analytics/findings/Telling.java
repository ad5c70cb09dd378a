package org.coomunity.analytics.findings;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.messages.Messages;

/// Puts findings into the language of who reads them.
final class Telling {
  private static final String FIND = "insights.find.";
  private static final String NEED = "insights.need.";
  private static final String DEFINITION = "insights.def.";
  private static final String ACTION = "insights.do.";
  private static final String ARROW = " → ";
  private static final String DOT = " · ";

  /// Figures under this show one decimal: so many times as often.
  private static final double LEAST_WHOLE = 5;

  private final Messages messages;

  Telling(Messages messages) {
    this.messages = messages;
  }

  Insights told(Language language, Instant at, int version, Map<Part, List<Finding>> parts) {
    return new Insights(
        at,
        version,
        items(language, at, parts, Part.BIEN_COMUN),
        items(language, at, parts, Part.AYNI),
        items(language, at, parts, Part.GROWTH),
        items(language, at, parts, Part.CONTENT),
        items(language, at, parts, Part.PATHS),
        items(language, at, parts, Part.DROP_OFF),
        items(language, at, parts, Part.VOCATION),
        items(language, at, parts, Part.FEATURES),
        items(language, at, parts, Part.CHURN));
  }

  private List<Insights.Item> items(
      Language language, Instant at, Map<Part, List<Finding>> parts, Part part) {
    return parts.getOrDefault(part, List.of(Finding.nothing(part))).stream()
        .map(finding -> item(language, at, finding))
        .toList();
  }

  private Insights.Item item(Language language, Instant at, Finding finding) {
    boolean nothing = finding.kind().equals(Finding.NOTHING);
    Finding.Range range = finding.range();
    String key = finding.part().key();
    return new Insights.Item(
        finding.kind(),
        messages.text(
            language, nothing ? NEED + key : FIND + finding.kind(), values(language, finding)),
        nothing ? null : Double.valueOf(finding.value()),
        nothing ? null : Long.valueOf(finding.n()),
        finding.part() == Part.DROP_OFF || finding.part() == Part.PATHS ? "visits" : "people",
        range == null ? null : new double[] {range.low(), range.high()},
        at,
        messages.text(language, DEFINITION + key),
        finding.confidence().key(),
        messages.text(language, ACTION + key));
  }

  private Map<String, Object> values(Language language, Finding finding) {
    Map<String, Object> values = new HashMap<>();
    finding.words().forEach((name, word) -> values.put(name, value(language, word)));
    return values;
  }

  private Object value(Language language, Word word) {
    return switch (word.form()) {
      case TEXT -> word.texts().getFirst();
      case COUNT -> messages.number(language, word.number(), word.number() < LEAST_WHOLE ? 1 : 0);
      case SHARE -> messages.percent(language, word.number());
      case AMOUNT -> messages.amount(language, Objects.requireNonNull(word.unit()), word.minor());
      case EVENTS ->
          String.join(
              ARROW,
              word.texts().stream()
                  .map(event -> messages.text(language, "insights.event." + event))
                  .toList());
      case NEED -> need(language, word.texts());
    };
  }

  private String need(Language language, List<String> parts) {
    String spoken = messages.languageName(language, parts.get(2));
    if (parts.get(0).isEmpty()) {
      return spoken;
    }
    String category = messages.text(language, "category." + parts.get(0));
    String region = parts.get(1).isEmpty() ? "" : DOT + place(language, parts.get(1));
    return category + region + DOT + spoken;
  }

  /// About where: degrees north or south, east or west.
  private String place(Language language, String region) {
    String[] degrees = region.split(" ", 2);
    return messages.text(
        language, "insights.near", Map.of("lat", degrees[0] + "°", "lon", degrees[1] + "°"));
  }
}
