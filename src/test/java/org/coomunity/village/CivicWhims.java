package org.coomunity.village;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.coomunity.base.kernel.Uuid7;
import org.jspecify.annotations.Nullable;

/// What somebody feels like proposing, saying and voting; null when nothing of the kind is
/// possible.
final class CivicWhims {
  /// Few, so that a text is now and then what it was before.
  private static final List<String> TEXTS =
      List.of("Un horno de barro.", "Un horno de barro y leña.", "Dos hornos.");

  private static final List<String> METHODS =
      List.of("quadratic", "quadratic", "one_person", "approval", "score", "ranked", "stv");
  private static final List<String> SUMS =
      List.of("quadratic", "quadratic", "quadratic", "one_person", "approval", "score");
  private static final List<String> SIDES = List.of("for", "against", "question");
  private static final List<String> VERDICTS = List.of("aligned", "unsure", "not_aligned");
  private static final List<String> TOPICS = List.of("all", "all", "general", "huerta");
  private static final List<String> PRICES = List.of("0.05", "0.30", "1.00", "4.00", "900.00");
  private static final List<Map<String, String>> POLICIES =
      List.of(
          Map.of("key", "fundRate", "value", "0.03"),
          Map.of("key", "listingLife", "value", "P20D"),
          Map.of("key", "openBooks", "value", "true"),
          Map.of("key", "governance.liveTally", "value", "true"),
          Map.of("key", "governance.negativeVotes", "value", "true"),
          Map.of("key", "governance.reviewers", "value", "2"),
          Map.of("key", "governance.quorum", "value", "0.25"),
          Map.of("key", "governance.nothing", "value", "1"),
          Map.of("key", "fundRate", "value", "mucho"));

  private final SplittableRandom random;
  private final Town town;
  private final String me;
  private final Instant now;

  /// @param me in whose name
  CivicWhims(Villager who, Town town, String me, Instant now) {
    this.random = who.random();
    this.town = town;
    this.me = me;
    this.now = now;
  }

  /// The charter that villages begin with, and change.
  ///
  /// @param jumps true where the clock is moved; where it is not, everything is short
  static Map<String, Object> charter(boolean jumps) {
    Map<String, Object> charter = new LinkedHashMap<>();
    for (String key : List.of("discussion", "verification", "lateQuorum", "closingSoon")) {
      charter.put(key, jumps ? "PT2M" : "PT1S");
    }
    charter.put("quiet", jumps ? "PT1M" : "PT0S");
    for (String key : List.of("voting", "votingTreasury", "votingConstitution")) {
      charter.put(key, jumps ? "PT6M" : "PT4S");
    }
    for (String key : List.of("timelock", "timelockConstitution")) {
      charter.put(key, jumps ? "PT5M" : "PT2S");
    }
    charter.put("openPerAuthor", 6);
    charter.put("period", "P7D");
    return charter;
  }

  private UUID id() {
    return Uuid7.of(now, random.nextLong(), random.nextLong());
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /// Something to do with what the community decides.
  @Nullable CivicAct any(boolean jumps) {
    Assembly.Motion mine =
        town.assembly().motion(random, one -> one.author().equals(me) && one.at("draft"));
    if (mine != null && random.nextInt(3) > 0) {
      return about(mine);
    }
    Assembly.Motion live = town.assembly().motion(random, one -> one.live(me));
    return switch (random.nextInt(14)) {
      case 0, 1, 2 -> draft();
      case 3 -> delegation(live);
      case 4 -> new CivicAct.Give(id(), one(List.of("0.20", "1.00", "3.00")));
      case 5 -> {
        Assembly.Motion over = town.assembly().motion(random, one -> !one.live(me));
        yield over == null ? null : about(over);
      }
      case 6 -> live == null ? null : new CivicAct.Look(live.id());
      case 7 ->
          town.role(me).equals("ADMIN") && random.nextInt(4) == 0
              ? new CivicAct.Charter(charter(jumps))
              : null;
      default -> live == null ? draft() : about(live);
    };
  }

  private @Nullable CivicAct delegation(Assembly.@Nullable Motion live) {
    String topic = live != null && random.nextInt(3) == 0 ? live.id().toString() : one(TOPICS);
    if (random.nextInt(4) == 0) {
      return new CivicAct.Revoke(topic);
    }
    List<String> to = new ArrayList<>();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      String other = town.other(random, me);
      if (other != null && !to.contains(other)) {
        to.add(other);
      }
    }
    return to.isEmpty() ? null : new CivicAct.Entrust(topic, to);
  }

  private CivicAct draft() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("title", "Un horno para todos");
    body.put("text", one(TEXTS));
    body.put("area", random.nextInt(3) == 0 ? "huerta" : "general");
    body.put("privacy", random.nextInt(4) == 0 ? "sealed" : "pseudonymous");
    Assembly.Motion vetoed = town.assembly().motion(random, one -> one.at("vetoed"));
    if (vetoed != null && random.nextInt(3) == 0) {
      body.put("answers", vetoed.id());
      return new CivicAct.Draft(id(), body);
    }
    if (random.nextInt(8) == 0 && budget(body)) {
      return new CivicAct.Draft(id(), body);
    }
    if (random.nextInt(5) < 2) {
      String method = one(METHODS);
      List<Map<String, String>> options = new ArrayList<>();
      for (int i = 3 + random.nextInt(2); i > 0; i--) {
        options.add(Map.of("id", "o" + i, "label", "Opción " + i));
      }
      body.put("method", method);
      body.put("options", options);
      if (method.equals("stv")) {
        body.put("seats", 2);
      }
      return new CivicAct.Draft(id(), body);
    }
    body.put("method", one(SUMS));
    Map<String, Object> payload = payload();
    if (payload != null) {
      body.put("payload", payload);
      if (payload.containsValue("fundPayment") && random.nextInt(3) == 0) {
        body.put("method", "conviction");
      }
    }
    return new CivicAct.Draft(id(), body);
  }

  /// Money to be shared out among projects; false when nobody is there to receive it.
  private boolean budget(Map<String, Object> body) {
    List<Map<String, String>> projects = new ArrayList<>();
    for (int i = 2 + random.nextInt(3); i > 0; i--) {
      String other = town.other(random, me);
      if (other == null) {
        return false;
      }
      String cost = one(List.of("0.05", "0.30", "0.70", "1.10"));
      projects.add(Map.of("id", "p" + i, "label", "Una cosa " + i, "cost", cost, "to", other));
    }
    body.put("method", "equal_shares");
    body.put("options", projects);
    body.put("payload", Act.body("type", "budget", "amount", "1.00", "concept", "minga"));
    return true;
  }

  private @Nullable Map<String, Object> payload() {
    String other = town.other(random, me);
    if (other == null) {
      return null;
    }
    return switch (random.nextInt(10)) {
      case 0, 1, 2, 3, 4 ->
          Act.body("type", "fundPayment", "to", other, "amount", one(PRICES), "concept", "leña");
      case 5, 6 -> {
        Map<String, Object> policy = new LinkedHashMap<>(one(POLICIES));
        policy.put("type", "policy");
        yield policy;
      }
      case 7 ->
          Act.body("type", "limit", "member", other, "creditLimit", one(List.of("5.00", "60.00")));
      case 8 ->
          Act.body(
              "type",
              "role",
              "member",
              other,
              "role",
              one(List.of("MEMBER", "MODERATOR", "STEWARD", "ADMIN")));
      default -> null;
    };
  }

  /// Something to do about a proposal.
  CivicAct about(Assembly.Motion motion) {
    UUID id = motion.id();
    boolean own = motion.author().equals(me);
    int dice = random.nextInt(20);
    if (own && dice < 3) {
      return random.nextInt(8) == 0 ? new CivicAct.Drop(id) : rewrite(motion);
    }
    return switch (motion.state()) {
      case "draft" -> new CivicAct.Advance(id);
      case "sponsoring" -> own || dice > 16 ? talk(motion, own) : new CivicAct.Sponsor(id);
      case "discussion", "verification" -> dice > 8 ? new CivicAct.Advance(id) : talk(motion, own);
      case "voting" ->
          switch (motion.method().equals("conviction") && dice > 6 ? -1 : dice) {
            case -1 -> new CivicAct.Stake(id, random.nextInt(6) * 20);
            case 1, 2 -> new CivicAct.Unvote(id);
            case 3, 4, 5 -> new CivicAct.Advance(id);
            case 6 -> talk(motion, own);
            case 7 -> {
              CivicAct gives = delegation(motion);
              yield gives == null ? new CivicAct.Look(id) : gives;
            }
            default -> new CivicAct.Vote(id, ballot(motion));
          };
      case "queued" -> dice > 15 ? new CivicAct.Veto(id) : new CivicAct.Advance(id);
      default -> // whatever it is good for
          switch (dice % 6) {
            case 0 -> new CivicAct.Advance(id);
            case 1 -> new CivicAct.Sponsor(id);
            case 2 -> new CivicAct.Vote(id, ballot(motion));
            case 3 -> new CivicAct.Unvote(id);
            case 4 -> new CivicAct.Veto(id);
            default -> new CivicAct.Drop(id);
          };
    };
  }

  private CivicAct rewrite(Assembly.Motion motion) {
    return new CivicAct.Rewrite(
        motion.id(), Act.body("baseText", motion.textHash(), "text", one(TEXTS)));
  }

  private CivicAct talk(Assembly.Motion motion, boolean own) {
    UUID suggested = town.assembly().amendment(random, motion.id());
    return switch (random.nextInt(6)) {
      case 0 ->
          own && suggested != null
              ? new CivicAct.Adopt(motion.id(), suggested)
              : new CivicAct.Suggest(
                  motion.id(), Act.body("baseText", motion.textHash(), "text", one(TEXTS)));
      case 1 -> new CivicAct.Review(motion.id(), one(VERDICTS));
      case 2 -> own ? rewrite(motion) : new CivicAct.Look(motion.id());
      default ->
          new CivicAct.Argue(
              motion.id(),
              id(),
              random.nextBoolean() ? town.assembly().argument(random, motion.id()) : null,
              one(SIDES));
    };
  }

  /// A vote as its method wants it; rarely one that is too dear.
  private Map<String, Object> ballot(Assembly.Motion motion) {
    Map<String, Object> ballot = new LinkedHashMap<>();
    if (random.nextInt(3) == 0) {
      ballot.put("textHash", motion.textHash());
    }
    if (random.nextInt(4) == 0) {
      ballot.put("reason", "por los niños");
    }
    if (motion.method().equals("ranked") || motion.method().equals("stv")) {
      ballot.put("ranking", ranking(motion));
    } else {
      ballot.put("votes", votes(motion));
    }
    return ballot;
  }

  private Map<String, Object> votes(Assembly.Motion motion) {
    Map<String, Object> votes = new LinkedHashMap<>();
    if (random.nextInt(12) == 0) {
      return votes;
    }
    if (motion.yesOrNo() || motion.method().equals("one_person")) {
      String side = motion.yesOrNo() && random.nextInt(4) > 0 ? "for" : one(motion.options());
      votes.put(side, many(motion.method()));
      return votes;
    }
    for (String option : motion.options()) {
      if (random.nextInt(3) > 0) {
        votes.put(option, many(motion.method()));
      }
    }
    return votes;
  }

  private int many(String method) {
    return switch (method) {
      case "quadratic" -> random.nextInt(9) == 0 ? 9 : 1 + random.nextInt(3);
      case "score", "equal_shares" -> 1 + random.nextInt(5);
      default -> 1;
    };
  }

  private List<List<String>> ranking(Assembly.Motion motion) {
    List<String> left = new ArrayList<>(motion.options());
    List<List<String>> ranking = new ArrayList<>();
    for (int places = random.nextInt(left.size() + 1); places > 0 && !left.isEmpty(); places--) {
      List<String> group = new ArrayList<>();
      group.add(left.remove(random.nextInt(left.size())));
      if (motion.method().equals("ranked") && !left.isEmpty() && random.nextInt(4) == 0) {
        group.add(left.remove(random.nextInt(left.size())));
      }
      ranking.add(group);
    }
    return ranking;
  }

  /// Something about a decision that must be refused.
  @Nullable Act forbidden(Town elsewhere) {
    Assembly.Motion voting = town.assembly().motion(random, one -> one.at("voting"));
    Assembly.Motion foreign = elsewhere.assembly().motion(random, one -> true);
    return switch (random.nextInt(5)) {
      case 0 ->
          foreign == null
              ? null
              : no("a vote of elsewhere", "PUT", foreign.id(), "/ballot", votes("for", 1), 404);
      case 1 ->
          voting == null
              ? null
              : no("a huge vote", "PUT", voting.id(), "/ballot", votes("for", 1_000_000), 0);
      case 2 ->
          voting == null
              ? null
              : no(
                  "a vote on another text",
                  "PUT",
                  voting.id(),
                  "/ballot",
                  Act.body("votes", Map.of(), "textHash", "0".repeat(64)),
                  0);
      case 3 ->
          voting == null
              ? null
              : no(
                  "a vote on what is no option",
                  "PUT",
                  voting.id(),
                  "/ballot",
                  votes("nadie", 1),
                  0);
      default ->
          new Act.Forbidden(
              "a voice for oneself",
              new Act.Call("PUT", "/delegations/all", Act.body("delegates", List.of(me))),
              0);
    };
  }

  private static Map<String, Object> votes(String option, int many) {
    return Act.body("votes", Map.of(option, many));
  }

  private static Act no(
      String what, String method, UUID proposal, String path, Object body, int status) {
    return new Act.Forbidden(
        what, new Act.Call(method, "/proposals/" + proposal + path, body), status);
  }
}
