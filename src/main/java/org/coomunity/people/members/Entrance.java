package org.coomunity.people.members;

import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Waits;
import org.coomunity.base.platform.http.Waits.Wait;
import org.coomunity.people.factors.Factors;
import org.coomunity.people.logins.Logins;
import org.coomunity.people.logins.Tokens;

/// The front door: a password, then the second step of those who have one. What strangers try is
/// told apart from what the owner tries by the address; an unknown handle takes as long as a known
/// one and is answered alike.
final class Entrance {
  private static final MemberId NOBODY = new MemberId(new UUID(0, 0));

  private final Members members;
  private final Logins logins;
  private final Factors factors;
  private final Leaving leaving;

  Entrance(Members members, Logins logins, Factors factors, Leaving leaving) {
    this.members = members;
    this.logins = logins;
    this.factors = factors;
    this.leaving = leaving;
  }

  Tokens signIn(String handle, Secret password, SignIn.From from) {
    return entered(right(person(handle), Optional.empty(), password), from);
  }

  Tokens signIn(RateLimits limits, String handle, Secret password, SignIn.From from) {
    String named = MemberRules.named(handle);
    String door = named + " " + from.address();
    Optional<Member> member = person(named);
    boolean familiar = logins.familiar(member.map(Member::id).orElse(NOBODY), from.address());
    Waits waits = limits.waits();
    limits.take(RateLimits.Limit.LOGIN, door);
    waits.pass(Wait.DOOR, door);
    if (!familiar) {
      limits.take(RateLimits.Limit.LOGIN_HANDLE, named);
      waits.pass(Wait.HANDLE, named);
      waits.pass(Wait.ADDRESS, from.address());
    }
    Member right;
    try {
      right = right(member, leaving.gone(named), password);
    } catch (Refused no) {
      if (no.refusal() == Refusal.WRONG_LOGIN) {
        waits.failed(Wait.DOOR, door);
        waits.failed(Wait.HANDLE, named);
        waits.failed(Wait.ADDRESS, from.address());
      }
      throw no;
    }
    waits.succeeded(Wait.DOOR, door);
    return entered(right, from);
  }

  private Optional<Member> person(String handle) {
    return members.member(handle).filter(m -> m.kind() == MemberKind.PERSON);
  }

  /// Whoever is asked about, one password is looked at: it takes the same time for all.
  private Member right(Optional<Member> member, Optional<MemberId> gone, Secret password) {
    if (!logins.knows(member.map(Member::id).or(() -> gone).orElse(null), password)) {
      throw Refused.because(Refusal.WRONG_LOGIN);
    }
    return member.orElseThrow(() -> Refused.because(Refusal.ON_LEAVE));
  }

  private Tokens entered(Member member, SignIn.From from) {
    factors.hold(member.id());
    return logins.open(member.id(), from.device(), from.address());
  }

  Tokens secondStep(RateLimits limits, String ticket, String code, SignIn.From from) {
    limits.take(RateLimits.Limit.STEP, from.address());
    MemberId member = factors.redeem(ticket, code);
    Tokens tokens = logins.open(member, from.device(), from.address());
    factors.proved(member, tokens.session());
    return tokens;
  }
}
