package org.coomunity.village;

import com.fasterxml.jackson.databind.JsonNode;

/// What came back.
///
/// @param replay the server said that it had done it before
record Answered(int status, JsonNode body, boolean replay) {
  boolean done() {
    return status >= 200 && status < 300;
  }

  /// The code of a refusal; empty when it was done.
  String code() {
    return done() ? "" : body.path("code").asText("without_code");
  }

  @Override
  public String toString() {
    String text = body.toString();
    return status + " " + (text.length() > 600 ? text.substring(0, 600) : text);
  }
}
