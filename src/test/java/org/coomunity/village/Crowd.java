package org.coomunity.village;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// All who live in the village, and what they do at once. Decisions are made one after the other
/// from what was known before, then carried out together.
final class Crowd {
  private static final int AT_ONCE = 14;

  private final Surface surface;
  private final Ground ground;
  private final Chronicle chronicle;
  private final SplittableRandom random;
  private final int most;
  private final List<Town> towns = new ArrayList<>();
  private final List<Villager> people = new ArrayList<>();
  private final Map<String, Villager> byHandle = new ConcurrentHashMap<>();
  private int born;

  /// @param most how many people there may be
  Crowd(Surface surface, Ground ground, Chronicle chronicle, SplittableRandom random, int most) {
    this.surface = surface;
    this.ground = ground;
    this.chronicle = chronicle;
    this.random = random;
    this.most = most;
  }

  List<Town> towns() {
    return towns;
  }

  List<Villager> people() {
    return List.copyOf(people);
  }

  /// Opens the communities, each with two admins and some members.
  void settle(int communities, int perCommunity) {
    String operator =
        surface
            .must(
                "POST",
                "/session",
                null,
                Act.body("handle", "operator", "password", ground.operatorPassword()))
            .get("token")
            .asText();
    for (int i = 0; i < communities; i++) {
      Town town = new Town("aldea-" + i);
      surface.must("POST", "/communities", operator, community(town.slug(), i));
      towns.add(town);
      for (int n = 0; n < 2; n++) {
        String code = invitation(operator, town, Map.of("role", "ADMIN"));
        Villager admin = born(town, code);
        town.enter(admin.handle(), "ADMIN");
      }
    }
    for (Town town : towns) {
      Villager admin = people.get(2 * towns.indexOf(town));
      for (int n = 2; n < perCommunity; n++) {
        Map<String, Object> gift = n % 3 == 0 ? Map.of("gift", "1.50") : Map.of("text", "¡Ven!");
        born(town, invitation(admin.token(), town, gift));
      }
    }
    for (Town town : towns) {
      Villager admin = people.get(2 * towns.indexOf(town));
      String path = "/communities/" + town.slug();
      surface.must("PATCH", path + "/charter", admin.token(), CivicWhims.charter(jumps()));
      surface.must(
          "POST", path + "/areas", admin.token(), Act.body("key", "huerta", "name", "La huerta"));
      surface.must("POST", path + "/fund/gifts", admin.token(), Act.body("amount", "12.00"));
    }
    for (int i = 0; i < people.size(); i += 3) { // some live in two communities
      Villager one = people.get(i);
      Town home = home(one);
      Town second = towns.get((towns.indexOf(home) + 1) % towns.size());
      Villager admin = people.get(2 * towns.indexOf(second));
      if (!second.inside(one.handle())) {
        String code = invitation(admin.token(), second, Map.of("text", "¡Ven!"));
        carryOut(new Deed(one, second, null, new Act.Join(code)));
      }
    }
  }

  private static Map<String, Object> community(String slug, int n) {
    return Act.body(
        "slug",
        slug,
        "name",
        "La aldea " + n,
        "country",
        "CO",
        "currency",
        Map.of("code", "LUK" + n % 10, "name", "Lükas", "symbol", "Ł", "decimals", 2),
        "policy",
        Map.of("creditStart", "25.00", "limitMode", n % 3 == 2 ? "warn" : "block"));
  }

  private String invitation(String token, Town town, Map<String, Object> draft) {
    return surface
        .must("POST", "/communities/" + town.slug() + "/invitations", token, draft)
        .get("code")
        .asText();
  }

  private Villager born(Town town, String code) {
    Villager one = unborn();
    carryOut(new Deed(one, town, null, new Act.Register(one.handle(), code)));
    if (!byHandle.containsKey(one.handle())) {
      throw new IllegalStateException("nobody joined " + town.slug());
    }
    return one;
  }

  private Villager unborn() {
    return new Villager("vecina-" + ++born, random.split());
  }

  private Town home(Villager one) {
    return towns.stream()
        .filter(town -> town.inside(one.handle()))
        .findFirst()
        .orElseGet(towns::getFirst);
  }

  /// One round: some do something, at once.
  void round() {
    List<Deed> deeds =
        switch (random.nextInt(8)) {
          case 0, 1 -> around();
          case 2, 3, 4 -> assembled();
          default -> scattered();
        };
    List<Thread> threads = new ArrayList<>();
    for (Deed deed : deeds) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  carryOut(deed);
                } catch (RuntimeException failure) {
                  chronicle.violation(deed + " -> " + failure);
                }
              }));
    }
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private List<Deed> scattered() {
    List<Deed> deeds = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      Villager who = people.get(random.nextInt(people.size()));
      Deed deed = random.nextInt(12) == 0 ? repeated(who) : whim(who);
      if (deed != null) {
        deeds.add(deed);
        if (random.nextInt(10) == 0 && !deed.again()) {
          deeds.add(deed); // pressed twice
        }
      }
    }
    if (random.nextInt(3) == 0) {
      Deed comes = newcomer();
      if (comes != null) {
        deeds.add(comes);
      }
    }
    return deeds;
  }

  private static @Nullable Deed repeated(Villager who) {
    Deed earlier = who.earlier();
    return earlier == null
        ? null
        : new Deed(earlier.who(), earlier.town(), earlier.as(), earlier.act(), true);
  }

  private @Nullable Deed whim(Villager who) {
    List<Town> inside = towns.stream().filter(town -> town.inside(who.handle())).toList();
    if (inside.isEmpty()) {
      return returning(who);
    }
    Town town = inside.get(random.nextInt(inside.size()));
    Town elsewhere = towns.get((towns.indexOf(town) + 1) % towns.size());
    List<String> organisations = town.organisationsOf(who.handle());
    String as =
        organisations.isEmpty() || random.nextInt(4) > 0
            ? null
            : organisations.get(random.nextInt(organisations.size()));
    Act act =
        new Whims(who, town, as == null ? who.handle() : as, ground.clock().instant(), jumps())
            .any(elsewhere);
    return act == null ? null : new Deed(who, town, as, act);
  }

  /// Somebody who belongs nowhere comes back with an invitation.
  private @Nullable Deed returning(Villager who) {
    Town town = towns.get(random.nextInt(towns.size()));
    Town.Invitation invitation = town.invitation(random, one -> true);
    return invitation == null ? null : new Deed(who, town, null, new Act.Join(invitation.code()));
  }

  private @Nullable Deed newcomer() {
    Town town = towns.get(random.nextInt(towns.size()));
    Town.Invitation invitation = town.invitation(random, one -> true);
    if (invitation == null) {
      return null;
    }
    if (random.nextInt(3) > 0 || people.size() >= most) {
      Villager who = people.get(random.nextInt(people.size()));
      return new Deed(who, town, null, new Act.Join(invitation.code()));
    }
    Villager one = unborn();
    return new Deed(one, town, null, new Act.Register(one.handle(), invitation.code()));
  }

  /// All eyes on one trade: both sides and whoever judges do something about it at once.
  private List<Deed> around() {
    Town town = towns.get(random.nextInt(towns.size()));
    Town.Deal deal = town.deal(random, Town.Deal::open);
    if (deal == null) {
      return scattered();
    }
    List<Deed> deeds = new ArrayList<>();
    for (String side : List.of(deal.buyer(), deal.seller(), deal.buyer(), deal.seller())) {
      Villager who = byHandle.get(side);
      if (who != null) {
        Act act = new Whims(who, town, side, ground.clock().instant(), jumps()).move(deal);
        deeds.add(new Deed(who, town, null, act));
        if (random.nextInt(3) == 0) {
          deeds.add(new Deed(who, town, null, act));
        }
        if (random.nextInt(12) == 0) {
          deeds.add(new Deed(who, town, null, new Act.Leave("fund")));
        }
      }
    }
    return deeds;
  }

  /// All who belong to a community deal with one of its proposals at once.
  private List<Deed> assembled() {
    Town town = towns.get(random.nextInt(towns.size()));
    Assembly.Motion motion =
        random.nextBoolean()
            ? town.assembly().motion(random, one -> one.at("voting") || one.at("queued"))
            : null;
    if (motion == null) {
      motion = town.assembly().motion(random, one -> one.live(""));
    }
    if (motion == null) {
      return scattered();
    }
    List<Deed> deeds = new ArrayList<>();
    for (Villager who : people()) {
      if (town.inside(who.handle()) && deeds.size() < AT_ONCE) {
        CivicAct act =
            new CivicWhims(who, town, who.handle(), ground.clock().instant()).about(motion);
        Deed deed = new Deed(who, town, null, new Act.Civic(act));
        deeds.add(deed);
        if (random.nextInt(6) == 0) {
          deeds.add(deed);
        }
      }
    }
    return deeds;
  }

  private boolean jumps() {
    return ground instanceof Ground.Calm;
  }

  private void carryOut(Deed deed) {
    Answered answered = deed.who().perform(surface, ground, deed, chronicle);
    if (deed.act() instanceof Act.Register register) {
      enter(deed, answered, register);
    }
    chronicle.note(deed, answered);
    Gossip.spread(deed, answered);
    if (answered.done() && !deed.act().makes().isEmpty()) {
      deed.who().remember(deed);
    }
  }

  /// Who can log in has joined, whatever was heard.
  private void enter(Deed deed, Answered answered, Act.Register register) {
    try {
      if (deed.who().signIn(surface)) {
        deed.town().enter(register.handle(), "MEMBER");
        synchronized (people) {
          if (byHandle.putIfAbsent(register.handle(), deed.who()) == null) {
            people.add(deed.who());
          }
        }
      } else if (answered.done()) {
        chronicle.violation("joined and cannot log in: " + deed + " -> " + answered);
      }
    } catch (IOException shaken) {
      chronicle.lost(deed, shaken, true); // nobody misses them
    }
  }
}
