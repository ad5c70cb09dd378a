package org.coomunity.village;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.coomunity.base.kernel.Uuid7;
import org.jspecify.annotations.Nullable;

/// What somebody feels like doing. It depends on their own generator and on what is remembered;
/// null when nothing of the kind is possible.
final class Whims {
  private static final List<String> AMOUNTS =
      List.of("0.01", "0.50", "1.00", "1.25", "2.00", "3.33", "7.00", "12.00", "40.00");
  private static final List<String> NO_AMOUNTS =
      List.of("0", "-1", "1e3", "0.001", "9223372036854775808", "1,5", "", "NaN");
  private static final List<String> QUERIES =
      List.of(
          "pan", "yuca", "horno&side=offer", "&sort=price", "&favourites=true", "%25&kind=LOAN");
  private static final List<String> ROLES = List.of("MEMBER", "MODERATOR", "STEWARD", "ADMIN");

  private final Villager who;
  private final SplittableRandom random;
  private final Town town;
  private final String me;
  private final String person;
  private final boolean organisation;
  private final Instant now;
  private final boolean jumps;

  /// @param me in whose name: the person's or that of an organisation
  /// @param jumps whether the clock is moved by hand
  Whims(Villager who, Town town, String me, Instant now, boolean jumps) {
    this.who = who;
    this.jumps = jumps;
    this.random = who.random();
    this.town = town;
    this.me = me;
    this.person = who.handle();
    this.organisation = !me.equals(person);
    this.now = now;
  }

  @Nullable Act any(Town elsewhere) {
    int dice = random.nextInt(100);
    if (dice < 15) {
      return market();
    }
    if (dice < 46) {
      return trading();
    }
    if (dice < 66) {
      return paying();
    }
    if (dice < 75) {
      return belonging();
    }
    if (dice < 92) {
      CivicAct act = new CivicWhims(who, town, me, now).any(jumps);
      return act == null ? null : new Act.Civic(act);
    }
    if (dice < 94) {
      return new CivicWhims(who, town, me, now).forbidden(elsewhere);
    }
    return forbidden(elsewhere);
  }

  UUID id() {
    return Uuid7.of(now, random.nextLong(), random.nextLong());
  }

  private String amount() {
    return AMOUNTS.get(random.nextInt(AMOUNTS.size()));
  }

  private @Nullable Act market() {
    Town.Listing any = town.listing(random, listing -> true);
    Town.Listing own = town.listing(random, listing -> listing.owner().equals(me));
    return switch (random.nextInt(8)) {
      case 0, 1 ->
          new Act.Publish(
              id(),
              random.nextInt(4) > 0 ? "offer" : "want",
              random.nextInt(6) > 0 ? amount() : null,
              random.nextBoolean() ? 1 + random.nextInt(4) : null);
      case 2 -> new Act.Search(QUERIES.get(random.nextInt(QUERIES.size())));
      case 3 -> any == null ? null : new Act.Favour(any.id(), random.nextInt(3) > 0);
      case 4 -> any == null ? null : new Act.Ask(any.id(), id(), "¿Queda?");
      case 5 -> {
        Town.Question asked = town.question(random, one -> one.owner().equals(me));
        yield asked == null ? null : new Act.Answer(asked.listing(), asked.id());
      }
      case 6 ->
          own == null
              ? null
              : new Act.Change(
                  own.id(), List.of("active", "paused", "closed").get(random.nextInt(3)));
      default -> own == null || random.nextInt(3) > 0 ? null : new Act.Remove(own.id());
    };
  }

  private @Nullable Act trading() {
    Town.Deal deal =
        town.deal(random, one -> one.has(me) && (one.open() || random.nextInt(5) == 0));
    if (deal != null && random.nextInt(10) < 7) {
      return move(deal);
    }
    Town.Deal disputed = town.deal(random, one -> one.state().equals("disputed"));
    if (disputed != null && !disputed.has(me) && !town.role(me).equals("MEMBER")) {
      return new Act.Resolve(disputed.id(), random.nextInt(3) == 0 ? "0" : amount());
    }
    return propose();
  }

  private @Nullable Act propose() {
    String other = town.other(random, me);
    Town.Listing listing = town.listing(random, one -> !one.owner().equals(me));
    if (listing != null && random.nextInt(3) > 0) {
      boolean buys = listing.offer();
      return new Act.Propose(
          id(),
          listing.id(),
          buys ? me : listing.owner(),
          buys ? listing.owner() : me,
          random.nextInt(4) == 0 ? amount() : null,
          random.nextInt(3) == 0 ? 2 : null,
          "de la lista");
    }
    if (other == null) {
      return null;
    }
    boolean buys = random.nextBoolean();
    return new Act.Propose(
        id(), null, buys ? me : other, buys ? other : me, amount(), null, "un favor");
  }

  /// Something to do in a trade.
  Act move(Town.Deal deal) {
    int dice = random.nextInt(12);
    if (dice == 0) {
      return new Act.Message(deal.id(), id(), "¿A las cuatro?");
    }
    if (dice == 1) { // whatever it is good for
      String any =
          List.of("accept", "decline", "cancel", "complete", "dispute").get(random.nextInt(5));
      return new Act.Move(deal.id(), any);
    }
    return switch (deal.state()) {
      case "proposed" ->
          switch (random.nextInt(8)) {
            case 0 -> new Act.Counter(deal.id(), amount(), random.nextInt(4) == 0 ? 2 : null);
            case 1 -> new Act.Move(deal.id(), "decline");
            case 2 -> new Act.Move(deal.id(), "cancel");
            default -> new Act.Move(deal.id(), "accept");
          };
      case "accepted" ->
          switch (random.nextInt(8)) {
            case 0 -> new Act.Move(deal.id(), "cancel");
            case 1 -> new Act.Move(deal.id(), "dispute");
            default -> new Act.Move(deal.id(), "complete");
          };
      case "disputed" -> new Act.Resolve(deal.id(), random.nextInt(3) == 0 ? "0" : amount());
      default -> new Act.Rate(deal.id(), 1 + random.nextInt(5));
    };
  }

  private @Nullable Act paying() {
    String other = town.other(random, me);
    if (other == null) {
      return null;
    }
    return switch (random.nextInt(12)) {
      case 0 -> many();
      case 1 -> {
        Town.Payment got = town.payment(random, one -> one.to().equals(me));
        yield got == null
            ? null
            : new Act.Reverse(got.id(), id(), random.nextInt(3) == 0 ? "0.30" : null);
      }
      case 2 -> new Act.RequestPayment(id(), other, amount());
      case 3, 4 -> {
        Town.Request asked = town.request(random, one -> one.payer().equals(me));
        yield asked == null
            ? null
            : random.nextInt(4) == 0
                ? new Act.RejectRequest(asked.id())
                : new Act.AcceptRequest(asked.id());
      }
      case 5 ->
          random.nextInt(4) > 0
              ? null
              : new Act.AutoAccept(
                  List.of("off", "always", "later").get(random.nextInt(3)), 1 + random.nextInt(5));
      case 6 ->
          town.role(me).equals("ADMIN")
              ? new Act.Pay(id(), me, "0.75", "anotado", other)
              : new Act.Pay(id(), other, null, "regalo", null);
      default -> new Act.Pay(id(), other, amount(), "pan", null);
    };
  }

  private Act many() {
    List<Act.Pay> payments = new ArrayList<>();
    for (int i = 2 + random.nextInt(6); i > 0; i--) {
      String other = town.other(random, me);
      if (other != null) {
        payments.add(new Act.Pay(id(), other, i == 4 ? "7.00" : "0.10", "varios", null));
      }
    }
    return new Act.PayMany(payments, random.nextBoolean());
  }

  private @Nullable Act belonging() {
    String other = town.other(random, me);
    boolean admin = town.role(person).equals("ADMIN") && !organisation;
    if (other == null) {
      return null;
    }
    return switch (random.nextInt(admin ? 16 : 10)) {
      case 0, 1, 2 ->
          new Act.Invite(
              id(),
              random.nextInt(3) > 0 ? amount() : null,
              List.of("PT2H", "P3D", "P20D").get(random.nextInt(3)));
      case 3 -> {
        Town.Invitation own = town.invitation(random, one -> one.inviter().equals(me));
        yield own == null ? null : new Act.TakeBack(own.id());
      }
      case 4 ->
          random.nextInt(3) > 0 ? null : new Act.Leave(random.nextBoolean() ? "fund" : "settle");
      case 5 -> organisation ? null : new Act.Block(other, random.nextInt(4) == 0);
      case 6 ->
          organisation || town.organisationsOf(person).size() > 1
              ? null
              : new Act.Found("org-" + Long.toString(random.nextLong() >>> 24, 36));
      case 7 -> organisation ? new Act.LetAct(me, other, random.nextInt(3) > 0) : null;
      case 8 -> new Act.Refresh();
      case 9 -> random.nextInt(4) > 0 ? new Act.Refresh() : new Act.LogOut();
      case 10, 11 -> decision();
      case 12 -> new Act.GiveRole(other, ROLES.get(random.nextInt(4)));
      case 13 -> new Act.Suspend(other, random.nextInt(3) == 0);
      case 14 ->
          random.nextInt(3) > 0
              ? new Act.Suspend(other, false)
              : new Act.Expel(other, List.of("settle", "fund", "community").get(random.nextInt(3)));
      default -> new Act.Suspend(other, false);
    };
  }

  private Act decision() {
    return switch (random.nextInt(9)) {
      case 0 -> new Act.Decide("limitMode", random.nextInt(3) > 0 ? "block" : "warn");
      case 1 -> new Act.Decide("fundRate", List.of("0.01", "0.02", "0.05").get(random.nextInt(3)));
      case 2 ->
          new Act.Decide("fundSide", List.of("payee", "payer", "split").get(random.nextInt(3)));
      case 3 -> new Act.Decide("openBooks", random.nextBoolean());
      case 4 -> new Act.Decide("acceptWithin", random.nextBoolean() ? "P7D" : "PT1H");
      case 5 -> new Act.Decide("completeWithin", random.nextBoolean() ? "P30D" : "P1D");
      case 6 -> new Act.Decide("listingLife", random.nextBoolean() ? "P30D" : "P1D");
      case 7 -> new Act.Decide("creditStart", random.nextBoolean() ? "25.00" : "10.00");
      default -> new Act.Decide("giftMode", random.nextInt(6) == 0);
    };
  }

  /// Something that the platform must refuse.
  private @Nullable Act forbidden(Town elsewhere) {
    String other = town.other(random, me);
    Town.Payment paid = town.payment(random, one -> one.from().equals(me));
    Town.Deal foreign = elsewhere.deal(random, deal -> true);
    UUID forged = id();
    return switch (random.nextInt(10)) {
      case 0 -> no("a forged trade", "POST", "/trades/" + forged + "/accept", null, 404);
      case 1 ->
          foreign == null
              ? null
              : no("a trade of elsewhere", "GET", "/trades/" + foreign.id(), null, 404);
      case 2, 3, 4 ->
          no(
              "nobody is paid",
              "POST",
              "/payments",
              Act.body("id", forged, "to", "nadie-" + random.nextInt(9), "amount", "1.00"),
              0);
      case 5 ->
          other == null
              ? null
              : no(
                  "a strange amount",
                  "POST",
                  "/payments",
                  Act.body(
                      "id",
                      forged,
                      "to",
                      other,
                      "amount",
                      NO_AMOUNTS.get(random.nextInt(NO_AMOUNTS.size()))),
                  0);
      case 6 ->
          paid == null
              ? null
              : no(
                  "another body under the same identifier",
                  "POST",
                  "/payments",
                  Act.body("id", paid.id(), "to", paid.to(), "amount", "99.99", "concept", "otro"),
                  0);
      case 7 ->
          no(
              "oneself is paid",
              "POST",
              "/payments",
              Act.body("id", forged, "to", me, "amount", "1.00"),
              0);
      case 8 ->
          no(
              "a forged invitation",
              "GET",
              "//invitations/" + town.slug() + ".ABCDEFGHJKLMNPQRSTUV",
              null,
              409);
      default ->
          no("an unknown field", "POST", "/trades", Map.of("buyer", me, "seller", me, "x", 1), 0);
    };
  }

  private static Act no(
      String what, String method, String path, @Nullable Object body, int status) {
    return new Act.Forbidden(what, new Act.Call(method, path, body), status);
  }
}
