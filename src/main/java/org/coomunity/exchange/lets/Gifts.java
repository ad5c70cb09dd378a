package org.coomunity.exchange.lets;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.db.Database;
import org.coomunity.exchange.lets.LetsDoors.Person;
import org.coomunity.exchange.lets.Payments.Wish;
import org.jspecify.annotations.Nullable;

/// Gift mode: an exchange is counted and told, no balance moves.
final class Gifts {
  private final Database database;
  private final InstantSource clock;
  private final LetsDoors doors;

  Gifts(Database database, InstantSource clock, LetsDoors doors) {
    this.database = database;
    this.clock = clock;
    this.doors = doors;
  }

  Made<Payment> give(Standing standing, Wish wish) {
    Instant now = clock.instant();
    LetsStore.Gift gift =
        new LetsStore.Gift(
            wish.id(), wish.payer(), wish.payee(), standing.actorNo(), wish.concept(), now);
    return database.write(tx -> {
      if (!LetsStore.gift(tx, standing.community(), gift)) {
        LetsStore.Gift first = LetsStore.gift(tx, standing.community(), wish.id()).orElseThrow();
        String differs = differing(first, gift);
        if (differs != null) {
          throw Refusals.differs(differs);
        }
        return Made.replay(counted(wish, first.at()));
      }
      if (wish.audited() != null) {
        tx.later(wish.audited().rider());
      }
      if (wish.listing() != null) {
        tx.run(LetsStore.listing(standing.community(), wish.id(), wish.listing()));
      }
      tx.publish(
          new LetsEvent.PaymentMade(
              standing.community(),
              wish.id(),
              wish.payer(),
              wish.payee(),
              standing.actorNo(),
              0,
              wish.concept(),
              wish.listing(),
              now));
      return Made.fresh(counted(wish, now));
    });
  }

  private static @Nullable String differing(LetsStore.Gift first, LetsStore.Gift again) {
    if (first.payer() != again.payer() || first.actor() != again.actor()) {
      return "from";
    }
    if (first.payee() != again.payee()) {
      return "to";
    }
    return first.words().equals(again.words()) ? null : "concept";
  }

  private static Payment counted(Wish wish, Instant at) {
    return counted(wish.id(), wish.from(), wish.to(), wish.concept(), at, wish.listing());
  }

  private static Payment counted(
      UUID id, String from, String to, String concept, Instant at, @Nullable UUID listing) {
    return new Payment(id, from, to, null, concept, at, null, null, listing, null, null);
  }

  /// A gift that the one who asks gave or received, or any for a steward.
  Optional<Payment> find(Standing standing, UUID id, @Nullable UUID listing) {
    return database
        .read(tx -> LetsStore.gift(tx, standing.community(), id))
        .filter(gift ->
            gift.payer() == standing.no()
                || gift.payee() == standing.no()
                || standing.role().includes(Role.STEWARD))
        .map(gift -> {
          Map<Integer, Person> names =
              doors.names().of(standing.community(), List.of(gift.payer(), gift.payee()));
          return counted(
              gift.id(),
              Payments.handle(names, gift.payer()),
              Payments.handle(names, gift.payee()),
              gift.words(),
              gift.at(),
              listing);
        });
  }
}
