package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Writing content, looking through it and learning from it by plain forms, without script.
class LearningFormsTest {
  private static final PlainForms FORMS = new PlainForms();
  private static final String HERE = PlainForms.HERE + "/learning";

  @AfterAll
  static void close() {
    FORMS.close();
  }

  private static String at(String location) {
    return location.replaceAll("[?#].*", "");
  }

  private static String found(String page, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(page);
    assertThat(matcher.find()).as(pattern + " in " + page).isTrue();
    return matcher.group(1);
  }

  /// Sends the form of a new thing in Spanish.
  private static HttpResponse<String> make(String token, String path, String... fields) {
    String[] all = new String[fields.length + 4];
    System.arraycopy(fields, 0, all, 0, fields.length);
    all[fields.length] = "id";
    all[fields.length + 1] = FORMS.fresh();
    all[fields.length + 2] = "languages";
    all[fields.length + 3] = "es";
    return FORMS.post(token, path, all);
  }

  private static String playlist(String token) {
    String mundo =
        at(
            FORMS.location(
                make(token, HERE + "/mundos/new", "title-es", "Ayni", "text-es", "Dar y recibir")));
    FORMS.location(
        make(token, mundo + "/playlists/new", "title-es", "Primeros pasos", "text-es", ""));
    return found(FORMS.get(token, mundo).body(), "/learning/playlists/([0-9a-f-]{36})/items/new");
  }

  private static String question(String page) {
    return found(page, "name=\"question\" value=\"([0-9a-f-]{36})\"");
  }

  @Test
  void content_is_written_looked_through_published_and_answered_without_script() {
    String luz = FORMS.token("luz");
    String tomas = FORMS.token("tomas");
    String vera = FORMS.joined("vera");
    assertThat(FORMS.get(vera, HERE).body()).contains("class=\"empty\"").doesNotContain("/studio");
    assertThat(FORMS.get(vera, HERE + "/studio").statusCode()).isEqualTo(403);
    assertThat(FORMS.get(vera, HERE + "/mundos/new").statusCode()).isEqualTo(403);
    FORMS.location(FORMS.post(luz, HERE + "/gamifiers", "act", "name", "handle", "tomas"));
    assertThat(FORMS.post(luz, HERE + "/gamifiers", "act", "name", "handle", "nadie").body())
        .contains("role=\"alert\"");
    String list = playlist(tomas);
    String fresh = HERE + "/playlists/" + list + "/items/new";
    HttpResponse<String> faulty =
        make(tomas, fresh, "kind", "VIDEO", "video", "javascript:alert(1)", "title-es", "<b>Uno");
    assertThat(faulty.statusCode()).isEqualTo(422);
    assertThat(faulty.body()).contains("id=\"e-video\"", "&lt;b");
    String work = film(tomas, fresh);
    String item = work.substring(0, work.length() - "/work".length());
    asks(tomas, item);
    assertThat(FORMS.get(vera, item).statusCode()).isEqualTo(404);
    FORMS.location(FORMS.post(tomas, item + "/ask"));
    assertThat(FORMS.post(tomas, item + "/decide", "version", "1", "publish", "yes").statusCode())
        .isEqualTo(422);
    assertThat(FORMS.get(luz, work).body()).contains("name=\"publish\"", "&lt;script");
    assertThat(FORMS.location(FORMS.post(luz, item + "/decide", "version", "1", "publish", "yes")))
        .contains("said=item_published");
    answered(vera, item);
  }

  private static String film(String tomas, String fresh) {
    return at(
        FORMS.location(
            make(
                tomas,
                fresh,
                "kind",
                "VIDEO",
                "video",
                "https://tube.example/ayni",
                "title-es",
                "Qué es <i>Ayni</i>",
                "text-es",
                "# Dar\n\n- y recibir\n- <script>alert(1)</script>")));
  }

  private static void asks(String tomas, String item) {
    assertThat(FORMS.get(tomas, item + "/questions/new?kind=ATTENTION").body())
        .contains("name=\"right\"", "name=\"at\"");
    assertThat(
            FORMS
                .post(
                    tomas,
                    item + "/questions/new",
                    "kind",
                    "ATTENTION",
                    "prompt-es",
                    "¿Qué es?",
                    "options-es",
                    "Deber\nReciprocidad",
                    "right",
                    "9",
                    "ondas",
                    "3")
                .body())
        .contains("id=\"e-right\"");
    FORMS.location(
        FORMS.post(
            tomas,
            item + "/questions/new",
            "kind",
            "ATTENTION",
            "prompt-es",
            "¿Qué es?",
            "options-es",
            "Deber\nReciprocidad",
            "because-es",
            "Así vuelve.",
            "right",
            "2",
            "ondas",
            "3",
            "at",
            "65"));
  }

  private static void answered(String vera, String item) {
    String page = FORMS.get(vera, item).body();
    assertThat(page)
        .contains("https://tube.example/ayni", "tube.example", "noopener", "1:05", "<fieldset")
        .contains("Qué es &lt;i", "<h3>Dar")
        .doesNotContain("<script>alert", "Así vuelve", "<iframe");
    String question = question(page);
    HttpResponse<String> none =
        FORMS.post(vera, item + "/answer", "question", question, "version", "1");
    assertThat(none.statusCode()).isEqualTo(422);
    assertThat(none.body()).contains("id=\"e-" + question + "\"");
    assertThat(
            FORMS
                .post(vera, item + "/answer", "question", question, "version", "0", "choice", "1")
                .statusCode())
        .as("another edition")
        .isIn(409, 422);
    assertThat(
            FORMS.location(
                FORMS.post(
                    vera, item + "/answer", "question", question, "version", "1", "choice", "0")))
        .contains("said=learned_other", "#q-" + question);
    assertThat(
            FORMS.location(
                FORMS.post(
                    vera, item + "/answer", "question", question, "version", "1", "choice", "1")))
        .as("the first answer stays")
        .contains("said=learned_other");
    assertThat(FORMS.get(vera, item).body()).contains("Así vuelve", "Tu respuesta", "Acertada");
    assertThat(FORMS.get(vera, HERE).body()).contains("Qué es &lt;i", "Sigue donde");
    FORMS.location(FORMS.post(vera, item + "/finish"));
    assertThat(FORMS.get(vera, HERE).body()).doesNotContain("Sigue donde");
  }

  @Test
  void a_language_is_added_and_everybody_reads_the_nearest() {
    String luz = FORMS.token("luz");
    String list = playlist(luz);
    String edit =
        at(
            FORMS.location(
                make(
                    luz,
                    HERE + "/playlists/" + list + "/items/new",
                    "kind",
                    "SLIDES",
                    "title-es",
                    "Pasos",
                    "text-es",
                    "",
                    "slides-es",
                    "Uno\n---\nDos",
                    "add",
                    "en")));
    assertThat(edit).endsWith("/edit");
    assertThat(FORMS.get(luz, edit).body()).contains("name=\"slides-en\"", "value=\"es en\"");
    FORMS.location(
        FORMS.post(
            luz,
            edit,
            "languages",
            "es en",
            "kind",
            "SLIDES",
            "title-es",
            "Pasos",
            "slides-es",
            "Uno\n---\nDos",
            "title-en",
            "Steps",
            "slides-en",
            "One\n---\nTwo"));
    String work = edit.replace("/edit", "/work");
    assertThat(FORMS.get(luz, work).body()).contains("Uno", "Dos").doesNotContain("Two");
    assertThat(FORMS.get(luz, work.replaceFirst("/es/", "/ja/")).body()).contains("Two");
    assertThat(FORMS.get(luz, work.replaceFirst("/es/", "/pt/")).body()).contains("Dos");
  }
}
