package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coomunity.KnownHealth;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// How people are, and something kind for one of them, by plain pages and forms, without script.
class HealthFormsTest {
  private static final PlainForms FORMS = new PlainForms();
  private static final String HEALTH = PlainForms.HERE + "/health";
  private static final Pattern UNDO = Pattern.compile("(/[^\"]*/cared/[^\"/]+/undo)\"");

  @AfterAll
  static void close() {
    FORMS.close();
  }

  @Test
  void somebody_who_agreed_is_noticed_cared_for_and_the_note_is_taken_back() {
    String luz = FORMS.token("luz");
    String tomas = FORMS.token("tomas");
    FORMS
        .town()
        .put(tomas, "/me/consents", Map.of("consents", Map.of("analytics", true, "care", true)));
    KnownHealth.of(FORMS.town().databaseUrl(), WebTown.SLUG, 22, "tomas", "maria");
    String page = FORMS.get(luz, HEALTH).body();
    assertThat(page)
        .contains(
            "unas 20 podrían no volver",
            "entre 10 y 30",
            "De cada 100 personas por las que se preocupó, 75 no volvieron",
            "Tomás Arhuaco",
            "Lleva más tiempo en silencio",
            "Ha completado tratos",
            "Preséntale a alguien",
            "<svg",
            "<table")
        .doesNotContain("María Chaparro", "⟨", "{$");
    String back =
        FORMS.location(
            FORMS.post(
                luz,
                HEALTH + "/tomas/cared",
                "id",
                FORMS.fresh(),
                "act",
                "wrote",
                "note",
                "<b>Hola"));
    page = FORMS.get(luz, back.substring(0, back.indexOf('#'))).body();
    assertThat(page).contains("Gracias por cuidar", "&lt;b&gt;Hola", "@luz");
    Matcher undo = UNDO.matcher(page);
    assertThat(undo.find()).isTrue();
    FORMS.location(FORMS.post(luz, undo.group(1)));
    assertThat(FORMS.get(luz, HEALTH).body()).doesNotContain("Hola");
    assertThat(FORMS.post(luz, HEALTH + "/tomas/cared", "act", "punish").statusCode())
        .isEqualTo(422);
    assertThat(FORMS.get(luz, "/ar/c/" + WebTown.SLUG + "/health").body())
        .contains("dir=\"rtl\"", "طال الصمت");
  }

  @Test
  void other_members_find_no_way_there() {
    String maria = FORMS.token("maria");
    assertThat(FORMS.get(maria, HEALTH).statusCode()).isEqualTo(403);
    assertThat(FORMS.post(maria, HEALTH + "/tomas/cared", "act", "wrote").statusCode())
        .isEqualTo(403);
    assertThat(FORMS.get(maria, PlainForms.HERE + "/community").body()).doesNotContain("/health\"");
    assertThat(FORMS.get(FORMS.token("luz"), PlainForms.HERE + "/community").body())
        .contains("/health\"");
  }
}
