package org.coomunity.story;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// People who act in two communities: the second waits until the first has brought them in.
final class Guests {
  private static final int WAIT_SECONDS = 60;

  private final ConcurrentHashMap<String, CompletableFuture<String>> known =
      new ConcurrentHashMap<>();

  private CompletableFuture<String> of(String handle) {
    return known.computeIfAbsent(handle, name -> new CompletableFuture<>());
  }

  void arrived(String handle) {
    of(handle).complete(handle);
  }

  void await(String handle) {
    try {
      of(handle).get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", hurried);
    } catch (ExecutionException | TimeoutException late) {
      throw new IllegalStateException(handle + " has not come", late);
    }
  }
}
