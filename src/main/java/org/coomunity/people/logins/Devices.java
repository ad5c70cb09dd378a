package org.coomunity.people.logins;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Short names for browsers, made from what they call themselves.
final class Devices {
  /// In this order: later browsers claim to be earlier ones too.
  private static final List<Map.Entry<String, String>> BROWSERS =
      List.of(
          Map.entry("Firefox/", "Firefox"),
          Map.entry("Edg/", "Edge"),
          Map.entry("OPR/", "Opera"),
          Map.entry("Chrome/", "Chrome"),
          Map.entry("Safari/", "Safari"));

  private static final List<Map.Entry<String, String>> SYSTEMS =
      List.of(
          Map.entry("Android", "Android"),
          Map.entry("iPhone", "iPhone"),
          Map.entry("iPad", "iPad"),
          Map.entry("Mac OS X", "Mac"),
          Map.entry("Windows", "Windows"),
          Map.entry("Linux", "Linux"));

  private static final int MOST = 40;

  private Devices() {}

  /// For example `Firefox · Android`; the beginning of what is not known.
  static String name(String userAgent) {
    List<String> parts = new ArrayList<>();
    first(BROWSERS, userAgent, parts);
    first(SYSTEMS, userAgent, parts);
    return parts.isEmpty()
        ? userAgent.substring(0, Math.min(MOST, userAgent.length()))
        : String.join(" · ", parts);
  }

  private static void first(
      List<Map.Entry<String, String>> names, String userAgent, List<String> parts) {
    names.stream()
        .filter(name -> userAgent.contains(name.getKey()))
        .findFirst()
        .ifPresent(name -> parts.add(name.getValue()));
  }
}
