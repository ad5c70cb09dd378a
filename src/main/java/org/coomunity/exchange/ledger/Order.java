package org.coomunity.exchange.ledger;

import java.util.concurrent.CompletableFuture;

/// A posting on its way through a lane, and the answer its caller waits for.
record Order(Posting posting, CompletableFuture<Outcome> answer) {
  static Order of(Posting posting) {
    return new Order(posting, new CompletableFuture<>());
  }
}
