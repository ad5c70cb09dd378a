package org.coomunity.base.platform.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;

/// How often anything may be done. Every limit of the platform stands in `Limit`. Buckets live in
/// this process, so a fleet of n servers allows up to n times as much.
public final class RateLimits {
  /// All limits. A bucket refills evenly over its period and holds one period's worth at most.
  public enum Limit {
    /// Any request of a member, per member.
    MEMBER(600, Duration.ofMinutes(1)),
    /// Any request without a log-in, per address.
    STRANGER(300, Duration.ofMinutes(1)),
    /// Tries to log in, per handle and address.
    LOGIN(10, Duration.ofMinutes(1)),
    /// Tries to log in, per handle from anywhere.
    LOGIN_HANDLE(100, Duration.ofHours(1)),
    /// Second steps and passkeys that are tried, per address.
    STEP(30, Duration.ofMinutes(1)),
    /// Mails that somebody asks for, per address or member.
    LETTERS(10, Duration.ofHours(1)),
    /// New members, per address.
    JOIN(20, Duration.ofHours(1)),
    /// Payments, per member and minute.
    PAYMENTS(60, Duration.ofMinutes(1)),
    /// Payments, per member and day.
    PAYMENTS_DAY(1_000, Duration.ofDays(1)),
    /// Invitations, per member.
    INVITATIONS(60, Duration.ofHours(1)),
    /// New listings, per member.
    LISTINGS(60, Duration.ofHours(1)),
    /// Photos, per member.
    PHOTOS(120, Duration.ofHours(1)),
    /// Messages and questions, per member.
    MESSAGES(60, Duration.ofMinutes(1)),
    /// Announcements published or changed, per member.
    ANNOUNCEMENTS(60, Duration.ofHours(1)),
    /// Proposals and texts written, per member.
    PROPOSALS(60, Duration.ofHours(1)),
    /// Ballots cast or changed, per member.
    BALLOTS(120, Duration.ofMinutes(1)),
    /// Content for learning written or changed, per member.
    CONTENT(300, Duration.ofHours(1)),
    /// Batches of what happens on screens, per member or address.
    EVENTS(240, Duration.ofMinutes(1)),
    /// Exports of all one's data, per member.
    EXPORTS(5, Duration.ofDays(1)),
    /// Texts to be translated, per member.
    TRANSLATIONS(60, Duration.ofMinutes(1)),
    /// New live connections, per address.
    LIVE_CONNECTIONS(120, Duration.ofMinutes(1)),
    /// Messages of one live connection.
    LIVE(120, Duration.ofMinutes(1));

    private final long most;
    private final Duration period;

    Limit(long most, Duration period) {
      this.most = most;
      this.period = period;
    }

    /// How many in one period.
    public long most() {
      return most;
    }

    /// The period.
    public Duration period() {
      return period;
    }
  }

  private record Key(Limit limit, String who) {}

  private static final int BUCKETS = 200_000;

  private final long times;
  private final Waits waits;
  private final Cache<Key, Bucket> buckets =
      Caffeine.newBuilder()
          .maximumSize(BUCKETS)
          .expireAfterAccess(Duration.ofDays(1).plusHours(1))
          .build();

  /// The limits as they are written down.
  public RateLimits() {
    this(1);
  }

  /// @param times every limit is this many times higher: 1 in earnest, more for load tests
  public RateLimits(long times) {
    this.times = times;
    this.waits = new Waits(times, System::nanoTime);
  }

  /// The growing waits of who keeps guessing.
  public Waits waits() {
    return waits;
  }

  /// Counts one act.
  ///
  /// @param who whose bucket: a member's handle or id, an address
  /// @throws Refused `too_many` with `retryAfter` (seconds) and `limit`
  public void take(Limit limit, String who) {
    ConsumptionProbe probe = bucket(limit, who).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      long seconds = Math.ceilDiv(probe.getNanosToWaitForRefill(), 1_000_000_000L);
      throw Refused.because(
          Refusal.TOO_MANY, "retryAfter", Math.max(1, seconds), "limit", limit.most * times);
    }
  }

  /// Counts one act and says whether it may be: for those who cannot be refused with an answer.
  public boolean allows(Limit limit, String who) {
    return bucket(limit, who).tryConsume(1);
  }

  private Bucket bucket(Limit limit, String who) {
    return buckets.get(new Key(limit, who), this::made);
  }

  private Bucket made(Key key) {
    long most = key.limit().most * times;
    return Bucket.builder()
        .addLimit(Bandwidth.builder().capacity(most).refillGreedy(most, key.limit().period).build())
        .build();
  }
}
