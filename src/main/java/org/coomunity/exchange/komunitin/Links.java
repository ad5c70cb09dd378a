package org.coomunity.exchange.komunitin;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.coomunity.base.platform.http.Exchange;

/// Addresses, all of them made from the public address and the prefix.
final class Links {
  private final Komunitin.Settings settings;

  Links(Komunitin.Settings settings) {
    this.settings = settings;
  }

  /// The address of something of a currency, for example `…/LUKA/accounts/…`.
  String of(Currency currency, String path) {
    return settings.root() + "/" + currency.segment() + path;
  }

  /// The address of a member on our own surface.
  String member(String handle) {
    return settings.publicUrl() + "/api/v1/members/" + handle;
  }

  /// The pages around this one.
  ///
  /// @param more whether there is a next one
  Map<String, String> pages(Exchange exchange, Parameters parameters, boolean more) {
    Map<String, String> links = new LinkedHashMap<>();
    links.put("first", page(exchange, 0));
    if (parameters.after() > 0) {
      links.put("prev", page(exchange, Math.max(0, parameters.after() - parameters.size())));
    }
    if (more) {
      links.put("next", page(exchange, parameters.after() + parameters.size()));
    }
    return links;
  }

  private String page(Exchange exchange, int after) {
    String location = exchange.location();
    int mark = location.indexOf('?');
    String path = mark < 0 ? location : location.substring(0, mark);
    String query =
        mark < 0
            ? ""
            : Arrays.stream(location.substring(mark + 1).split("&", -1))
                .filter(pair -> !pair.isEmpty())
                .filter(pair -> !pair.matches("page(\\[|%5[Bb])after(\\]|%5[Dd])=.*"))
                .map(pair -> pair + "&")
                .collect(Collectors.joining());
    return settings.publicUrl() + path + "?" + query + "page%5Bafter%5D=" + after;
  }
}
