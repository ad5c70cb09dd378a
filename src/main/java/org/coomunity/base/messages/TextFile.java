package org.coomunity.base.messages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A file of texts: an object of keys, whose values are texts or more such objects.
public final class TextFile {
  private TextFile() {}

  /// All texts by their keys, those within objects as `outer.inner`.
  public static Map<String, String> flat(JsonNode file) {
    Map<String, String> texts = new TreeMap<>();
    read("", file, texts);
    return texts;
  }

  private static void read(String prefix, JsonNode node, Map<String, String> texts) {
    node.properties()
        .forEach(field -> {
          String key = prefix + field.getKey();
          if (field.getValue().isObject()) {
            read(key + ".", field.getValue(), texts);
          } else {
            texts.put(key, text(field.getValue()));
          }
        });
  }

  /// A text is a string, or its lines.
  public static String text(JsonNode text) {
    if (!text.isArray()) {
      return text.asText();
    }
    List<String> lines = new ArrayList<>();
    text.forEach(line -> lines.add(line.asText()));
    return String.join("\n", lines);
  }
}
