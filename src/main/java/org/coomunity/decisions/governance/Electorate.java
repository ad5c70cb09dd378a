package org.coomunity.decisions.governance;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.decisions.governance.GovernanceDoors.Citizen;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who may take part. Where something about somebody is not known, or those who should know do not
/// answer, nobody takes part for now: a vote that was let in cannot be taken out again.
final class Electorate {
  private static final Logger LOG = LoggerFactory.getLogger(Electorate.class);

  /// Who did something since then counts as active.
  static final Duration RECENT = Duration.ofDays(90);

  private static final int PIECE = 500;
  private static final int PIECES = 20_000;

  /// Everybody who matters, at one moment.
  ///
  /// @param active members who did something lately
  /// @param eligible numbers of those who may vote, in order
  /// @param median of the Méritos of those of them who have any; 1 when nobody has
  record Census(int active, List<Integer> eligible, long median) {}

  private record Of(CommunityId community, int no) {}

  private record Then(CommunityId community, Instant at, int no) {}

  private record Moment(CommunityId community, Instant at) {}

  private final GovernanceDoors doors;
  private final InstantSource clock;
  private final Lookups<Of, Citizen> citizens = new Lookups<>(this::citizens);
  private final Lookups<Then, Long> merits = new Lookups<>(this::merits);

  Electorate(GovernanceDoors doors, InstantSource clock) {
    this.doors = doors;
    this.clock = clock;
  }

  /// A community that does not answer is left out: the others are not made to wait for it.
  private Map<Of, Citizen> citizens(List<Of> all) {
    Map<CommunityId, List<Integer>> asked =
        all.stream()
            .collect(groupingBy(Of::community, LinkedHashMap::new, mapping(Of::no, toList())));
    Map<Of, Citizen> found = new HashMap<>();
    asked.forEach((community, numbers) -> {
      try {
        doors
            .citizens()
            .of(community, numbers)
            .forEach((no, citizen) -> found.put(new Of(community, no), citizen));
      } catch (RuntimeException unknown) {
        LOG.warn("nobody says who is in {}", community, unknown);
      }
    });
    return found;
  }

  private Map<Then, Long> merits(List<Then> all) {
    Map<Moment, List<Integer>> asked =
        all.stream()
            .collect(
                groupingBy(
                    then -> new Moment(then.community(), then.at()),
                    LinkedHashMap::new,
                    mapping(Then::no, toList())));
    Map<Then, Long> found = new HashMap<>();
    asked.forEach((moment, numbers) -> {
      try {
        Map<Integer, Long> weights = doors.weights().of(moment.community(), numbers, moment.at());
        numbers.forEach(no ->
            found.put(new Then(moment.community(), moment.at(), no), weights.getOrDefault(no, 0L)));
      } catch (RuntimeException unknown) {
        LOG.warn("nobody says what is had in {}", moment.community(), unknown);
      }
    });
    return found;
  }

  /// What somebody still needs to take part; empty when they may.
  List<String> needs(CommunityId community, int no, Charter charter) {
    return needs(citizens.of(new Of(community, no)), charter, clock.instant());
  }

  static List<String> needs(@Nullable Citizen citizen, Charter charter, Instant now) {
    if (citizen == null) {
      return List.of("census");
    }
    List<String> needs = new ArrayList<>();
    if (!citizen.inside()) {
      needs.add("member");
    }
    if (!citizen.person()) {
      needs.add("person");
    }
    if (citizen.held()) {
      needs.add("open_violation");
    }
    if (citizen.level() < 1) {
      needs.add("vouch");
    }
    if (citizen.joinedAt().plus(charter.membershipAge()).isAfter(now)) {
      needs.add("membership_age");
    }
    return needs;
  }

  /// Refuses whoever may not take part.
  ///
  /// @throws Refused `not_eligible` with `needs`
  void demand(CommunityId community, int no, Charter charter) {
    List<String> needs = needs(community, no, charter);
    if (!needs.isEmpty()) {
      throw Refused.because(Refusal.NOT_ELIGIBLE, "needs", needs);
    }
  }

  /// Counts everybody.
  ///
  /// @throws Refused `census` when those who know do not answer
  Census census(CommunityId community, Charter charter) {
    Instant now = clock.instant();
    try {
      return counted(community, charter, now);
    } catch (RuntimeException unknown) {
      LOG.warn("the census of {} failed", community, unknown);
      throw Refused.because(Refusal.CENSUS);
    }
  }

  private Census counted(CommunityId community, Charter charter, Instant now) {
    int active = 0;
    List<Integer> eligible = new ArrayList<>();
    List<Long> merits = new ArrayList<>();
    for (int piece = 0; piece < PIECES; piece++) {
      List<Integer> numbers =
          IntStream.rangeClosed(piece * PIECE + 1, (piece + 1) * PIECE).boxed().toList();
      Map<Integer, Citizen> citizens = doors.citizens().of(community, numbers);
      if (citizens.isEmpty()) {
        break;
      }
      List<Integer> inside =
          citizens.values().stream()
              .filter(citizen -> citizen.inside() && citizen.person())
              .map(Citizen::no)
              .sorted()
              .toList();
      Set<Integer> moved = doors.activity().since(community, inside, now.minus(RECENT));
      active += (int) inside.stream().filter(moved::contains).count();
      List<Integer> may =
          inside.stream().filter(no -> needs(citizens.get(no), charter, now).isEmpty()).toList();
      eligible.addAll(may);
      doors.weights().of(community, may, now).values().stream()
          .filter(some -> some > 0)
          .forEach(merits::add);
    }
    merits.sort(null);
    long median = merits.isEmpty() ? 1 : merits.get((merits.size() - 1) / 2);
    return new Census(active, List.copyOf(eligible), median);
  }

  /// Who of some may vote, with the Méritos they had when a period began.
  ///
  /// @throws Refused `census` when those who know do not answer
  Map<Integer, Long> voters(
      CommunityId community, Collection<Integer> numbers, Charter charter, Instant began) {
    Instant now = clock.instant();
    List<Integer> all = List.copyOf(numbers);
    Map<Integer, Long> voters = new HashMap<>();
    try {
      for (int from = 0; from < all.size(); from += PIECE) {
        List<Integer> piece = all.subList(from, Math.min(all.size(), from + PIECE));
        Map<Integer, Citizen> known = doors.citizens().of(community, piece);
        List<Integer> may =
            piece.stream().filter(no -> needs(known.get(no), charter, now).isEmpty()).toList();
        Map<Integer, Long> weights = doors.weights().of(community, may, began);
        may.forEach(
            no -> voters.put(no, had(known.get(no), began) ? weights.getOrDefault(no, 0L) : 0L));
      }
    } catch (RuntimeException unknown) {
      LOG.warn("nobody says who may be voted for in {}", community, unknown);
      throw Refused.because(Refusal.CENSUS);
    }
    return voters;
  }

  private static boolean had(@Nullable Citizen citizen, Instant then) {
    return citizen != null && !citizen.joinedAt().isAfter(then);
  }

  /// Who of some may not take part any more.
  ///
  /// @throws Refused `census` when those who know do not answer
  List<Integer> gone(CommunityId community, List<Integer> numbers, Charter charter) {
    Instant now = clock.instant();
    List<Integer> gone = new ArrayList<>();
    try {
      for (int from = 0; from < numbers.size(); from += PIECE) {
        List<Integer> piece = numbers.subList(from, Math.min(numbers.size(), from + PIECE));
        Map<Integer, Citizen> known = doors.citizens().of(community, piece);
        piece.stream()
            .filter(no -> !needs(known.get(no), charter, now).isEmpty())
            .forEach(gone::add);
      }
    } catch (RuntimeException unknown) {
      LOG.warn("nobody says who may still take part in {}", community, unknown);
      throw Refused.because(Refusal.CENSUS);
    }
    return gone;
  }

  /// The Méritos of somebody when a period began; who came later begins with none.
  ///
  /// @throws Refused `not_eligible` when those who know do not answer
  long merits(CommunityId community, int no, Instant then) {
    if (!had(citizens.of(new Of(community, no)), then)) {
      return 0;
    }
    Long weight = merits.of(new Then(community, then, no));
    if (weight == null) {
      throw Refused.because(Refusal.NOT_ELIGIBLE, "needs", List.of("census"));
    }
    return weight;
  }
}
