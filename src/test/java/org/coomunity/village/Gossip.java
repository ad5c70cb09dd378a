package org.coomunity.village;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/// What becomes known in a community when somebody did something.
final class Gossip {
  private Gossip() {}

  static void spread(Deed deed, Answered answered) {
    if (!answered.done()) {
      state(deed, answered);
      return;
    }
    Town town = deed.town();
    String me = deed.handle();
    JsonNode body = answered.body();
    switch (deed.act()) {
      case Act.Publish act -> town.add(new Town.Listing(act.id(), me, act.side().equals("offer")));
      case Act.Ask act -> {
        Town.Listing about =
            town.listing(deed.who().random(), one -> one.id().equals(act.listing()));
        if (about != null) {
          town.add(new Town.Question(act.id(), act.listing(), about.owner()));
        }
      }
      case Act.Pay act ->
          town.add(new Town.Payment(act.id(), act.from() == null ? me : act.from(), act.to()));
      case Act.RequestPayment act -> town.add(new Town.Request(act.id(), act.from(), me));
      case Act.Invite act ->
          town.add(new Town.Invitation(act.id(), me, body.path("code").asText()));
      case Act.Register act -> town.enter(act.handle(), body.path("role").asText("MEMBER"));
      case Act.Join act -> town.enter(me, body.path("role").asText("MEMBER"));
      case Act.Leave act -> town.leave(me);
      case Act.Expel act -> town.leave(act.handle());
      case Act.GiveRole act -> town.enter(act.handle(), act.role());
      case Act.Civic act -> town.assembly().hear(act.what(), body);
      case Act.Found act -> town.found(act.handle(), deed.who().handle());
      default -> trade(town, body);
    }
  }

  private static void trade(Town town, JsonNode body) {
    if (body.has("buyer") && body.has("seller") && body.has("state")) {
      town.add(
          new Town.Deal(
              UUID.fromString(body.get("id").asText()),
              body.get("buyer").asText(),
              body.get("seller").asText(),
              body.get("state").asText()));
    }
  }

  /// A refusal may tell how things stand, or that somebody is gone.
  private static void state(Deed deed, Answered answered) {
    if (deed.act() instanceof Act.Civic civic) {
      deed.town().assembly().refused(civic.what(), answered.body());
    }
    String state = answered.body().path("state").asText("");
    UUID about =
        switch (deed.act()) {
          case Act.Move act -> act.trade();
          case Act.Counter act -> act.trade();
          case Act.Resolve act -> act.trade();
          default -> null;
        };
    if (about != null && !state.isEmpty()) {
      Town.Deal deal = deed.town().deal(deed.who().random(), one -> one.id().equals(about));
      if (deal != null) {
        deed.town().add(new Town.Deal(about, deal.buyer(), deal.seller(), state));
      }
    }
    if (answered.code().equals("already_member")) {
      deed.town().enter(deed.who().handle(), deed.town().role(deed.who().handle()));
    }
    if (answered.code().equals("community_unknown")) {
      deed.town().leave(deed.who().handle());
    }
    if (answered.code().equals("member_unknown")) {
      switch (deed.act()) {
        case Act.Pay act -> deed.town().leave(act.to());
        case Act.RequestPayment act -> deed.town().leave(act.from());
        default -> {}
      }
    }
  }
}
