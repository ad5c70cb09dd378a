package org.coomunity.people.addresses;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.coomunity.base.kernel.Event;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Ticket;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.mail.Mail;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.people.factors.FactorsEvent;
import org.coomunity.people.logins.LoginsEvent;
import org.coomunity.people.members.Member;
import org.coomunity.people.members.Members;
import org.coomunity.people.members.MembersEvent;
import org.coomunity.people.passkeys.PasskeysEvent;

/// Writes to members: links that verify an address or set a new password, and news of their own
/// door.
final class Postbox {
  static final String VERIFY = "VERIFY";
  static final String RESET = "RESET";
  static final Duration VERIFY_LIFE = Duration.ofHours(24);
  static final Duration RESET_LIFE = Duration.ofMinutes(30);

  /// So many links of a kind go to one member within their life; more are not written.
  static final int LINKS_MOST = 3;

  /// What is older when it arrives here (an import, the demo story) is no news.
  private static final Duration NEWS = Duration.ofDays(2);

  private final InstantSource clock;
  private final Mail mail;
  private final Members members;
  private final URI publicUrl;
  private final SecureRandom random = new SecureRandom();

  Postbox(InstantSource clock, Mail mail, Members members, URI publicUrl) {
    this.clock = clock;
    this.mail = mail;
    this.members = members;
    this.publicUrl = publicUrl;
  }

  void listen(Outbox outbox) {
    outbox.on("addresses", MembersEvent.EmailGiven.class, this::given);
    outbox.on("addresses", AddressesEvent.ResetAsked.class, this::asked);
    outbox.on(
        "addresses",
        LoginsEvent.StrangeDevice.class,
        (tx, e) -> tell(tx, e, e.member(), "device_new", Map.of("device", e.device())));
    outbox.on(
        "addresses",
        LoginsEvent.PasswordChanged.class,
        (tx, e) -> tell(tx, e, e.member(), "password_changed", Map.of()));
    outbox.on(
        "addresses",
        FactorsEvent.FactorChanged.class,
        (tx, e) -> tell(tx, e, e.member(), e.on() ? "factor_on" : "factor_off", Map.of()));
    outbox.on(
        "addresses",
        FactorsEvent.CodesRenewed.class,
        (tx, e) -> tell(tx, e, e.member(), "codes_renewed", Map.of()));
    outbox.on(
        "addresses",
        PasskeysEvent.PasskeyAdded.class,
        (tx, e) -> tell(tx, e, e.member(), "passkey_added", Map.of("passkey", e.name())));
    outbox.on(
        "addresses",
        PasskeysEvent.PasskeyRemoved.class,
        (tx, e) -> tell(tx, e, e.member(), "passkey_removed", Map.of("passkey", e.name())));
  }

  private boolean news(Event event) {
    return event.at().isAfter(clock.instant().minus(NEWS));
  }

  /// Another address is to be verified, and the one before is told: it may not have been the owner
  /// who changed it.
  private void given(Tx tx, MembersEvent.EmailGiven event) {
    MemberId member = event.member();
    Optional<String> now = members.email(member);
    Optional<String> before = AddressesStore.address(tx, member).map(AddressesStore.Row::email);
    if (now.equals(before)) {
      return;
    }
    if (news(event)) {
      before.ifPresent(old -> write(tx, member, old, "email_changed", Map.of()));
    }
    AddressesStore.remove(tx, member);
    if (now.isPresent()) {
      AddressesStore.address(tx, member, now.get());
      if (news(event)) {
        link(tx, member, now.get(), VERIFY);
      }
    }
  }

  private void asked(Tx tx, AddressesEvent.ResetAsked event) {
    for (MemberId member : event.members()) {
      Optional<String> email = members.email(member);
      if (news(event) && email.isPresent()) {
        link(tx, member, email.get(), RESET);
      }
    }
  }

  /// Sends a link, unless enough are on their way.
  void link(Tx tx, MemberId member, String email, String purpose) {
    boolean reset = purpose.equals(RESET);
    Instant now = clock.instant();
    Duration life = reset ? RESET_LIFE : VERIFY_LIFE;
    if (AddressesStore.made(tx, member, purpose, now.minus(life)) >= LINKS_MOST) {
      return;
    }
    Ticket.Fresh fresh = Ticket.fresh(member, Uuid7.at(now), random);
    AddressesStore.link(tx, fresh.ticket(), purpose, email, now, now.plus(life));
    String page = reset ? "/reset?token=" : "/verify?token=";
    write(
        tx,
        member,
        email,
        reset ? "reset" : "verify",
        Map.of("page", page + fresh.text().reveal()));
  }

  private void tell(Tx tx, Event event, MemberId member, String kind, Map<String, String> values) {
    if (news(event)) {
      members.email(member).ifPresent(email -> write(tx, member, email, kind, values));
    }
  }

  private void write(Tx tx, MemberId id, String email, String kind, Map<String, String> values) {
    Member member = members.member(id).orElseThrow();
    String site = publicUrl + "/" + member.language().tag();
    Map<String, String> all = new HashMap<>(values);
    all.put("name", member.displayName());
    all.put("handle", member.handle());
    all.put("link", site + values.getOrDefault("page", "/me/security"));
    all.put("change", site + "/settings/notifications");
    String why = values.containsKey("page") ? null : "mail.always";
    mail.write(tx, new Mail.Draft(id, email, member.language(), kind, all, why), Optional.empty());
  }
}
