package org.coomunity.base.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.coomunity.base.concepts.Concepts;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.messages.TextFile;
import org.jspecify.annotations.Nullable;

/// Translates a file of messages from the command line: each message is masked, asked for, mended
/// and proved as everything is that people read here, and only what passed is handed on.
public final class CatalogueTranslation {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /// What came of a file.
  ///
  /// @param published messages that passed every rule
  /// @param fallback those that did not, and stay in the language of the source
  /// @param needsPerson those of them that a person has to look at
  /// @param repaired published ones whose first answer was mended or asked for again
  /// @param faults how many messages broke which rule, mended ones too
  public record Report(
      int total,
      int published,
      int fallback,
      int needsPerson,
      int repaired,
      Map<String, Integer> faults) {
    /// Keeps its own copy.
    public Report {
      faults = new TreeMap<>(faults);
    }
  }

  private final MessageWork work;
  private final Breaker breaker;
  private final Provider provider;
  private final Language from;
  private final Language to;
  private final Map<String, Integer> faults = new TreeMap<>();
  private int total;
  private int published;
  private int repaired;

  private CatalogueTranslation(Provider provider, Language from, Language to) {
    this.work = new MessageWork(new Translator(new Concepts()));
    this.breaker = new Breaker(InstantSource.system());
    this.provider = provider;
    this.from = from;
    this.to = to;
  }

  /// Translates all messages of a file; objects within objects stay so.
  ///
  /// @param command for the provider `lines`, a line for the shell
  /// @param out gets what passed
  /// @throws IllegalArgumentException when there is no such provider
  public static Report run(
      JsonNode in,
      Language from,
      Language to,
      Translate.Settings settings,
      @Nullable String command,
      ObjectNode out) {
    if (command != null) {
      try (LinesProvider lines = new LinesProvider(command, PATIENCE)) {
        return new CatalogueTranslation(lines, from, to).all(in, out);
      }
    }
    Provider provider = Translate.provider(settings);
    if (provider == null) {
      throw new IllegalArgumentException("no provider '" + settings.provider() + "'");
    }
    return new CatalogueTranslation(provider, from, to).all(in, out);
  }

  private Report all(JsonNode in, ObjectNode out) {
    translate(in, out);
    int fallback = total - published;
    return new Report(total, published, fallback, fallback, repaired, faults);
  }

  private void translate(JsonNode in, ObjectNode out) {
    in.properties()
        .forEach(field -> {
          if (field.getValue().isObject()) {
            translate(field.getValue(), out.putObject(field.getKey()));
          } else {
            message(field.getKey(), field.getValue(), out);
          }
        });
  }

  private void message(String key, JsonNode text, ObjectNode out) {
    total++;
    try {
      MessageWork.Made made = work.translate(TextFile.text(text), from, to, provider, breaker);
      made.seen().forEach(rule -> faults.merge(rule, 1, Integer::sum));
      made.source()
          .ifPresent(source -> {
            published++;
            repaired += made.repaired() ? 1 : 0;
            out.put(key, source);
          });
    } catch (Provider.Failure silent) {
      faults.merge("provider", 1, Integer::sum);
    }
  }
}
