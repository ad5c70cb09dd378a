package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// How notices reach somebody, chosen with plain forms and over the public surface.
class NotificationPagesTest {
  private static final String PAGE = "/es/settings/notifications";
  private static final String ENDPOINT = "https://updates.push.services.mozilla.com/wpush/v2/luz";
  private static PlainForms forms;

  @BeforeAll
  static void start() {
    forms = new PlainForms();
  }

  @AfterAll
  static void stop() {
    forms.close();
  }

  private static HttpResponse<String> called(String token, String endpoint) {
    String browser =
        """
        {"endpoint": "%s", "keys": {
          "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
          "auth": "BTBZMqHH6r4Tts7J_aSIgg"}}
        """
            .formatted(endpoint);
    return forms.send(
        forms
            .at(token, "/api/v1/me/push")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(browser)));
  }

  @Test
  void what_is_chosen_with_a_plain_form_is_a_setting_of_the_public_surface() {
    String luz = forms.token("luz");
    assertThat(forms.get(luz, PAGE).body())
        .contains("name=\"push.trades\" value=\"on\" checked", "value=\"daily\" selected")
        .contains("America/Bogota")
        .doesNotContain("mail.safety", "⟨");
    assertThat(forms.get(luz, "/es/me").body()).contains("href=\"" + PAGE);
    assertThat(forms.get(luz, "/es/notifications").body()).contains("href=\"" + PAGE);
    String[] chosen = {
      "push.messages",
      "on",
      "mail.trades",
      "weekly",
      "quiet.from",
      "21",
      "quiet.to",
      "6",
      "quiet.zone",
      "Europe/Madrid"
    };
    assertThat(forms.location(forms.post(luz, PAGE, chosen))).isEqualTo(PAGE + "?said=saved");
    assertThat(forms.get(luz, "/api/v1/me/settings").body())
        .contains(
            "\"push.trades\":\"off\"", "\"push.messages\":\"on\"", "\"mail.trades\":\"weekly\"")
        .contains("\"mail.payments\":\"daily\"", "\"quiet.from\":\"21\"")
        .doesNotContain("mail.safety");
    HttpResponse<String> wrong = forms.post(luz, PAGE, "quiet.zone", "Mars/Base");
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("href=\"#f-quiet.zone\"", "value=\"Mars/Base\"");
  }

  @Test
  void a_browser_that_may_be_called_is_listed_and_removed_by_its_owner_alone() {
    String tomas = forms.token("tomas");
    for (String inside : new String[] {"https://127.0.0.1/x", "http://push.example.org/x"}) {
      assertThat(called(tomas, inside).statusCode()).as(inside).isEqualTo(422);
    }
    assertThat(called("", ENDPOINT).statusCode()).isEqualTo(401);
    HttpResponse<String> added = called(tomas, ENDPOINT);
    assertThat(added.statusCode()).isEqualTo(200);
    assertThat(added.body()).contains("\"current\":true").doesNotContain("mozilla");
    String id = added.body().replaceFirst(".*\"id\":\"([0-9a-f-]+)\".*", "$1");
    String remove = PAGE + "/devices/" + id;
    assertThat(forms.get(tomas, PAGE).body()).contains(remove, "data-push-off=\"here\"");
    forms.location(forms.post(forms.token("maria"), remove));
    assertThat(forms.get(tomas, PAGE).body()).contains(remove);
    assertThat(forms.location(forms.post(tomas, remove))).startsWith(PAGE + "?said=saved");
    assertThat(forms.get(tomas, PAGE).body()).doesNotContain(remove);
  }

  @Test
  void a_link_in_a_letter_is_looked_at_without_a_log_in_and_stops_nothing_when_it_is_forged() {
    String forged = "A".repeat(44);
    HttpResponse<String> bare = forms.get("", "/unsubscribe?token=" + forged);
    assertThat(bare.statusCode()).isEqualTo(302);
    assertThat(bare.headers().firstValue("Location").orElseThrow())
        .endsWith("/unsubscribe?token=" + forged);
    HttpResponse<String> page = forms.get("", "/es/unsubscribe?token=" + forged);
    assertThat(page.body()).contains("value=\"" + forged + "\"");
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(forms.post("", "/es/unsubscribe", "token", forged).statusCode()).isEqualTo(422);
    // as the mail provider of a reader does it: no page, no cookie, no origin
    HttpResponse<String> pressed =
        forms.send(
            forms
                .at("", "/unsubscribe?token=" + forged)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click")));
    assertThat(pressed.statusCode()).isBetween(400, 422);
  }
}
