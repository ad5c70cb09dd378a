package org.coomunity.base.messages;

import com.ibm.icu.message2.MessageFormatter;
import java.util.HashMap;
import java.util.Map;
import org.coomunity.base.kernel.Language;
import org.jspecify.annotations.Nullable;

/// One message in one language, compiled when it is first needed.
@SuppressWarnings("deprecation") // ICU marks its MessageFormat 2 as a preview in this way
final class Text {
  private final Language language;
  private final String source;
  private final boolean constant;
  private volatile @Nullable MessageFormatter compiled;

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
    Map<String, Object> arguments = new HashMap<>();
    values.forEach((name, value) ->
        arguments.put(name, value instanceof String text ? isolated(text) : value));
    try {
      return compiled().formatToString(arguments);
    } catch (IllegalArgumentException noNumber) {
      return null;
    }
  }

  /// The formatter; fails on a message that cannot be read.
  MessageFormatter compiled() {
    MessageFormatter formatter = compiled;
    if (formatter == null) {
      formatter =
          MessageFormatter.builder()
              .setLocale(language.locale())
              .setPattern(source)
              .setBidiIsolation(MessageFormatter.BidiIsolation.NONE)
              .build();
      compiled = formatter;
    }
    return formatter;
  }

  /// What may run the other way is set apart from our words; what cannot, needs no marks.
  private static String isolated(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) >= 0x590
          && Character.getDirectionality(value.charAt(i))
              != Character.DIRECTIONALITY_LEFT_TO_RIGHT) {
        return "\u2068" + value + "\u2069";
      }
    }
    return value;
  }
}
