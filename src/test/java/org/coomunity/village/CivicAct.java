package org.coomunity.village;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a villager does where the community decides something.
sealed interface CivicAct {
  /// Something is proposed.
  ///
  /// @param body what is proposed, without its identifier
  record Draft(UUID id, Map<String, Object> body) implements CivicAct {}

  /// Another text is written.
  ///
  /// @param change what is to be another, with the hash of the text that was read
  record Rewrite(UUID proposal, Map<String, Object> change) implements CivicAct {}

  record Suggest(UUID proposal, Map<String, Object> change) implements CivicAct {}

  record Adopt(UUID proposal, UUID amendment) implements CivicAct {}

  record Sponsor(UUID proposal) implements CivicAct {}

  record Advance(UUID proposal) implements CivicAct {}

  record Drop(UUID proposal) implements CivicAct {}

  record Veto(UUID proposal) implements CivicAct {}

  record Argue(UUID proposal, UUID id, @Nullable UUID parent, String side) implements CivicAct {}

  record Review(UUID proposal, String verdict) implements CivicAct {}

  record Vote(UUID proposal, Map<String, Object> ballot) implements CivicAct {}

  record Unvote(UUID proposal) implements CivicAct {}

  record Stake(UUID proposal, int points) implements CivicAct {}

  record Entrust(String topic, List<String> to) implements CivicAct {}

  record Revoke(String topic) implements CivicAct {}

  record Look(UUID proposal) implements CivicAct {}

  /// Something for the fund.
  record Give(UUID id, String amount) implements CivicAct {}

  record Charter(Map<String, Object> change) implements CivicAct {}

  /// The name of its kind, for counting.
  default String kind() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /// What it makes, by identifier.
  default Map<UUID, Act.Place> makes() {
    return switch (this) {
      case Draft act -> Map.of(act.id(), Act.Place.PROPOSAL);
      case Argue act -> Map.of(act.id(), Act.Place.ARGUMENT);
      case Give act -> Map.of(act.id(), Act.Place.TRANSFER);
      default -> Map.of();
    };
  }

  /// The request that does it.
  default Act.Call call() {
    return switch (this) {
      case Draft act -> {
        Map<String, Object> body = Act.body("id", act.id());
        body.putAll(act.body());
        yield new Act.Call("POST", "/proposals", body);
      }
      case Rewrite act -> new Act.Call("PATCH", one(act.proposal(), ""), act.change());
      case Suggest act -> post(one(act.proposal(), "/amendments"), act.change());
      case Adopt act ->
          post(one(act.proposal(), "/amendments/" + act.amendment() + "/accept"), null);
      case Sponsor act -> post(one(act.proposal(), "/sponsor"), null);
      case Advance act -> post(one(act.proposal(), "/advance"), null);
      case Drop act ->
          post(one(act.proposal(), "/withdraw"), Act.body("reason", "lo pensamos otra vez"));
      case Veto act -> post(one(act.proposal(), "/veto"), Act.body("reason", "falta hablarlo"));
      case Argue act ->
          post(
              one(act.proposal(), "/arguments"),
              Act.body(
                  "id",
                  act.id(),
                  "parent",
                  act.parent(),
                  "side",
                  act.side(),
                  "text",
                  "Porque así alcanza"));
      case Review act ->
          post(
              one(act.proposal(), "/reviews"),
              Act.body("verdict", act.verdict(), "reasons", "Lo leí dos veces"));
      case Vote act -> new Act.Call("PUT", one(act.proposal(), "/ballot"), act.ballot());
      case Stake act ->
          new Act.Call("PUT", one(act.proposal(), "/stake"), Act.body("points", act.points()));
      case Unvote act -> new Act.Call("DELETE", one(act.proposal(), "/ballot"), null);
      case Look act -> new Act.Call("GET", one(act.proposal(), ""), null);
      default -> common();
    };
  }

  private Act.Call common() {
    return switch (this) {
      case Entrust act ->
          new Act.Call("PUT", "/delegations/" + act.topic(), Act.body("delegates", act.to()));
      case Revoke act -> new Act.Call("DELETE", "/delegations/" + act.topic(), null);
      case Give act ->
          post("/fund/gifts", Act.body("id", act.id(), "amount", act.amount(), "words", "gracias"));
      case Charter act -> new Act.Call("PATCH", "/charter", act.change());
      default -> throw new IllegalArgumentException(kind());
    };
  }

  private static Act.Call post(String path, @Nullable Object body) {
    return new Act.Call("POST", path, body);
  }

  private static String one(UUID proposal, String what) {
    return "/proposals/" + proposal + what;
  }
}
