package org.coomunity.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coomunity.web.AnnouncementPage.Piece;
import org.jspecify.annotations.Nullable;

/// Addresses in what people wrote. Only whole `https` and `http` addresses of a named host become
/// links; everything else, `javascript:` before all, stays text.
final class Links {
  private static final int LINKS_MOST = 50;
  private static final Pattern ADDRESS =
      Pattern.compile("(?i)\\bhttps?://[^\\s<>\"'`{}|\\\\^\\[\\]]{1,1000}");
  private static final String CLOSING = ".,;:!?)…。、，！？）»”’";

  private Links() {}

  /// The text in pieces, in order; together they are the whole text.
  static List<Piece> of(String text) {
    List<Piece> pieces = new ArrayList<>();
    Matcher found = ADDRESS.matcher(text);
    int from = 0;
    int links = 0;
    while (links < LINKS_MOST && found.find()) {
      String words = trimmed(found.group());
      String href = address(words);
      if (href != null) {
        plain(pieces, text.substring(from, found.start()));
        pieces.add(new Piece(words, href));
        from = found.start() + words.length();
        links++;
      }
    }
    plain(pieces, text.substring(from));
    return pieces;
  }

  private static void plain(List<Piece> pieces, String words) {
    if (!words.isEmpty()) {
      pieces.add(new Piece(words, null));
    }
  }

  /// Without the signs that end a sentence, and without a bracket that was opened before it.
  private static String trimmed(String address) {
    String words = address;
    while (CLOSING.indexOf(words.charAt(words.length() - 1)) >= 0
        && !(words.endsWith(")") && words.indexOf('(') >= 0)) {
      words = words.substring(0, words.length() - 1);
    }
    return words;
  }

  /// The address when it has a host and hides no name before it.
  private static @Nullable String address(String words) {
    try {
      URI uri = new URI(words);
      boolean plain = uri.getHost() != null && uri.getRawUserInfo() == null;
      return plain ? uri.toASCIIString() : null;
    } catch (URISyntaxException broken) {
      return null;
    }
  }
}
