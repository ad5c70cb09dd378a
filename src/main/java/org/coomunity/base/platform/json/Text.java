package org.coomunity.base.platform.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.function.Function;

/// Reads a value that is written as text, and only as text: Jackson's own readers also take numbers
/// for times and base64 for identifiers.
final class Text<T> extends StdScalarDeserializer<T> {
  private final transient Function<String, T> parser;

  Text(Class<T> type, Function<String, T> parser) {
    super(type);
    this.parser = parser;
  }

  @Override
  public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
    if (!json.hasToken(JsonToken.VALUE_STRING)) {
      return context.<T>reportInputMismatch(this, "text expected");
    }
    String text = json.getText();
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException wrong) {
      throw context.weirdStringException(text, handledType(), "format");
    }
  }
}
