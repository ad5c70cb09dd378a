package org.coomunity.base.platform.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds the route of a path by walking a tree of its segments, without regular expressions. A
/// fixed segment wins over a parameter; a last parameter written `{name*}` takes the rest.
final class Router<T> {
  /// A route that was found, with the values of its parameters in the order of its path.
  record Match<T>(T target, List<String> names, List<String> values) {
    @Nullable String value(String name) {
      int at = names.indexOf(name);
      return at < 0 ? null : values.get(at);
    }
  }

  /// What is known about a path.
  ///
  /// @param match the route of path and method; null when there is none
  /// @param methods the methods the path does have
  record Found<T>(@Nullable Match<T> match, List<String> methods) {}

  private record Leaf<T>(T target, List<String> names) {}

  private static final class Node<T> {
    final Map<String, Node<T>> fixed = new HashMap<>();
    @Nullable Node<T> parameter;
    @Nullable Node<T> rest;
    final Map<String, Leaf<T>> leaves = new HashMap<>();

    Node<T> parameter() {
      Node<T> node = parameter == null ? new Node<>() : parameter;
      parameter = node;
      return node;
    }

    Node<T> rest() {
      Node<T> node = rest == null ? new Node<>() : rest;
      rest = node;
      return node;
    }
  }

  private static final int MOST_SEGMENTS = 24;

  private final Node<T> root = new Node<>();

  /// Adds a line. Two lines for one method and path are a mistake of ours.
  void add(String method, String path, T target) {
    Node<T> node = root;
    List<String> names = new ArrayList<>();
    for (String segment : segments(path)) {
      if (segment.startsWith("{") && segment.endsWith("*}")) {
        names.add(segment.substring(1, segment.length() - 2));
        node = node.rest();
      } else if (segment.startsWith("{")) {
        names.add(segment.substring(1, segment.length() - 1));
        node = node.parameter();
      } else {
        node = node.fixed.computeIfAbsent(segment, key -> new Node<>());
      }
    }
    if (node.leaves.put(method, new Leaf<>(target, List.copyOf(names))) != null) {
      throw new IllegalStateException("two routes for " + method + " " + path);
    }
  }

  /// Finds a raw (still percent-encoded) path.
  Found<T> find(String method, String rawPath) {
    List<String> segments = segments(rawPath);
    if (segments.size() > MOST_SEGMENTS) {
      return new Found<>(null, List.of());
    }
    for (int i = 0; i < segments.size(); i++) {
      String decoded = decode(segments.get(i), false);
      if (decoded == null) {
        return new Found<>(null, List.of());
      }
      segments.set(i, decoded);
    }
    Set<String> methods = new TreeSet<>();
    Match<T> match = walk(root, segments, 0, new ArrayList<>(4), method, methods);
    return new Found<>(match, match != null ? List.of() : List.copyOf(methods));
  }

  private static <T> @Nullable Match<T> walk(
      Node<T> node,
      List<String> segments,
      int at,
      List<String> values,
      String method,
      Set<String> methods) {
    if (at == segments.size()) {
      return take(node, values, method, methods);
    }
    String segment = segments.get(at);
    Node<T> fixed = node.fixed.get(segment);
    if (fixed != null) {
      Match<T> match = walk(fixed, segments, at + 1, values, method, methods);
      if (match != null) {
        return match;
      }
    }
    if (node.parameter != null && !segment.isEmpty()) {
      values.add(segment);
      Match<T> match = walk(node.parameter, segments, at + 1, values, method, methods);
      if (match != null) {
        return match;
      }
      values.removeLast();
    }
    if (node.rest != null) {
      values.add(String.join("/", segments.subList(at, segments.size())));
      Match<T> match = take(node.rest, values, method, methods);
      if (match != null) {
        return match;
      }
      values.removeLast();
    }
    return null;
  }

  private static <T> @Nullable Match<T> take(
      Node<T> node, List<String> values, String method, Set<String> methods) {
    Leaf<T> leaf = node.leaves.get(method);
    if (leaf == null) {
      methods.addAll(node.leaves.keySet());
      return null;
    }
    return new Match<>(leaf.target(), leaf.names(), List.copyOf(values));
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>(8);
    int end = path.length() > 1 && path.endsWith("/") ? path.length() - 1 : path.length();
    int start = 1;
    while (start < end) {
      int slash = path.indexOf('/', start);
      int stop = slash < 0 || slash > end ? end : slash;
      segments.add(path.substring(start, stop));
      start = stop + 1;
    }
    return segments;
  }

  /// Undoes percent-encoding; null when it is broken, not UTF-8, or hides a NUL.
  static @Nullable String decode(String text, boolean plusIsSpace) {
    boolean plain = text.indexOf('%') < 0 && (!plusIsSpace || text.indexOf('+') < 0);
    if (plain) {
      return text.indexOf('\0') < 0 ? text : null;
    }
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(raw.length);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] == '%') {
        if (i + 2 >= raw.length) {
          return null;
        }
        int high = Character.digit(raw[i + 1], 16);
        int low = Character.digit(raw[i + 2], 16);
        if (high < 0 || low < 0 || (high == 0 && low == 0)) {
          return null;
        }
        bytes.put((byte) (high << 4 | low));
        i += 2;
      } else {
        bytes.put(plusIsSpace && raw[i] == '+' ? (byte) ' ' : raw[i]);
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException notText) {
      return null;
    }
  }
}
