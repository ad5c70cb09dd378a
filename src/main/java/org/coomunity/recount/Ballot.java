package org.coomunity.recount;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The line of one ballot; one object is used for all lines, one after another.
final class Ballot {
  /// A name that stands twice is found when the line is compared with its canonical form.
  private static final JsonFactory JSON = new JsonFactory();

  private static final byte[] KIND = Hashes.utf8(",\"kind\":\"ballot\",\"leaf\":\"");

  private final MessageDigest digest = Hashes.sha256();
  private final Output out = new Output();

  String proposal = "";
  String tracker = "";
  String textHash = "";
  String source = "";
  String leaf = "";
  long n;
  long cost;
  boolean ranks;

  /// Options with votes, in the order of the line, and the votes.
  final List<String> options = new ArrayList<>();

  final List<Integer> votes = new ArrayList<>();
  final List<List<String>> ranking = new ArrayList<>();

  private static final class Output extends ByteArrayOutputStream {
    boolean same(byte[] bytes, int from, int length) {
      return Arrays.equals(buf, 0, count, bytes, from, from + length);
    }

    void text(String text) {
      writeBytes(Hashes.utf8(text));
    }

    /// Without the bytes between two places.
    void hash(MessageDigest digest, int from, int to) {
      digest.update(buf, 0, from);
      digest.update(buf, to, count - to);
    }
  }

  /// Reads a line.
  ///
  /// @throws IOException when it is no JSON
  /// @throws IllegalArgumentException when it is no ballot
  void read(byte[] line, int from, int length) throws IOException {
    options.clear();
    votes.clear();
    ranking.clear();
    proposal = tracker = textHash = source = leaf = "";
    n = cost = -1;
    try (JsonParser json = JSON.createParser(line, from, length)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        switch (name) {
          case "proposal" -> proposal = text(json, value);
          case "tracker" -> tracker = text(json, value);
          case "textHash" -> textHash = text(json, value);
          case "source" -> source = text(json, value);
          case "leaf" -> leaf = text(json, value);
          case "kind" -> text(json, value);
          case "n" -> n = whole(json, value);
          case "cost" -> cost = whole(json, value);
          case "choice" -> choice(json, value);
          default -> throw new IllegalArgumentException("ballots have no member \"" + name + "\"");
        }
      }
      if (json.nextToken() != null) {
        throw new IllegalArgumentException("something stands after the ballot");
      }
    }
  }

  private static String text(JsonParser json, JsonToken value) throws IOException {
    if (value != JsonToken.VALUE_STRING) {
      throw new IllegalArgumentException("\"" + json.currentName() + "\" is no text");
    }
    return json.getText();
  }

  private static int whole(JsonParser json, JsonToken value) throws IOException {
    if (value != JsonToken.VALUE_NUMBER_INT) {
      throw new IllegalArgumentException("\"" + json.currentName() + "\" is no whole number");
    }
    return json.getIntValue();
  }

  private void choice(JsonParser json, JsonToken begin) throws IOException {
    String what = begin == JsonToken.START_OBJECT ? json.nextFieldName() : null;
    ranks = "ranking".equals(what);
    if (!ranks && !"votes".equals(what)) {
      throw new IllegalArgumentException("the choice has neither votes nor a ranking");
    }
    JsonToken opens = json.nextToken();
    if (opens != (ranks ? JsonToken.START_ARRAY : JsonToken.START_OBJECT)) {
      throw new IllegalArgumentException("the choice has another form");
    }
    if (ranks) {
      while (json.nextToken() == JsonToken.START_ARRAY) {
        List<String> group = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          group.add(text(json, json.currentToken()));
        }
        ranking.add(group);
      }
    } else {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        options.add(json.currentName());
        votes.add(whole(json, json.nextToken()));
      }
    }
    if (json.nextToken() != JsonToken.END_OBJECT) {
      throw new IllegalArgumentException("the choice says more than one thing");
    }
  }

  /// The hash of its leaf, after the line was compared with the canonical form of what it says.
  ///
  /// @throws IllegalArgumentException when the line is written in another way
  byte[] leaf(byte[] line, int from, int length) {
    StringBuilder text = new StringBuilder("{\"choice\":{");
    if (ranks) {
      text.append("\"ranking\":[");
      ranking.forEach(group -> list(group, text));
      text.append(']');
    } else {
      text.append("\"votes\":{");
      for (int i = 0; i < options.size(); i++) {
        if (i > 0 && options.get(i - 1).compareTo(options.get(i)) >= 0) {
          throw new IllegalArgumentException("the options are not in their order");
        }
        text.append(i == 0 ? "" : ",");
        Canon.quote(options.get(i), text);
        text.append(':').append(votes.get(i));
      }
      text.append('}');
    }
    text.append("},\"cost\":").append(cost);
    out.reset();
    out.text(text.toString());
    int before = out.size();
    out.writeBytes(KIND);
    out.text(leaf);
    out.write('"');
    int after = out.size();
    text.setLength(0);
    text.append(",\"n\":").append(n).append(",\"proposal\":\"").append(proposal);
    text.append("\",\"source\":\"").append(source).append("\",\"textHash\":\"").append(textHash);
    text.append("\",\"tracker\":\"").append(tracker).append("\"}");
    out.text(text.toString());
    if (!out.same(line, from, length)) {
      throw new IllegalArgumentException("it is not written in canonical JSON");
    }
    digest.update((byte) 0);
    out.hash(digest, before, after);
    return digest.digest();
  }

  private static void list(List<String> group, StringBuilder text) {
    text.append(text.charAt(text.length() - 1) == '[' ? "[" : ",[");
    for (int i = 0; i < group.size(); i++) {
      text.append(i == 0 ? "" : ",");
      Canon.quote(group.get(i), text);
    }
    text.append(']');
  }
}
