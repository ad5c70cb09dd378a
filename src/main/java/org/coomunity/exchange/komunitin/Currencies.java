package org.coomunity.exchange.komunitin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.exchange.lets.Policy;
import org.coomunity.people.communities.Community;

/// Currencies and their settings. A currency is opened with its community, never here.
final class Currencies {
  static final String TYPE = "currencies";
  private static final String SETTINGS = "currency-settings";
  private static final String CREDIT = "defaultInitialCreditLimit";
  private static final Parameters.Known LISTED =
      new Parameters.Known(Set.of("code"), List.of("code"), Set.of("settings"), Set.of());

  private final Komunitin.Modules modules;
  private final Doorkeeper door;
  private final Links links;

  Currencies(Komunitin.Modules modules, Doorkeeper door, Links links) {
    this.modules = modules;
    this.door = door;
    this.links = links;
  }

  /// The currencies of the asker's communities; all of them, by name of the community, for a
  /// service that reads everything.
  Answer list(Exchange exchange) {
    Parameters parameters = Parameters.of(exchange, LISTED);
    Doorkeeper.Asker asker = door.asker(exchange);
    Optional<List<String>> codes = parameters.filter("code");
    List<Currency> wanted =
        (asker.readsAll() ? all(parameters.reach()) : own(asker, parameters.sort()))
            .stream()
                .filter(one -> codes.isEmpty() || codes.get().contains(one.unit().code()))
                .skip(parameters.after())
                .limit(parameters.size() + 1L)
                .toList();
    boolean more = wanted.size() > parameters.size();
    List<Currency> page = more ? wanted.subList(0, parameters.size()) : wanted;
    return Documents.many(
        page.stream().map(this::resource).toList(),
        parameters.include().isEmpty() ? List.of() : page.stream().map(this::settings).toList(),
        links.pages(exchange, parameters, more),
        parameters);
  }

  private List<Currency> own(Doorkeeper.Asker asker, String sort) {
    Set<String> taken = new HashSet<>();
    List<Currency> own = new ArrayList<>();
    for (Community community : door.communities(asker)) {
      Currency currency = named(community);
      own.add(
          taken.add(currency.unit().code())
              ? door.currency(community, currency.unit().code())
              : currency);
    }
    Comparator<Currency> bySegment = Comparator.comparing(Currency::segment);
    own.sort(sort.startsWith("-") ? bySegment.reversed() : bySegment);
    return own;
  }

  private List<Currency> all(int most) {
    return modules.communities().communities(Optional.empty(), most).items().stream()
        .map(this::named)
        .toList();
  }

  /// A currency under the name that means no other.
  private Currency named(Community community) {
    Currency bare = door.currency(community, "");
    return door.currency(community, bare.unit().code() + "." + community.slug());
  }

  Answer one(Exchange exchange, Seat seat) {
    Parameters parameters = Parameters.of(exchange, Parameters.Known.including("settings"));
    return Documents.one(
        resource(seat.currency()),
        parameters.include().isEmpty() ? List.of() : List.of(settings(seat.currency())),
        parameters);
  }

  Resource resource(Currency currency) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("code", currency.unit().code());
    attributes.put("status", currency.community().archived() ? "disabled" : "active");
    attributes.put("name", currency.unit().name());
    attributes.put("namePlural", currency.unit().name());
    attributes.put("symbol", currency.unit().symbol());
    attributes.put("decimals", currency.unit().decimals());
    attributes.put("scale", currency.unit().decimals());
    // a Lüka stands for about an hour, which is what the contract measures currencies by
    attributes.put("rate", Map.of("n", 1, "d", 1));
    String self = links.of(currency, "/currency");
    return new Resource(
        TYPE,
        currency.id(),
        self,
        attributes,
        Map.of("settings", Resource.one(SETTINGS, currency.id(), self + "/settings")));
  }

  Answer settings(Exchange exchange, Seat seat) {
    Parameters parameters = Parameters.of(exchange, Parameters.Known.NOTHING);
    return Documents.one(settings(seat.currency()), parameters);
  }

  private Resource settings(Currency currency) {
    return new Resource(
        SETTINGS,
        currency.id(),
        links.of(currency, "/currency/settings"),
        values(currency.exchange().policy()),
        Map.of("currency", Resource.one(TYPE, currency.id(), links.of(currency, "/currency"))));
  }

  /// What is no choice of a community here stands with the value it always has.
  private static Map<String, Object> values(Policy policy) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(CREDIT, policy.creditStart());
    values.put("defaultAllowPayments", true);
    values.put("defaultAllowPaymentRequests", true);
    values.put("defaultAcceptPaymentsAutomatically", false);
    values.put("defaultAcceptPaymentsWhitelist", List.of());
    values.put("defaultAllowTagPayments", false);
    values.put("defaultAllowTagPaymentRequests", false);
    values.put("enableExternalPayments", false);
    values.put("enableExternalPaymentRequests", false);
    values.put("defaultAllowExternalPayments", false);
    values.put("defaultAllowExternalPaymentRequests", false);
    values.put("defaultAcceptExternalPaymentsAutomatically", false);
    values.put("externalTraderCreditLimit", 0L);
    return values;
  }

  /// Changes the credit of newcomers; other settings may be said again, not changed.
  Answer change(Exchange exchange, Seat seat) {
    Currency currency = seat.currency();
    Map<String, Object> now = values(currency.exchange().policy());
    Input input =
        Input.one(exchange, new Input.Shape(SETTINGS, now.keySet(), Set.of(), Set.of("currency")));
    Standing admin = seat.admin();
    Optional<Long> credit = input.number(CREDIT, 0);
    for (String name : input.attributes()) {
      if (!name.equals(CREDIT) && !input.repeats(name, now.get(name))) {
        throw input.wrong(name, Refusal.POLICY_VALUE);
      }
    }
    if (input.id().isPresent() && !input.id().get().equals(currency.id())) {
      throw Refused.field(Refusal.FIELD_FORMAT, "/data/id");
    }
    credit.ifPresent(
        limit -> modules.lets().decide(admin, creditStart(currency.unit().format(limit))));
    return settings(
        exchange,
        new Seat(
            door.currency(currency.community(), currency.segment()),
            admin,
            seat.account(),
            seat.readsAll(),
            seat.acts()));
  }

  private static Policy.Change creditStart(String amount) {
    return new Policy.Change(
        null, null, null, null, amount, null, null, null, null, null, null, null, null, null);
  }
}
