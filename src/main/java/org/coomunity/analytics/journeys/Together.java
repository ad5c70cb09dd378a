package org.coomunity.analytics.journeys;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Work that many callers want at the same moment, done together by one of them: who comes while
/// others are at it waits, and goes with the next. What fails together is tried one by one, so that
/// nobody is harmed by another.
final class Together<T, R> {
  private final int most;
  private final Function<List<T>, List<R>> work;
  private final Queue<Waiting<T, R>> queue = new ConcurrentLinkedQueue<>();
  private final ReentrantLock lock = new ReentrantLock();

  private static final class Waiting<T, R> {
    final T thing;
    volatile @Nullable R result;
    volatile @Nullable RuntimeException failure;

    Waiting(T thing) {
      this.thing = thing;
    }

    boolean done() {
      return result != null || failure != null;
    }
  }

  /// @param most how many go together at most
  /// @param work gives a result for each, in order
  Together(int most, Function<List<T>, List<R>> work) {
    this.most = most;
    this.work = work;
  }

  R run(T thing) {
    Waiting<T, R> own = new Waiting<>(thing);
    queue.add(own);
    while (!own.done()) {
      lock.lock();
      try {
        if (!own.done()) {
          next();
        }
      } finally {
        lock.unlock();
      }
    }
    RuntimeException failure = own.failure;
    if (failure != null) {
      throw failure;
    }
    return Objects.requireNonNull(own.result);
  }

  private void next() {
    List<Waiting<T, R>> some = new ArrayList<>();
    Waiting<T, R> one;
    while (some.size() < most && (one = queue.poll()) != null) {
      some.add(one);
    }
    try {
      tryAll(some);
    } catch (RuntimeException failure) {
      some.forEach(each -> {
        try {
          tryAll(List.of(each));
        } catch (RuntimeException own) {
          each.failure = own;
        }
      });
    }
  }

  private void tryAll(List<Waiting<T, R>> some) {
    List<R> results = work.apply(some.stream().map(each -> each.thing).toList());
    for (int i = 0; i < some.size(); i++) {
      some.get(i).result = results.get(i);
    }
  }
}
