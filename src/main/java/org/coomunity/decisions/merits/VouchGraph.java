package org.coomunity.decisions.merits;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.coomunity.decisions.merits.MeritsDoors.Person;
import org.jspecify.annotations.Nullable;

/// Who is known to be a person by the word of others. Founders, admins and those they invited are
/// so by themselves. Anybody else needs the votos of two who are, whose invitations go back to
/// different people; and one unit of trust must reach them, which flows from those who are persons
/// by themselves along the votos, one along each. So accounts that somebody made up can vouch for
/// each other as much as they like: at most as many are let in as others gave votos to them.
///
/// Votos are taken in the order in which they were given: what comes later takes nothing from those
/// who were let in. Each member passes on at most ten in 365 days; more do not count.
final class VouchGraph {
  /// How many votos of one member count within `YEAR`.
  static final int PASSED_MOST = 10;

  static final Duration YEAR = Duration.ofDays(365);

  /// How often somebody who lacks trust may be looked at again before nobody is any more.
  private static final long STEPS_MOST = 50_000_000;

  private static final int DEEP = 10_000;

  /// A voto that counts, and whether it passes a unit on.
  private static final class Voto {
    private final int from;
    private final int to;
    private boolean passes;

    Voto(int from, int to) {
      this.from = from;
      this.to = to;
    }
  }

  private final Map<Integer, Person> people;
  private final Map<Integer, Integer> branches = new HashMap<>();
  private final Map<Integer, List<Voto>> given = new HashMap<>();
  private final Map<Integer, List<Voto>> had = new HashMap<>();
  private final Map<Integer, Deque<Instant>> lately = new HashMap<>();
  private final Set<Integer> vouched = new HashSet<>();

  /// Those who have the votos and lack the trust, in order.
  private final Set<Integer> lacking = new LinkedHashSet<>();

  private long steps;

  private VouchGraph(Map<Integer, Person> people) {
    this.people = people;
  }

  /// All who are let in by votos.
  ///
  /// @param votes those that stand, the first that were given first
  /// @param people everybody in them, and everybody by whom those were invited, up to the first
  static Set<Integer> vouched(List<TrustStore.Stands> votes, Map<Integer, Person> people) {
    VouchGraph graph = new VouchGraph(people);
    votes.forEach(graph::take);
    return Set.copyOf(graph.vouched);
  }

  /// Known by themselves.
  private boolean rooted(int no) {
    Person person = people.get(no);
    return person != null && (looksAfter(person) || looksAfter(people.get(inviter(person))));
  }

  private static boolean looksAfter(@Nullable Person person) {
    return person != null && (person.founder() || person.admin());
  }

  private static int inviter(Person person) {
    Integer by = person.invitedBy();
    return by == null ? 0 : by;
  }

  private boolean known(int no) {
    return rooted(no) || vouched.contains(no);
  }

  /// The first of somebody's inviters, themselves included, who came by nobody or by one who looks
  /// after the community; 0 when that is not known.
  private int branch(int no) {
    Integer found = branches.get(no);
    if (found != null) {
      return found;
    }
    List<Integer> way = new ArrayList<>();
    int at = no;
    int end = 0;
    while (way.size() < DEEP) {
      Integer branch = branches.get(at);
      Person person = people.get(at);
      if (branch != null || person == null) {
        end = branch == null ? 0 : branch;
        break;
      }
      way.add(at);
      int by = inviter(person);
      if (by == 0 || looksAfter(person) || looksAfter(people.get(by))) {
        end = at;
        break;
      }
      at = by;
    }
    for (int one : way) {
      branches.put(one, end);
    }
    return end;
  }

  private void take(TrustStore.Stands vote) {
    Person by = people.get(vote.voterNo());
    if (by == null || !by.active() || vote.voterNo() == vote.memberNo()) {
      return;
    }
    Deque<Instant> times = lately.computeIfAbsent(vote.voterNo(), no -> new ArrayDeque<>());
    while (!times.isEmpty() && !times.getFirst().isAfter(vote.at().minus(YEAR))) {
      times.removeFirst();
    }
    if (times.size() >= PASSED_MOST) {
      return;
    }
    times.addLast(vote.at());
    Voto voto = new Voto(vote.voterNo(), vote.memberNo());
    given.computeIfAbsent(voto.from, no -> new ArrayList<>()).add(voto);
    had.computeIfAbsent(voto.to, no -> new ArrayList<>()).add(voto);
    if (known(voto.from)) {
      weigh(voto.to);
    }
  }

  /// Somebody was given the voto of one who is known: they may be let in, and others with it.
  private void weigh(int no) {
    Deque<Integer> open = new ArrayDeque<>(List.of(no));
    boolean more = false;
    while (!open.isEmpty() || more) {
      while (!open.isEmpty()) {
        int one = open.removeFirst();
        if (known(one) || lacking.contains(one)) {
          more = true;
        } else if (vouchers(one)) {
          lacking.add(one);
          more = true;
        }
      }
      more = more && letIn(open);
    }
  }

  /// Two who are known, from different branches.
  private boolean vouchers(int no) {
    int first = 0;
    for (Voto voto : had.getOrDefault(no, List.of())) {
      int branch = known(voto.from) ? branch(voto.from) : 0;
      if (branch != 0 && first != 0 && branch != first) {
        return true;
      }
      first = first == 0 ? branch : first;
    }
    return false;
  }

  /// Lets in the first who lacks trust and can be reached by some; those they vouch for are to be
  /// looked at next. False when there is none.
  private boolean letIn(Deque<Integer> open) {
    Set<Integer> seen = new HashSet<>();
    for (int no : lacking) {
      if (steps < STEPS_MOST && reached(no, seen)) {
        lacking.remove(no);
        vouched.add(no);
        given.getOrDefault(no, List.of()).forEach(voto -> open.addLast(voto.to));
        return true;
      }
    }
    return false;
  }

  /// Leads one more unit to somebody, from one who has it by themselves; others may get theirs by
  /// another way than before.
  ///
  /// @param seen from where none comes, as far as known
  private boolean reached(int no, Set<Integer> seen) {
    Map<Integer, Voto> ways = new HashMap<>();
    Deque<Integer> open = new ArrayDeque<>(List.of(no));
    seen.add(no);
    steps++;
    while (!open.isEmpty()) {
      int at = open.removeFirst();
      if (rooted(at)) {
        lead(at, no, ways);
        return true;
      }
      for (Voto voto : had.getOrDefault(at, List.of())) {
        steps++;
        if (!voto.passes && known(voto.from) && seen.add(voto.from)) {
          ways.put(voto.from, voto);
          open.addLast(voto.from);
        }
      }
      for (Voto voto : given.getOrDefault(at, List.of())) {
        steps++;
        if (voto.passes && seen.add(voto.to)) {
          ways.put(voto.to, voto);
          open.addLast(voto.to);
        }
      }
    }
    return false;
  }

  /// Along the way that was found: a voto that passed nothing does now, one that did does not.
  private static void lead(int from, int to, Map<Integer, Voto> ways) {
    int at = from;
    while (at != to) {
      Voto voto = Objects.requireNonNull(ways.get(at));
      voto.passes = voto.from == at;
      at = voto.from == at ? voto.to : voto.from;
    }
  }
}
