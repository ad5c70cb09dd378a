package org.coomunity.base.platform.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;

/// Reads a `double` that is a number: Jackson's own also takes the texts `NaN` and `Infinity`, and
/// makes infinity of `1e999`.
final class FiniteNumber extends StdScalarDeserializer<Double> {
  private static final long serialVersionUID = 1;

  FiniteNumber(Class<Double> type) {
    super(type);
  }

  @Override
  public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
    if (json.currentToken() == null || !json.currentToken().isNumeric()) {
      return context.<Double>reportInputMismatch(this, "number expected");
    }
    double value = json.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw context.weirdNumberException(value, handledType(), "too large");
    }
    return value;
  }
}
