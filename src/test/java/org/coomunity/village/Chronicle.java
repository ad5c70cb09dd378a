package org.coomunity.village;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// What was said to whom: what the platform acknowledged must be there, what it refused must not,
/// and some answers must never be given at all.
final class Chronicle {
  private static final int VIOLATIONS = 50;

  /// Refusals after which what was acknowledged before may well be hidden from whoever asks again.
  private static final Set<String> GONE_SINCE =
      Set.of("suspended", "community_unknown", "not_allowed", "not_found", "listing_gone");

  /// Refusals that say nothing about the identifier.
  private static final Set<String> NOT_TRIED =
      Set.of("idempotency_conflict", "too_many", "session_over", "not_signed_in");

  /// What was said about identifiers, by where they are kept.
  record Said(String slug, Set<UUID> kept, Set<UUID> refused) {}

  private final Map<Act.Place, Map<String, Said>> said = new EnumMap<>(Act.Place.class);
  private final Map<String, Integer> acts = new TreeMap<>();
  private final Map<String, Integer> refusals = new TreeMap<>();
  private final List<String> violations = new ArrayList<>();
  private final Map<String, Set<String>> receipts = new HashMap<>();
  private int steps;
  private int lost;
  private int unavailable;

  /// The last word about a deed.
  synchronized void note(Deed deed, Answered answered) {
    steps++;
    acts.merge(deed.act().kind(), 1, Integer::sum);
    if (!answered.done()) {
      refusals.merge(answered.code(), 1, Integer::sum);
    }
    if (answered.code().equals("without_code")) {
      violation("a refusal without a code: " + deed + " -> " + answered);
    }
    if (deed.act() instanceof Act.Forbidden no) {
      boolean right =
          no.expected() == 0
              ? !answered.done()
              : answered.status() == no.expected() || answered.code().equals("suspended");
      if (!right) {
        violation(no.what() + ": " + deed + " -> " + answered);
      }
    } else if (deed.again()) {
      repeated(deed, answered);
    } else {
      kept(deed, answered);
    }
  }

  private void repeated(Deed deed, Answered answered) {
    if (deed.act().makes().isEmpty() || deed.act() instanceof Act.PayMany) {
      return;
    }
    if (answered.done() && !answered.replay()) {
      violation("done twice: " + deed + " -> " + answered);
    }
    if (deed.act() instanceof Act.Invite && answered.code().equals("invitation_gone")) {
      return; // used or over since: its code is not told again
    }
    if (!answered.done() && !GONE_SINCE.contains(answered.code())) {
      violation("refused what was done: " + deed + " -> " + answered);
    }
  }

  private void kept(Deed deed, Answered answered) {
    if (deed.act() instanceof Act.PayMany) {
      for (JsonNode result : answered.body().path("results")) {
        String status = result.path("status").asText();
        keep(
            deed,
            UUID.fromString(result.path("id").asText()),
            Act.Place.TRANSFER,
            !status.equals("refused"));
      }
      return;
    }
    if (answered.code().equals("idempotency_conflict")) {
      violation("somebody else had the identifier: " + deed + " -> " + answered);
    }
    if (deed.act() instanceof Act.Civic civic && answered.done()) {
      voted(deed, civic.what(), answered.body());
    }
    if (answered.done() || !NOT_TRIED.contains(answered.code())) {
      deed.act().makes().forEach((id, place) -> keep(deed, id, place, answered.done()));
    }
  }

  /// Whoever votes is told what it took and what is left; whoever takes a vote back gets it all.
  private void voted(Deed deed, CivicAct act, JsonNode receipt) {
    if (!(act instanceof CivicAct.Vote || act instanceof CivicAct.Unvote)) {
      return;
    }
    boolean nothing = act instanceof CivicAct.Unvote;
    int cost = receipt.path("cost").asInt(-1);
    if (receipt.path("left").asInt(-1) < 0 || (nothing ? cost != 0 : cost < 0)) {
      violation("a strange receipt: " + deed + " -> " + receipt);
    }
    String tracker = receipt.path("tracker").asText();
    if (!nothing || !tracker.isEmpty()) {
      receipts.computeIfAbsent(deed.town().slug(), slug -> new HashSet<>()).add(tracker);
    }
  }

  /// The trackers that people were given.
  synchronized Set<String> receipts(String slug) {
    return Set.copyOf(receipts.getOrDefault(slug, Set.of()));
  }

  private void keep(Deed deed, UUID id, Act.Place place, boolean done) {
    Said about =
        said.computeIfAbsent(place, p -> new HashMap<>())
            .computeIfAbsent(
                deed.town().slug(), slug -> new Said(slug, new HashSet<>(), new HashSet<>()));
    (done ? about.kept() : about.refused()).add(id);
  }

  /// An answer that must not be, unless something was being killed.
  synchronized void failed(Deed deed, Answered answered, boolean shaken) {
    unavailable++;
    if (!shaken) {
      violation("a failure of ours: " + deed + " -> " + answered);
    }
  }

  /// No answer.
  synchronized void lost(Deed deed, Exception why, boolean shaken) {
    lost++;
    if (!shaken) {
      violation("no answer: " + deed + " -> " + why);
    }
  }

  /// Something that must never be.
  synchronized void violation(String what) {
    if (violations.size() < VIOLATIONS && !violations.contains(what)) {
      violations.add(what);
    }
  }

  synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  /// Everything that was said about identifiers of one place.
  synchronized List<Said> said(Act.Place place) {
    return said.getOrDefault(place, Map.of()).values().stream()
        .map(one -> new Said(one.slug(), Set.copyOf(one.kept()), Set.copyOf(one.refused())))
        .toList();
  }

  synchronized int steps() {
    return steps;
  }

  /// What was done so far, on a few lines.
  synchronized String report() {
    return "steps %d, lost answers %d, unavailable %d%n  acts     %s%n  refusals %s"
        .formatted(steps, lost, unavailable, acts, refusals);
  }
}
