package org.coomunity;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.mail.MailSettings.Smtp;

/// How a mail server is reached, read from one address.
final class SmtpUrl {
  private SmtpUrl() {}

  /// The address is not repeated in the fault: there is a password in it.
  static Smtp read(String text) {
    Matcher url =
        Pattern.compile("(smtps?)://(?:([^\\s:/@]+):([^\\s:/@]*)@)?([^\\s:/@]+)(?::(\\d{1,5}))?/?")
            .matcher(text);
    if (!url.matches()) {
      throw new Config.Wrong(
          Setting.SMTP_URL,
          "not an address like smtp://user:password@host:587; special characters as %40");
    }
    boolean tls = url.group(1).equals("smtps");
    int port = url.group(5) == null ? (tls ? 465 : 587) : Integer.parseInt(url.group(5));
    if (port < 1 || port > 65_535) {
      throw new Config.Wrong(Setting.SMTP_URL, "the port is not a number from 1 to 65535");
    }
    String user = url.group(2);
    return new Smtp(
        url.group(4),
        port,
        tls,
        user == null ? null : decoded(user),
        user == null ? null : new Secret(decoded(url.group(3))));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      throw new Config.Wrong(Setting.SMTP_URL, "a % in it does not begin a character like %40");
    }
  }
}
