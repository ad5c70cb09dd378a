package org.coomunity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.mail.Laid;
import org.coomunity.base.platform.json.Json;
import org.coomunity.people.communities.Farewell;
import org.coomunity.people.communities.Organisation;
import org.coomunity.people.members.Member;
import org.coomunity.people.notices.MailRhythm;
import org.coomunity.people.notices.Notice;
import org.coomunity.people.notices.NoticeGroup;
import org.coomunity.people.push.Device;
import org.coomunity.testing.PushService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// From what happened to the letter and the browser: all modules together on a real database.
class NotificationsTest {
  private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");
  private static final String PHONE = "Mozilla/5.0 (Android 15; Mobile) Firefox/146.0";

  private final NotifyTown town = new NotifyTown();
  private final PushService service = new PushService();

  @AfterEach
  void stop() {
    service.close();
    town.close();
  }

  /// Moves on to an hour of the day in Pacha.
  private void until(int hour, int minute) {
    Instant now = town.clock.instant();
    Instant then =
        now.atZone(BOGOTA)
            .toLocalDate()
            .atTime(LocalTime.of(hour, minute))
            .atZone(BOGOTA)
            .toInstant();
    Instant next = then.isAfter(now) ? then : then.plus(Duration.ofDays(1));
    town.clock.advance(Duration.between(now, next));
  }

  private int letters() {
    return town.modules.notices().letters(100);
  }

  private List<Notice> notices(String handle) {
    return town.modules
        .notices()
        .of(town.member(handle).id(), Language.ES, 50, Optional.empty())
        .items();
  }

  @Test
  void what_somebody_has_not_seen_comes_once_in_the_morning_and_never_twice() {
    town.verify("ana");
    until(15, 0);
    for (int i = 1; i <= 23; i++) {
      town.pay("Pan " + i);
      town.clock.advance(Duration.ofSeconds(1));
    }
    assertThat(letters()).isZero();
    until(7, 29);
    assertThat(letters()).isZero();
    until(7, 31);
    assertThat(letters()).isEqualTo(1);
    assertThat(letters()).isZero();
    assertThat(town.news())
        .singleElement()
        .satisfies(letter -> {
          assertThat(letter.to()).isEqualTo("ana@example.org");
          assertThat(letter.subject()).isEqualTo("23 avisos nuevos para ti");
          assertThat(letter.words())
              .contains("ben! te dio 0,10", "Pan 23", "Pan 4", "… y 3 más")
              .doesNotContain("Pan 3\n", "⟨", "{$")
              .contains("https://pacha.example/es/c/pacha/wallet")
              .contains("ajuste «Pagos»: Una carta cada mañana")
              .contains("https://pacha.example/es/settings/notifications")
              .doesNotContainPattern("https://\\S*\u2069");
        });
    assertThat(town.raw())
        .containsPattern(
            "List-Unsubscribe: ?\\s*<https://pacha.example/unsubscribe\\?token=[A-Za-z0-9_-]+>")
        .contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    until(7, 31);
    assertThat(letters()).isZero();
  }

  @Test
  void a_crash_while_a_letter_is_written_leaves_neither_half() {
    town.verify("ana");
    until(15, 0);
    town.pay("Pan");
    until(7, 31);
    // the letter cannot be written down, so nothing counts as told
    town.database.write(
        tx -> tx.update("alter table mail.letter rename column leave to away").execute());
    assertThat(letters()).isZero();
    town.database.write(
        tx -> tx.update("alter table mail.letter rename column away to leave").execute());
    assertThat(letters()).as("not at once again").isZero();
    town.clock.advance(Duration.ofMinutes(61));
    assertThat(letters()).isEqualTo(1);
    assertThat(town.news()).hasSize(1);
  }

  @Test
  void nobody_is_written_to_who_has_seen_it_never_confirmed_or_left() {
    until(15, 0);
    town.pay("sin confirmar");
    town.verify("ana");
    town.clock.advance(Duration.ofMinutes(2));
    town.pay("visto");
    town.modules.notices().see(town.member("ana").id());
    until(7, 31);
    assertThat(letters()).isZero();
    town.verify("ben");
    town.clock.advance(Duration.ofMinutes(2));
    town.pay("ana", "ben", "1.00", "luego se fue");
    town.modules.communities().leave(town.at("ben"), Farewell.FUND);
    town.outbox.settle();
    until(7, 31);
    letters();
    assertThat(town.news()).isEmpty();
  }

  @Test
  void those_who_act_for_an_organisation_are_told_what_it_gets_until_they_no_longer_do() {
    Member bakery =
        town.modules
            .communities()
            .found(town.at("ana"), new Organisation.Draft("horno", "El Horno", null));
    town.modules.communities().act(town.at("ana"), bakery.handle(), "ben", true);
    town.outbox.settle();
    town.clock.advance(Duration.ofSeconds(1));
    town.pay("ben", "horno", "0.10", "Pan");
    for (String handle : List.of("ana", "ben")) {
      assertThat(notices(handle).getFirst().text())
          .as(handle)
          .startsWith("Para El Horno: ")
          .contains("Pan");
    }
    town.modules.communities().act(town.at("ana"), bakery.handle(), "ben", false);
    town.outbox.settle();
    town.clock.advance(Duration.ofSeconds(1));
    town.pay("ana", "horno", "0.10", "Queso");
    assertThat(notices("ana").getFirst().text()).contains("Queso");
    assertThat(notices("ben").getFirst().text()).contains("Pan");
  }

  @Test
  void one_press_stops_the_letters_and_a_forged_link_does_not() {
    town.verify("ana");
    town.choose("ana", Map.of("mail.trades", "weekly"));
    until(15, 0);
    town.pay("Pan");
    until(7, 31);
    letters();
    Laid letter = town.news().getFirst();
    String token = NotifyTown.token(letter);
    assertThatThrownBy(() ->
            town.modules
                .notices()
                .leave(
                    token.substring(0, 9)
                        + (token.charAt(9) == 'x' ? 'y' : 'x')
                        + token.substring(10)))
        .hasMessage("ticket_over");
    assertThat(town.modules.notices().leave(token)).isEqualTo(MailRhythm.DAILY);
    assertThat(town.modules.notices().leave(token)).as("twice is once").isEqualTo(MailRhythm.DAILY);
    var choices = town.modules.notices().choices(town.member("ana").id());
    assertThat(choices.of(NoticeGroup.PAYMENTS).mail()).isEqualTo(MailRhythm.OFF);
    assertThat(choices.of(NoticeGroup.TRADES).mail()).isEqualTo(MailRhythm.WEEKLY);
    town.outbox.settle();
    town.pay("Queso");
    until(7, 31);
    assertThat(letters()).isZero();
  }

  @Test
  void who_wants_it_at_once_has_it_soon_but_not_at_night() {
    town.verify("ana");
    town.choose("ana", Map.of("mail.payments", "now"));
    until(15, 0);
    town.pay("Pan");
    assertThat(letters()).isZero();
    town.clock.advance(Duration.ofSeconds(61));
    assertThat(letters()).isEqualTo(1);
    assertThat(town.news().getFirst().subject()).isEqualTo("Algo nuevo para ti: Pagos");
    until(23, 30);
    town.pay("Queso");
    town.clock.advance(Duration.ofMinutes(10));
    assertThat(letters()).isZero();
    until(7, 1);
    assertThat(letters()).isEqualTo(1);
  }

  @Test
  void a_browser_is_called_as_its_owner_chose_and_says_nothing_about_money() throws Exception {
    until(15, 0);
    Caller ana = town.logIn("ana", PHONE, "192.0.2.1");
    town.modules
        .push()
        .add(
            ana,
            new Device.Draft(
                service.endpoint("a"), new Device.Keys(service.p256dh(), service.auth())));
    town.outbox.settle();
    town.pay("un secreto");
    assertThat(town.modules.push().carry(50)).isEqualTo(1);
    JsonNode said = Json.MAPPER.readTree(service.opened(service.came().getFirst()));
    assertThat(said.get("title").asText()).isEqualTo("Pacha");
    assertThat(said.get("text").asText()).isEqualTo("Hay novedades sobre un pago.");
    assertThat(said.get("link").asText()).isEqualTo("/es/c/pacha/wallet");
    assertThat(said.get("why").asText()).isEqualTo("Ajuste: Pagos");
    assertThat(said.get("change").asText()).isEqualTo("/es/settings/notifications#payments");
    town.choose("ana", Map.of("push.payments", "off"));
    town.pay("Queso");
    assertThat(town.modules.push().carry(50)).isZero();
    town.choose("ana", Map.of("push.payments", "on"));
    until(23, 0);
    town.pay("Leche");
    assertThat(town.modules.push().carry(50)).as("quiet").isZero();
    until(7, 1);
    assertThat(town.modules.push().carry(50)).isEqualTo(1);
  }

  @Test
  void a_log_in_from_somewhere_new_is_told_in_the_app_and_by_a_letter_that_always_comes() {
    town.verify("ana");
    town.logIn("ana", PHONE, "192.0.2.1");
    town.clock.advance(Duration.ofMinutes(1));
    town.logIn("ana", "Mozilla/5.0 (Windows NT 10.0) Chrome/142.0", "198.51.100.2");
    town.outbox.settle();
    assertThat(notices("ana").getFirst())
        .matches(notice -> notice.kind().equals("device_new") && notice.community() == null)
        .matches(notice -> notice.group().equals("safety") && notice.text().contains("Windows"))
        .matches(notice -> notice.link().equals("/me/security"));
    assertThat(town.letters())
        .anyMatch(letter ->
            letter.subject().equals("Una entrada desde un lugar nuevo")
                && letter.words().contains("llegan siempre")
                && letter.words().contains("/es/settings/notifications")
                && !letter.words().contains("unsubscribe"));
    until(7, 31);
    assertThat(letters()).as("not once more").isZero();
  }

  @Test
  void every_choice_is_a_setting_and_nothing_else_is() {
    Map<String, String> all = new HashMap<>();
    for (NoticeGroup group : NoticeGroup.values()) {
      all.put("push." + group.key(), "on");
      if (group != NoticeGroup.SAFETY) {
        for (MailRhythm rhythm : MailRhythm.values()) {
          town.choose("ana", Map.of("mail." + group.key(), rhythm.key()));
          assertThat(town.modules.notices().choices(town.member("ana").id()).of(group).mail())
              .isEqualTo(rhythm);
        }
      }
    }
    all.putAll(Map.of("quiet.from", "off", "quiet.to", "6", "quiet.zone", "Asia/Tokyo"));
    town.choose("ana", all);
    assertThat(town.modules.members().settings(town.member("ana").id())).containsAllEntriesOf(all);
    for (Map<String, String> wrong :
        List.of(
            Map.of("mail.safety", "off"),
            Map.of("mail.spam", "now"),
            Map.of("push.trades", "yes"),
            Map.of("quiet.from", "24"),
            Map.of("quiet.zone", "Mars/Base"))) {
      assertThatThrownBy(() -> town.choose("ana", wrong))
          .hasMessageMatching("unknown_field|field_format");
    }
  }
}
