package org.coomunity.story;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.coomunity.base.kernel.Standing;
import org.coomunity.people.communities.Community;
import org.coomunity.people.communities.Membership;

/// The demo story: people of three communities in three countries who have been trading for four
/// months. It is told through the use cases that everybody has, on a new database only, one teller
/// for each community. A telling that was interrupted goes on where it stopped.
public final class Story {
  private static final List<String> SLUGS = List.of("minca", "albaicin", "kinvara");

  /// How the trades are shared out, in hundredths.
  private static final Map<String, Integer> SHARES =
      Map.of("minca", 40, "albaicin", 32, "kinvara", 28);

  private static final Duration TICK = Duration.ofSeconds(2);

  /// How much is told.
  ///
  /// @param trades about how many are begun, in all communities together
  /// @param photos how many listings of each community have a drawing
  /// @param progress hears a line now and then
  public record Telling(int trades, int photos, Consumer<String> progress) {
    /// All of it.
    public static Telling whole(Consumer<String> progress) {
      return new Telling(2_100, 100, progress);
    }
  }

  /// A log-in of the story.
  ///
  /// @param who name and role, for people
  public record LogIn(String handle, String password, String who) {}

  private final Stage house;
  private final List<Script> scripts = SLUGS.stream().map(Script::of).toList();

  /// @param house the modules of the platform itself
  public Story(Stage house) {
    this.house = house;
  }

  /// The log-ins to look around with; none where the story was not told.
  public List<LogIn> logIns() {
    return house.members().member(Demo.LOG_INS.getFirst().handle()).isPresent()
            && house.communities().community(SLUGS.getFirst()).isPresent()
        ? Demo.LOG_INS
        : List.of();
  }

  /// Tells the story, or the rest of it; does nothing on a database that other people use.
  ///
  /// @param stages builds the modules each community is told through
  /// @return how many acts the platform refused; 0 when all went as it is written
  public int tell(Stage.Builder stages, InstantSource clock, Telling telling) {
    if (!mayTell()) {
      return 0;
    }
    Instant end = end(clock.instant().minus(Duration.ofMinutes(2)).truncatedTo(ChronoUnit.SECONDS));
    telling.progress().accept("Telling the demo story, once; this takes a moment.");
    AtomicBoolean stopped = new AtomicBoolean();
    Guests guests = new Guests();
    List<Teller> tellers = scripts.stream().map(Teller::new).toList();
    List<CompletableFuture<Void>> tellings = new ArrayList<>();
    try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Story::thread)) {
      try {
        for (Teller teller : tellers) {
          int trades =
              telling.trades() * SHARES.getOrDefault(teller.script().community().slug(), 0) / 100;
          tellings.add(
              CompletableFuture.runAsync(
                  () -> teller.tell(stages, guests, end, trades, telling.photos(), stopped),
                  threads));
        }
        await(all(tellings), tellers, telling);
      } finally {
        stopped.set(true);
      }
    }
    return tellers.stream().mapToInt(Teller::slips).sum();
  }

  /// Done when all are; failed as soon as one is, and for its reason: the others stop because of
  /// it.
  private static CompletableFuture<Void> all(List<CompletableFuture<Void>> tellings) {
    CompletableFuture<Void> whole = new CompletableFuture<>();
    tellings.forEach(one ->
        one.exceptionally(failure -> {
          whole.completeExceptionally(failure);
          return null;
        }));
    var _ =
        CompletableFuture.allOf(tellings.toArray(CompletableFuture[]::new))
            .thenRun(() -> whole.complete(null));
    return whole;
  }

  private static Thread thread(Runnable work) {
    return Thread.ofPlatform().daemon().name("story").unstarted(work);
  }

  private static void await(CompletableFuture<Void> all, List<Teller> tellers, Telling telling) {
    while (true) {
      try {
        all.get(TICK.toMillis(), TimeUnit.MILLISECONDS);
        telling.progress().accept(line(tellers));
        return;
      } catch (TimeoutException later) {
        telling.progress().accept(line(tellers));
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted in the story", hurried);
      } catch (ExecutionException failure) {
        throw new IllegalStateException("the story cannot be told", failure.getCause());
      }
    }
  }

  private static String line(List<Teller> tellers) {
    return tellers.stream()
        .map(teller -> "%s %,d".formatted(teller.script().community().name(), teller.told()))
        .collect(Collectors.joining(", ", "  ", " trades"));
  }

  /// Only on a database without communities, or with nothing but a story that has begun.
  private boolean mayTell() {
    List<Community> there =
        house.communities().communities(Optional.empty(), SLUGS.size() + 1).items();
    return there.stream().allMatch(this::ours) && !scripts.stream().allMatch(this::told);
  }

  private boolean ours(Community community) {
    return scripts.stream()
        .filter(script -> script.community().slug().equals(community.slug()))
        .anyMatch(
            script -> founder(script).isPresent() || house.communities().size(community.id()) == 0);
  }

  private Optional<Membership> founder(Script script) {
    return house
        .communities()
        .community(script.community().slug())
        .flatMap(community ->
            house.communities().membership(community.id(), script.people().getFirst().handle()))
        .filter(founder -> founder.no() == 1);
  }

  private boolean told(Script script) {
    String proposer = script.scenes().getLast().begins();
    return house
        .communities()
        .community(script.community().slug())
        .flatMap(community -> house.communities().membership(community.id(), proposer))
        .filter(one -> house.trades().concerns(standing(script, one), script.lastTrade()))
        .isPresent();
  }

  private static Standing standing(Script script, Membership one) {
    return new Standing(
        one.community(),
        script.community().slug(),
        one.member(),
        one.handle(),
        one.no(),
        one.role(),
        one.member(),
        one.no());
  }

  /// A story that has begun ends when it would have ended then.
  private Instant end(Instant otherwise) {
    return scripts.stream()
        .flatMap(script -> founder(script).map(one -> Teller.end(script, one)).stream())
        .findFirst()
        .orElse(otherwise);
  }
}
