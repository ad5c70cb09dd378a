package org.coomunity.people.addresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.mail.Laid;
import org.coomunity.base.mail.Mail;
import org.coomunity.base.mail.MailSettings;
import org.coomunity.base.messages.Messages;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.people.factors.Factors;
import org.coomunity.people.logins.Hashing;
import org.coomunity.people.logins.Logins;
import org.coomunity.people.logins.Tokens;
import org.coomunity.people.members.Applicant;
import org.coomunity.people.members.Members;
import org.coomunity.people.members.NewMember;
import org.coomunity.people.members.Profile;
import org.coomunity.testing.TestClock;
import org.coomunity.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Letters and links on a real database: Luz joined with an address.
class AddressesTest {
  private static final String PASSWORD = "agua de panela con limon";
  private static final Pattern TOKEN = Pattern.compile("token=([A-Za-z0-9_-]+)");

  private final TestClock clock = new TestClock();
  private final Database database =
      TestDatabase.fresh("platform", "audit", "mail", "logins", "factors", "members", "addresses");
  private final Outbox outbox = new Outbox(database, clock);
  private final Caches caches = new Caches(new SimpleMeterRegistry());
  private final Logins logins = new Logins(database, outbox, clock, caches, Hashing.EASY);
  private final Members members =
      new Members(
          database,
          outbox,
          clock,
          caches,
          logins,
          new Factors(database, clock, new byte[32]),
          new byte[32]);
  private final Mail mail =
      new Mail(
          database,
          clock,
          new Messages(),
          new MailSettings(Optional.empty(), "no-reply@town.example", "town.example", folder()));
  private final Addresses addresses =
      new Addresses(
          database, outbox, clock, mail, logins, members, URI.create("https://town.example"));
  private final MemberId luz = join("luz", "luz@example.org");

  private static Path folder() {
    try {
      return Files.createTempDirectory("letters");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void stop() {
    outbox.close();
    database.close();
  }

  private MemberId join(String handle, String email) {
    Applicant applicant =
        members.applicant(
            new NewMember(
                "",
                handle,
                "Doña " + handle,
                email,
                PASSWORD,
                "en",
                LocalDate.of(1980, 5, 17),
                Map.of("terms", true)));
    return database.write(tx -> members.register(tx, applicant, Language.EN)).id();
  }

  private List<Laid> carried() {
    outbox.settle();
    clock.advance(Duration.ofMillis(10));
    mail.carry(100);
    return mail.laid(100);
  }

  private String token(String subject) {
    String words =
        carried().stream()
            .filter(letter -> letter.subject().equals(subject))
            .findFirst()
            .orElseThrow()
            .words();
    Matcher found = TOKEN.matcher(words);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private void email(String email) {
    members.change(
        luz, new Profile.Change(null, null, null, null, null, null, null, email, null, null));
  }

  private static void over(ThrowingCallable act) {
    assertThatThrownBy(act).isInstanceOf(Refused.class).hasMessage("ticket_over");
  }

  @Test
  void who_joins_with_an_address_gets_a_link_that_verifies_it_once() {
    String token = token("Is this address yours?");
    assertThat(addresses.of(luz)).isEqualTo(new Address("luz@example.org", null));
    addresses.verify(token);
    assertThat(addresses.of(luz).verifiedAt()).isEqualTo(clock.instant());
    over(() -> addresses.verify(token));
    over(() -> addresses.verify("made up"));
    addresses.remind(luz);
    assertThat(carried()).hasSize(1);
  }

  @Test
  void a_link_dies_after_a_day_and_another_is_sent_on_request_but_not_for_ever() {
    String token = token("Is this address yours?");
    clock.advance(Postbox.VERIFY_LIFE);
    over(() -> addresses.verify(token));
    for (int i = 0; i < 10; i++) {
      addresses.remind(luz);
    }
    assertThat(carried()).hasSize(1 + Postbox.LINKS_MOST);
    addresses.verify(token("Is this address yours?"));
    assertThat(addresses.of(luz).verifiedAt()).isNotNull();
    assertThat(addresses.forget(100)).isEqualTo(1);
    clock.advance(Postbox.VERIFY_LIFE.plusMillis(1));
    assertThat(addresses.forget(100)).isEqualTo(2);
  }

  @Test
  void another_address_is_verified_anew_and_the_one_before_is_told() {
    String first = token("Is this address yours?");
    addresses.verify(first);
    email("sol@example.org");
    String second = token("Is this address yours?");
    assertThat(addresses.of(luz)).isEqualTo(new Address("sol@example.org", null));
    assertThat(carried())
        .anyMatch(l -> l.to().equals("luz@example.org") && l.subject().contains("was changed"));
    email("mar@example.org");
    over(() -> addresses.verify(second));
    assertThat(addresses.of(luz).verifiedAt()).isNull();
  }

  @Test
  void a_link_of_one_kind_is_none_of_the_other() {
    String verify = token("Is this address yours?");
    over(() -> addresses.reset(verify, new Secret("el sol de noviembre")));
    addresses.lost("luz@example.org");
    String reset = token("Your new password");
    over(() -> addresses.verify(reset));
    Tokens tokens = logins.open(luz, "Firefox", "");
    over(() -> addresses.reset(tokens.access().reveal(), new Secret("el sol de noviembre")));
  }

  @Test
  void a_new_password_by_mail_ends_all_log_ins_and_is_told_afterwards() {
    Tokens before = logins.open(luz, "Firefox", "");
    addresses.lost("  LUZ@example.org ");
    String token = token("Your new password");
    assertThatThrownBy(() -> addresses.reset(token, new Secret("short")))
        .hasMessage("password_weak");
    assertThat(addresses.reset(token, new Secret("el sol de noviembre")).handle()).isEqualTo("luz");
    assertThat(logins.knows(luz, new Secret("el sol de noviembre"))).isTrue();
    assertThat(logins.session(before.access().reveal())).isEmpty();
    assertThat(addresses.of(luz).verifiedAt()).isNotNull();
    over(() -> addresses.reset(token, new Secret("la luna de noviembre")));
    assertThat(logins.knows(luz, new Secret("el sol de noviembre"))).isTrue();
    assertThat(carried()).anyMatch(l -> l.subject().equals("Your password was changed"));
  }

  @Test
  void a_link_for_a_password_dies_after_half_an_hour_and_when_another_was_used() {
    addresses.lost("luz@example.org");
    String old = token("Your new password");
    clock.advance(Postbox.RESET_LIFE);
    over(() -> addresses.reset(old, new Secret("el sol de noviembre")));
    addresses.lost("luz@example.org");
    String first = token("Your new password");
    addresses.lost("luz@example.org");
    String second = token("Your new password");
    addresses.reset(second, new Secret("el sol de noviembre"));
    over(() -> addresses.reset(first, new Secret("la luna de noviembre")));
  }

  @Test
  void asking_for_an_unknown_address_is_written_down_alike_and_writes_to_nobody() {
    int before = carried().size();
    int events = count("select count(*) from platform.outbox where type = 'ResetAsked'");
    addresses.lost("nobody@example.org");
    addresses.lost("luz@example.org");
    assertThat(count("select count(*) from platform.outbox where type = 'ResetAsked'"))
        .isEqualTo(events + 2);
    assertThat(carried()).hasSize(before + 1);
    assertThat(count("select count(*) from platform.outbox where body::text like '%example.org%'"))
        .isZero();
    for (int i = 0; i < 10; i++) {
      addresses.lost("luz@example.org");
    }
    assertThat(carried()).hasSize(before + Postbox.LINKS_MOST);
  }

  private int count(String sql) {
    return database.read(tx -> tx.query(sql).mapTo(Integer.class).one());
  }

  @Test
  void a_log_in_from_somewhere_new_is_told_and_one_from_a_known_place_is_not() {
    String phone = "Mozilla/5.0 (Android 15) Firefox/146.0";
    logins.open(luz, phone, "192.0.2.7");
    logins.open(luz, phone.replace("146", "147"), "192.0.2.7");
    assertThat(news()).isZero();
    logins.open(luz, phone, "192.0.2.8");
    assertThat(news()).isEqualTo(1);
    logins.open(luz, "curl/8", "192.0.2.7");
    assertThat(news()).isEqualTo(2);
    assertThat(carried().getFirst().words()).contains("@luz", "curl/8", "/en/me/security");
  }

  private long news() {
    return carried().stream().filter(l -> l.subject().contains("somewhere new")).count();
  }

  @Test
  void old_news_is_told_to_nobody() {
    join("ben", "ben@example.org");
    clock.advance(Duration.ofDays(3));
    assertThat(carried()).isEmpty();
    assertThat(addresses.of(luz).email()).isEqualTo("luz@example.org");
  }
}
