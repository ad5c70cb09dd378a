package org.coomunity.exchange.komunitin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.exchange.ledger.Transfer;
import org.coomunity.people.communities.Membership;

/// What a client wants to be transferred, understood and allowed.
final class Wishes {
  private static final Set<String> READS = Set.of("amount", "state", "meta", "authorization");
  private static final Set<String> SKIPS = Set.of("hash", "created", "updated");
  static final Input.Shape SHAPE =
      new Input.Shape(Transfers.TYPE, READS, SKIPS, Set.of("payer", "payee", "currency"));

  private final InstantSource clock;
  private final Holdings holdings;

  Wishes(InstantSource clock, Holdings holdings) {
    this.clock = clock;
    this.holdings = holdings;
  }

  Movement read(Seat seat, Standing acting, Input input) {
    String state = input.text("state").orElseThrow(() -> missing(input, "state"));
    if (!state.equals(Movement.NEW) && !state.equals(Movement.COMMITTED)) {
      throw input.wrong("state", Refusal.FIELD_FORMAT);
    }
    refuseTags(input);
    int payer = party(seat, input, "payer").orElseThrow(() -> missing(input, "payer"));
    int payee = party(seat, input, "payee").orElseThrow(() -> missing(input, "payee"));
    Instant now = clock.instant();
    Movement wish =
        new Movement(
            input.id().orElse(Uuid7.at(now)),
            payer,
            payee,
            input.number("amount", 1).orElseThrow(() -> missing(input, "amount")),
            words(input).orElse(""),
            state,
            acting.no(),
            null,
            null,
            now,
            now);
    return checked(seat, wish);
  }

  private static Refused missing(Input input, String name) {
    return input.wrong(name, Refusal.FIELD_MISSING);
  }

  static void refuseTags(Input input) {
    if (input.attributes().contains("authorization")) {
      throw input.wrong("authorization", Refusal.FIELD_FORMAT);
    }
  }

  static Optional<String> words(Input input) {
    Optional<String> words = input.description("meta");
    if (words.isPresent() && words.get().length() > Transfer.WORDS_MOST) {
      throw input.wrong("meta", Refusal.FIELD_LENGTH);
    }
    return words;
  }

  /// Only accounts of members pay and are paid here.
  Optional<Integer> party(Seat seat, Input input, String name) {
    Optional<UUID> id = input.related(name, Holdings.TYPE);
    if (id.isEmpty()) {
      return Optional.empty();
    }
    int number =
        seat.currency()
            .account(id.get())
            .orElseThrow(() -> Refused.because(Refusal.MEMBER_UNKNOWN));
    handle(seat, number);
    return Optional.of(number);
  }

  String handle(Seat seat, int number) {
    Membership member = holdings.members(seat.currency(), List.of(number)).get(number);
    if (member == null || !member.state().inside()) {
      throw Refused.because(Refusal.MEMBER_UNKNOWN);
    }
    return member.handle();
  }

  static Movement checked(Seat seat, Movement wish) {
    if (wish.payer() == wish.payee()) {
      throw Refused.field(Refusal.SAME_ACCOUNT, "/data/relationships/payee");
    }
    if (!seat.isAdmin() && (seat.account() == null || !wish.involves(seat.account()))) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    return wish;
  }
}
