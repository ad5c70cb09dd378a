package org.coomunity.exchange.komunitin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.exchange.lets.PaymentRequest.AutoAccept;
import org.coomunity.people.communities.Membership;

/// What a member decided about their account: which payment requests they pay unasked. Only they
/// themselves read and change it.
final class HoldingSettings {
  private static final String TYPE = "account-settings";
  private static final String ALWAYS = "acceptPaymentsAutomatically";
  private static final String LISTED = "acceptPaymentsWhitelist";
  private static final String LATER = "acceptPaymentsAfter";
  private static final int LISTED_MOST = 100;
  private static final long DAY = Duration.ofDays(1).toSeconds();

  private final Komunitin.Modules modules;
  private final Links links;

  HoldingSettings(Komunitin.Modules modules, Links links) {
    this.modules = modules;
    this.links = links;
  }

  Answer one(Exchange exchange, Seat seat) {
    own(exchange, seat);
    return Documents.one(resource(seat), Parameters.of(exchange, Parameters.Known.NOTHING));
  }

  private static Standing own(Exchange exchange, Seat seat) {
    Optional<Integer> number = seat.currency().account(exchange.pathId("id"));
    if (number.isEmpty()) {
      throw Refused.because(Refusal.NOT_FOUND);
    }
    if (seat.standing() == null || !seat.owns(number.get())) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    return seat.standing();
  }

  /// The settings of the asker's own account.
  Resource resource(Seat seat) {
    if (seat.standing() == null || seat.account() == null) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    Currency currency = seat.currency();
    UUID id = currency.accountId(seat.account());
    String account = links.of(currency, "/accounts/" + id);
    return new Resource(
        TYPE,
        id,
        account + "/settings",
        values(currency, modules.lets().autoAccept(seat.standing())),
        Map.of("account", Resource.one(Holdings.TYPE, id, account)));
  }

  /// What is no choice here stands with the value it always has.
  private Map<String, Object> values(Currency currency, AutoAccept now) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(ALWAYS, now.mode().equals("always"));
    List<UUID> listed = new ArrayList<>();
    if (now.mode().equals("listed") && now.handles() != null) {
      for (String handle : now.handles()) {
        modules
            .communities()
            .membership(currency.key(), handle)
            .map(member -> modules.lets().account(member.community(), member.no()))
            .ifPresent(number -> listed.add(currency.accountId(number)));
      }
    }
    values.put(LISTED, listed);
    if (now.mode().equals("later") && now.days() != null) {
      values.put(LATER, now.days() * DAY);
    }
    values.put("allowPayments", true);
    values.put("allowPaymentRequests", true);
    values.put("allowTagPayments", false);
    values.put("allowTagPaymentRequests", false);
    values.put("allowExternalPayments", false);
    values.put("allowExternalPaymentRequests", false);
    values.put("acceptExternalPaymentsAutomatically", false);
    return values;
  }

  Answer change(Exchange exchange, Seat seat) {
    own(exchange, seat);
    Standing acting = seat.acting();
    AutoAccept before = modules.lets().autoAccept(acting);
    Map<String, Object> now = values(seat.currency(), before);
    now.putIfAbsent(LATER, 0L);
    Input input =
        Input.one(exchange, new Input.Shape(TYPE, now.keySet(), Set.of(), Set.of("account")));
    for (String name : input.attributes()) {
      boolean choice = name.equals(ALWAYS) || name.equals(LISTED) || name.equals(LATER);
      if (!choice && !input.repeats(name, now.get(name))) {
        throw input.wrong(name, Refusal.POLICY_VALUE);
      }
    }
    modules.lets().autoAccept(acting, wish(seat.currency(), input, before));
    return one(exchange, seat);
  }

  /// One way at a time: what is said last holds, and taking back the way that holds ends it.
  private AutoAccept wish(Currency currency, Input input, AutoAccept before) {
    Optional<Boolean> always = input.flag(ALWAYS);
    Optional<List<UUID>> listed = input.ids(LISTED, LISTED_MOST);
    Optional<Long> later = input.number(LATER, 0);
    List<String> ways = new ArrayList<>();
    always.filter(yes -> yes).ifPresent(yes -> ways.add("always"));
    listed.filter(ids -> !ids.isEmpty()).ifPresent(ids -> ways.add("listed"));
    later.filter(seconds -> seconds > 0).ifPresent(seconds -> ways.add("later"));
    if (ways.size() > 1) {
      throw input.wrong(LATER, Refusal.POLICY_VALUE);
    }
    boolean ended =
        switch (before.mode()) {
          case "always" -> always.isPresent();
          case "listed" -> listed.isPresent();
          case "later" -> later.isPresent();
          default -> true;
        };
    String mode = !ways.isEmpty() ? ways.getFirst() : ended ? "off" : before.mode();
    return new AutoAccept(
        mode,
        later
            .filter(seconds -> seconds > 0)
            .map(seconds -> (int) Math.min(1_000, Math.ceilDiv(seconds, DAY)))
            .orElse(before.days()),
        listed
            .filter(ids -> !ids.isEmpty())
            .map(ids -> handles(currency, ids, input))
            .orElse(before.handles()));
  }

  private List<String> handles(Currency currency, List<UUID> ids, Input input) {
    List<Integer> numbers =
        ids.stream()
            .map(id ->
                currency.account(id).orElseThrow(() -> input.wrong(LISTED, Refusal.FIELD_FORMAT)))
            .toList();
    Map<Integer, Integer> owners = modules.lets().owners(currency.key(), numbers);
    Map<Integer, Membership> members =
        modules.communities().memberships(currency.key(), owners.values());
    return numbers.stream()
        .map(number -> {
          Membership member = members.get(owners.getOrDefault(number, 0));
          if (member == null) {
            throw input.wrong(LISTED, Refusal.FIELD_FORMAT);
          }
          return member.handle();
        })
        .toList();
  }
}
