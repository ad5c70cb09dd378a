package org.coomunity.people.addresses;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.kernel.Ticket;
import org.coomunity.base.mail.Mail;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.base.registry.DataClass;
import org.coomunity.people.addresses.AddressesStore.Link;
import org.coomunity.people.addresses.AddressesStore.Row;
import org.coomunity.people.logins.Logins;
import org.coomunity.people.members.Member;
import org.coomunity.people.members.Members;

/// E-mail addresses of members. A link in a letter shows that an address is theirs, or lets them
/// set a new password; it works once and not for long. Asking for one says nothing about who is a
/// member: the answer, and the time it takes, are the same.
public final class Addresses {
  private static final int NAMESAKES_MOST = 5;
  private static final int EMAIL_MOST = 254;

  private final Database database;
  private final InstantSource clock;
  private final Logins logins;
  private final Members members;
  private final Postbox postbox;

  /// @param publicUrl where people reach the platform, for links
  public Addresses(
      Database database,
      Outbox outbox,
      InstantSource clock,
      Mail mail,
      Logins logins,
      Members members,
      URI publicUrl) {
    this.database = database;
    this.clock = clock;
    this.logins = logins;
    this.members = members;
    this.postbox = new Postbox(clock, mail, members, publicUrl);
    postbox.listen(outbox);
  }

  /// The routes of addresses.
  public List<Route> routes(RateLimits limits) {
    return new AddressesHttp(this, limits).routes();
  }

  /// The address of somebody.
  public Address of(MemberId member) {
    Optional<String> email = members.email(member);
    Optional<Row> known =
        database
            .write(tx -> AddressesStore.address(tx, member))
            .filter(row -> Optional.of(row.email()).equals(email));
    return new Address(email.orElse(null), known.map(Row::verifiedAt).orElse(null));
  }

  /// Sends the link that verifies an address once more; nothing happens when it is verified, when
  /// there is none, or when three are on their way.
  public void remind(MemberId member) {
    Address address = of(member);
    String email = address.email();
    if (email == null || address.verifiedAt() != null) {
      return;
    }
    database.write(tx -> {
      AddressesStore.address(tx, member, email);
      postbox.link(tx, member, email, Postbox.VERIFY);
      return email;
    });
  }

  /// Verifies an address by the link that went there.
  ///
  /// @throws Refused `ticket_over`
  public void verify(String token) {
    Ticket ticket = ticket(token, Postbox.VERIFY);
    database.write(tx -> {
      Link link = good(AddressesStore.link(tx, ticket, Postbox.VERIFY), ticket);
      if (!AddressesStore.used(tx, ticket)) {
        throw over();
      }
      AddressesStore.verified(tx, ticket.member(), link.email(), clock.instant());
      tx.publish(new AddressesEvent.AddressVerified(ticket.member(), clock.instant()));
      return link;
    });
  }

  private Ticket ticket(String token, String purpose) {
    Ticket ticket = Ticket.read(token).orElseThrow(Addresses::over);
    good(database.read(tx -> AddressesStore.link(tx, ticket, purpose)), ticket);
    return ticket;
  }

  private Link good(Optional<Link> link, Ticket ticket) {
    Instant now = clock.instant();
    return link.filter(kept -> ticket.fits(kept.hash()))
        .filter(kept -> now.isBefore(kept.expiresAt()))
        .filter(kept -> members.email(ticket.member()).filter(kept.email()::equals).isPresent())
        .orElseThrow(Addresses::over);
  }

  private static Refused over() {
    return Refused.because(Refusal.TICKET_OVER);
  }

  /// Asks for a new password by mail. Whether anybody has the address is not told: the same is
  /// written down either way, and who has it hears of it later.
  public void lost(String email) {
    String said = email.strip();
    List<MemberId> found =
        members.addressed(said.substring(0, Math.min(EMAIL_MOST, said.length())), NAMESAKES_MOST);
    database.write(tx -> {
      tx.publish(new AddressesEvent.ResetAsked(found, clock.instant()));
      return found;
    });
  }

  /// Sets a new password by a link that went to somebody's address; all their log-ins end, and the
  /// address is theirs.
  ///
  /// @return whose it was
  /// @throws Refused `ticket_over`; `password_weak`, and the link stays good
  public Member reset(String token, Secret password) {
    Ticket ticket = ticket(token, Postbox.RESET);
    Member member = members.member(ticket.member()).orElseThrow(Addresses::over);
    logins.refuseWeak(member.handle(), password);
    database.write(tx -> {
      Link link = good(AddressesStore.link(tx, ticket, Postbox.RESET), ticket);
      if (!AddressesStore.used(tx, ticket)) {
        throw over();
      }
      AddressesStore.links(tx, ticket.member());
      AddressesStore.address(tx, ticket.member(), link.email());
      AddressesStore.verified(tx, ticket.member(), link.email(), clock.instant());
      tx.publish(new AddressesEvent.AddressVerified(ticket.member(), clock.instant()));
      return link;
    });
    logins.change(member.id(), member.handle(), password);
    return member;
  }

  /// Deletes links that are over, at most `most`; a job calls it.
  public int forget(int most) {
    Instant before = clock.instant();
    return database.write(tx -> AddressesStore.forget(tx, before, most));
  }

  /// What it keeps about people.
  public static List<DataClass> data() {
    return PersonalStore.DATA;
  }
}
