package org.coomunity.decisions.governance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.jspecify.annotations.Nullable;

/// Look-ups of many who ask at once, made together: while one is under way the next ones gather, so
/// that a crowd costs a few statements and not a few for each. Nothing is kept: who asks now is
/// told what holds now.
final class Lookups<K, V> {
  private static final int MOST = 500;
  private static final int WAITING = 65_536;

  private record Asked<K, V>(K key, CompletableFuture<@Nullable V> answer) {}

  private final LinkedBlockingQueue<Asked<K, V>> queue = new LinkedBlockingQueue<>(WAITING);
  private final AtomicBoolean working = new AtomicBoolean();
  private final Function<List<K>, Map<K, V>> find;

  /// @param find looks up at most 500 at once; what it leaves out is not known
  Lookups(Function<List<K>, Map<K, V>> find) {
    this.find = find;
  }

  /// What is known of a key; null for nothing.
  ///
  /// @throws Refused `busy` when too many wait
  @Nullable V of(K key) {
    Asked<K, V> asked = new Asked<>(key, new CompletableFuture<>());
    if (!queue.offer(asked)) {
      throw Refused.because(Refusal.BUSY);
    }
    if (working.compareAndSet(false, true)) {
      Thread.ofVirtual().name("governance-lookups").start(this::work);
    }
    try {
      return asked.answer().join();
    } catch (CompletionException failed) {
      throw new IllegalStateException("a look-up failed", failed.getCause());
    }
  }

  /// Until nobody waits; whoever comes while it ends begins it again.
  private void work() {
    do {
      while (!queue.isEmpty()) {
        round();
      }
      working.set(false);
    } while (!queue.isEmpty() && working.compareAndSet(false, true));
  }

  private void round() {
    List<Asked<K, V>> all = new ArrayList<>();
    queue.drainTo(all, MOST);
    try {
      Map<K, V> found = find.apply(all.stream().map(Asked::key).distinct().toList());
      all.forEach(asked -> asked.answer().complete(found.get(asked.key())));
    } catch (RuntimeException | Error failure) {
      all.forEach(asked -> asked.answer().completeExceptionally(failure));
    }
  }
}
