package org.coomunity.base.messageformat;

import com.ibm.icu.util.ULocale;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A message in Unicode MessageFormat 2 and one language, read once and formatted often. Neither
/// reading nor formatting throws: what is wrong stands in the result beside a text that shows the
/// gap.
public final class MessageFormat {
  private static final String LOST = "{\uFFFD}";

  /// Whether values that may run the other way are set apart from the text around them.
  public enum Isolation {
    /// As the standard says: every value whose direction is not known to be the text's own.
    DEFAULT,
    /// As the standard, but without marks around values that cannot run the other way.
    SPARING,
    /// No marks.
    NONE
  }

  /// A text, its parts when they were asked for, and what went wrong.
  public record Result(String text, List<Map<String, Object>> parts, List<Fault> faults) {}

  private final ULocale locale;
  private final Isolation isolation;
  private final Map<String, Call.Function> functions;
  private final @Nullable Model model;
  private final List<Keys> columns;
  private final @Nullable Result constant;
  private final List<Fault> faults;

  private MessageFormat(
      String languageTag,
      String source,
      Isolation isolation,
      Map<String, Call.Function> functions) {
    this.locale = ULocale.forLanguageTag(languageTag);
    this.isolation = isolation;
    this.functions = functions;
    Model read = null;
    List<Fault> wrong;
    try {
      read = Parser.parse(source);
      wrong = ModelRules.faults(read);
    } catch (Broken broken) {
      wrong = List.of(broken.fault());
    }
    this.faults = wrong;
    this.model = wrong.isEmpty() ? read : null;
    this.columns = model == null ? List.of() : Keys.of(model);
    String text = model == null ? null : model.constant();
    this.constant = text == null ? null : new Result(text, List.of(), List.of());
  }

  /// Reads a message with the functions of the standard.
  public static MessageFormat of(String languageTag, String source, Isolation isolation) {
    return new MessageFormat(languageTag, source, isolation, Functions.STANDARD);
  }

  /// Reads a message with the functions `:test:…` too, which the official suite uses.
  public static MessageFormat forSuite(String languageTag, String source, Isolation isolation) {
    return new MessageFormat(languageTag, source, isolation, Functions.WITH_TESTS);
  }

  /// What is wrong with the source itself; empty for a message that can be used.
  public List<Fault> faults() {
    return faults;
  }

  /// What a translation of this message must keep; empty when it cannot be used.
  public Optional<Shape> shape() {
    return Optional.ofNullable(model).map(Shape::of);
  }

  /// The message written anew, with one space where one is enough; empty when it cannot be used.
  public Optional<String> source() {
    return Optional.ofNullable(model).map(Printer::print);
  }

  /// The text for these arguments.
  public Result format(Map<String, ?> arguments) {
    return run(arguments, false);
  }

  /// The text and its parts, as the official suite describes them.
  public Result formatToParts(Map<String, ?> arguments) {
    return run(arguments, true);
  }

  private Result run(Map<String, ?> arguments, boolean parts) {
    if (model == null) {
      return new Result(LOST, List.of(Map.of("type", "fallback", "source", "\uFFFD")), faults);
    }
    if (constant != null && !parts) {
      return constant;
    }
    Run run = new Run(model, columns, parts, locale, functions, arguments);
    return new Output(run, locale, isolation, parts).write();
  }
}
