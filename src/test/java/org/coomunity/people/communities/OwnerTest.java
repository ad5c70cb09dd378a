package org.coomunity.people.communities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.people.members.SignIn;
import org.junit.jupiter.api.Test;

/// Strangers who try a handle over and over, and its owner.
class OwnerTest {
  private static final Secret PASSWORD = new Secret(PeopleTown.PASSWORD);

  @Test
  void strangers_are_stopped_and_the_owner_still_comes_in_where_they_are_known() {
    try (PeopleTown town = new PeopleTown()) {
      RateLimits limits = new RateLimits();
      SignIn.From home = new SignIn.From("Firefox", "192.0.2.1");
      MemberId ben = town.member("ben").id();
      assertThat(town.members.signIn(limits, "ben", PASSWORD, home).member()).isEqualTo(ben);
      while (limits.allows(RateLimits.Limit.LOGIN_HANDLE, "ben")) {
        assertThat(town.members.member("ben")).isPresent();
      }
      SignIn.From elsewhere = new SignIn.From("Firefox", "198.51.100.1");
      assertThatThrownBy(() -> town.members.signIn(limits, "ben", PASSWORD, elsewhere))
          .hasMessage("too_many");
      assertThat(town.members.signIn(limits, " ben ", PASSWORD, home).member()).isEqualTo(ben);
      assertThat(town.members.signIn(limits, "caro", PASSWORD, elsewhere).member())
          .isEqualTo(town.member("caro").id());
    }
  }
}
