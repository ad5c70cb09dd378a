package org.coomunity.people.passkeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.people.passkeys.Challenges.Purpose;
import org.coomunity.testing.TestClock;
import org.coomunity.testing.TestServer;
import org.junit.jupiter.api.Test;

class ChallengesTest {
  private static final Optional<MemberId> LUZ = Optional.of(TestServer.memberId("luz"));

  private final Challenges challenges = new Challenges(new byte[32]);
  private final Instant now = new TestClock().instant();

  private static String text(byte[] challenge) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(challenge);
  }

  @Test
  void a_challenge_is_good_for_its_purpose_its_member_and_ten_minutes() {
    String made = text(challenges.make(Purpose.MAKING, LUZ, now));
    Instant last = now.plus(Challenges.LIFE).minusMillis(1);
    assertThat(challenges.read(made, Purpose.MAKING, LUZ, last)).isPresent();
    assertThat(challenges.read(made, Purpose.MAKING, LUZ, last.plusMillis(1))).isEmpty();
    assertThat(challenges.read(made, Purpose.LOG_IN, LUZ, now)).isEmpty();
    assertThat(challenges.read(made, Purpose.MAKING, Optional.empty(), now)).isEmpty();
    assertThat(challenges.read(made, Purpose.MAKING, Optional.of(TestServer.memberId("ben")), now))
        .isEmpty();
  }

  @Test
  void a_challenge_that_was_made_up_or_changed_is_none() {
    byte[] made = challenges.make(Purpose.LOG_IN, Optional.empty(), now);
    for (int i = 0; i < made.length; i++) {
      byte[] changed = made.clone();
      changed[i] ^= 1;
      assertThat(challenges.read(text(changed), Purpose.LOG_IN, Optional.empty(), now))
          .as("byte %d", i)
          .isEmpty();
    }
    byte[] key = new byte[32];
    key[5] = 1;
    byte[] foreign = new Challenges(key).make(Purpose.LOG_IN, Optional.empty(), now);
    for (String bad : new String[] {text(foreign), "", "!", "AAAA", text(new byte[73])}) {
      assertThat(challenges.read(bad, Purpose.LOG_IN, Optional.empty(), now)).isEmpty();
    }
  }

  @Test
  void no_two_challenges_are_alike() {
    assertThat(challenges.make(Purpose.LOG_IN, Optional.empty(), now))
        .isNotEqualTo(challenges.make(Purpose.LOG_IN, Optional.empty(), now));
  }
}
