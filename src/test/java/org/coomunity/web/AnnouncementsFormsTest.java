package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Announcing, finding each other and hiding by plain forms, without script.
class AnnouncementsFormsTest {
  private static final PlainForms FORMS = new PlainForms();
  private static final String LIST = PlainForms.HERE + "/announcements";

  @AfterAll
  static void close() {
    FORMS.close();
  }

  private static HttpResponse<String> announce(String... fields) {
    String[] all = new String[fields.length + 2];
    System.arraycopy(fields, 0, all, 0, fields.length);
    all[fields.length] = "id";
    all[fields.length + 1] = FORMS.fresh();
    return FORMS.post(FORMS.token("luz"), LIST + "/new", all);
  }

  private static String at(String location) {
    return location.substring(0, location.indexOf('?'));
  }

  @Test
  void a_steward_announces_changes_takes_back_and_brings_back() {
    String luz = FORMS.token("luz");
    String tomas = FORMS.token("tomas");
    HttpResponse<String> empty = announce("title", "", "text", "<b>hola</b>", "until", "mañana");
    assertThat(empty.statusCode()).isEqualTo(422);
    assertThat(empty.body()).contains("&lt;b&gt;hola&lt;/b&gt;");
    String where =
        at(
            FORMS.location(
                announce(
                    "title", "Feria <i>grande</i>",
                    "text", "Mira https://feria.example/mapa. javascript:alert(1)",
                    "pinned", "yes")));
    String page = FORMS.get(tomas, where).body();
    assertThat(page)
        .contains("<a href=\"https://feria.example/mapa\" rel=\"nofollow noopener noreferrer ugc\"")
        .contains("Feria &lt;i&gt;grande&lt;/i&gt;")
        .doesNotContain("href=\"javascript")
        .doesNotContain("/edit\"");
    assertThat(FORMS.get(tomas, PlainForms.HERE).body()).contains("Feria &lt;i&gt;", where);
    assertThat(FORMS.get(tomas, "/es/notifications").body()).contains("anuncia: Feria");
    assertThat(FORMS.get(tomas, where + "/edit").statusCode()).isEqualTo(403);
    assertThat(FORMS.get(luz, where + "/edit").body()).contains("name=\"pinned\"", "checked");
    FORMS.location(
        FORMS.post(luz, where + "/edit", "title", "Feria", "text", "El domingo", "until", ""));
    assertThat(FORMS.get(tomas, where).body()).contains("El domingo", "editado");
    FORMS.location(FORMS.post(luz, where + "/withdraw"));
    assertThat(FORMS.get(tomas, where).statusCode()).isEqualTo(404);
    assertThat(FORMS.get(luz, where).body()).contains("/restore");
    FORMS.location(FORMS.post(luz, where + "/restore"));
    assertThat(FORMS.get(tomas, LIST).body()).contains("Feria");
    assertThat(FORMS.post(tomas, where + "/withdraw").statusCode()).isEqualTo(403);
  }

  @Test
  void people_are_found_and_whoever_hides_is_not() {
    String luz = FORMS.token("luz");
    String vera = FORMS.joined("vera");
    String search = PlainForms.HERE + "/people?q=vera";
    for (int n = 0; n < 3_000 && !FORMS.get(luz, search).body().contains("@vera<"); n++) {
      Thread.onSpinWait();
    }
    assertThat(FORMS.get(luz, search).body()).contains("@vera<", "/market?by=vera");
    assertThat(FORMS.get(luz, PlainForms.HERE + "/market?by=vera").statusCode()).isEqualTo(200);
    FORMS.location(FORMS.post(vera, "/es/me/privacy/directory", "nothing", ""));
    assertThat(FORMS.get(luz, search).body()).doesNotContain("@vera<").contains("class=\"empty\"");
    assertThat(FORMS.get(vera, PlainForms.HERE + "/people").body()).contains("Tú no apareces");
    FORMS.location(FORMS.post(vera, "/es/me/privacy/directory", "found", "yes"));
    assertThat(FORMS.get(luz, PlainForms.HERE + "/people?element=nada").body())
        .contains("class=\"empty\"");
  }
}
