package org.coomunity.base.messages;

import java.util.Map;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.messageformat.MessageFormat;
import org.jspecify.annotations.Nullable;

/// One message in one language, compiled when it is first needed.
final class Text {
  private final Language language;
  private final String source;
  private final boolean constant;
  private volatile @Nullable MessageFormat compiled;

  Text(Language language, String source) {
    this.language = language;
    this.source = source;
    this.constant = source.indexOf('{') < 0 && source.indexOf('\\') < 0 && !source.startsWith(".");
  }

  /// The text; null when what it counts was not given.
  @Nullable String with(Map<String, ?> values) {
    if (constant) {
      return source;
    }
    MessageFormat.Result result = format().format(values);
    return result.faults().stream().anyMatch(fault -> fault.type().equals("bad-selector"))
        ? null
        : result.text();
  }

  /// Reads the message.
  ///
  /// @throws IllegalArgumentException when it cannot be read
  void compiled() {
    MessageFormat read = format();
    if (!read.faults().isEmpty()) {
      throw new IllegalArgumentException(read.faults() + " in " + source);
    }
  }

  /// What may run the other way is set apart from our words; what cannot, needs no marks.
  private MessageFormat format() {
    MessageFormat format = compiled;
    if (format == null) {
      format = MessageFormat.of(language.tag(), source, MessageFormat.Isolation.SPARING);
      compiled = format;
    }
    return format;
  }
}
