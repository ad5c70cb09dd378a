package org.coomunity.village;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What people remember of the proposals of a community; not always true any more.
final class Assembly {
  private static final int REMEMBERED = 120;

  /// A proposal as it was last heard of.
  record Motion(
      UUID id, String author, String method, List<String> options, String state, String textHash) {
    boolean yesOrNo() {
      return options.size() == 2 && options.contains("for");
    }

    boolean at(String which) {
      return state.equals(which);
    }

    /// True while something may become of it that somebody can see.
    boolean live(String who) {
      return switch (state) {
        case "draft" -> author.equals(who);
        case "sponsoring", "discussion", "verification", "voting", "queued" -> true;
        default -> false;
      };
    }

    private Motion as(String now, String hash) {
      return new Motion(id, author, method, options, now, hash);
    }
  }

  /// Another text that somebody suggested, or something that was said.
  record Words(UUID id, UUID proposal) {}

  private final Map<UUID, Motion> motions = new LinkedHashMap<>();
  private final Map<UUID, Words> amendments = new LinkedHashMap<>();
  private final Map<UUID, Words> arguments = new LinkedHashMap<>();

  synchronized @Nullable Motion motion(RandomGenerator random, Predicate<Motion> that) {
    return one(random, motions.values().stream().filter(that).toList());
  }

  synchronized @Nullable UUID amendment(RandomGenerator random, UUID proposal) {
    Words words =
        one(
            random,
            amendments.values().stream().filter(a -> a.proposal().equals(proposal)).toList());
    return words == null ? null : words.id();
  }

  synchronized @Nullable UUID argument(RandomGenerator random, UUID proposal) {
    Words words =
        one(
            random,
            arguments.values().stream().filter(a -> a.proposal().equals(proposal)).toList());
    return words == null ? null : words.id();
  }

  /// Hears an answer that shows a proposal, or that something was said about one.
  synchronized void hear(CivicAct act, JsonNode body) {
    switch (act) {
      case CivicAct.Argue said -> put(arguments, said.id(), new Words(said.id(), said.proposal()));
      case CivicAct.Suggest said -> {
        if (body.has("id")) {
          UUID id = UUID.fromString(body.get("id").asText());
          put(amendments, id, new Words(id, said.proposal()));
        }
      }
      default -> {
        if (body.has("textHash") && body.has("method") && body.has("state")) {
          Motion motion = motion(body);
          put(motions, motion.id(), motion);
        }
      }
    }
  }

  private static Motion motion(JsonNode body) {
    List<String> options = new ArrayList<>();
    body.path("options").forEach(option -> options.add(option.path("id").asText()));
    return new Motion(
        UUID.fromString(body.get("id").asText()),
        body.path("author").asText(),
        body.get("method").asText(),
        options,
        body.get("state").asText(),
        body.get("textHash").asText());
  }

  /// A refusal may tell how things stand.
  synchronized void refused(CivicAct act, JsonNode body) {
    UUID about = about(act);
    Motion known = about == null ? null : motions.get(about);
    if (known != null) {
      motions.put(
          known.id(),
          known.as(
              body.path("state").asText(known.state()),
              body.path("textHash").asText(known.textHash())));
    }
  }

  private static @Nullable UUID about(CivicAct act) {
    return switch (act) {
      case CivicAct.Rewrite on -> on.proposal();
      case CivicAct.Suggest on -> on.proposal();
      case CivicAct.Adopt on -> on.proposal();
      case CivicAct.Sponsor on -> on.proposal();
      case CivicAct.Advance on -> on.proposal();
      case CivicAct.Drop on -> on.proposal();
      case CivicAct.Veto on -> on.proposal();
      case CivicAct.Argue on -> on.proposal();
      case CivicAct.Review on -> on.proposal();
      case CivicAct.Vote on -> on.proposal();
      case CivicAct.Unvote on -> on.proposal();
      default -> null;
    };
  }

  private static <T> @Nullable T one(RandomGenerator random, List<T> some) {
    return some.isEmpty() ? null : some.get(random.nextInt(some.size()));
  }

  private static <T> void put(Map<UUID, T> map, UUID id, T value) {
    map.put(id, value);
    if (map.size() > REMEMBERED) {
      map.remove(map.keySet().iterator().next());
    }
  }
}
