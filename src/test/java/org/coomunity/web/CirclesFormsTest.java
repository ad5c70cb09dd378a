package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Circles and their sessions by plain forms, without script.
class CirclesFormsTest {
  private static final PlainForms FORMS = new PlainForms();
  private static final String CIRCLES = PlainForms.HERE + "/circles";

  @AfterAll
  static void close() {
    FORMS.close();
  }

  private static String at(String location) {
    return location.substring(0, location.indexOf('?'));
  }

  private static HttpResponse<String> found(String name, String admission) {
    return FORMS.post(
        FORMS.token("luz"),
        CIRCLES + "/new",
        "id",
        FORMS.fresh(),
        "kind",
        "cop",
        "name",
        name,
        "purpose",
        "Hornear juntas.",
        "admission",
        admission);
  }

  @Test
  void a_circle_is_founded_asked_for_and_handed_on() {
    String luz = FORMS.token("luz");
    assertThat(FORMS.get(luz, CIRCLES + "/new").body()).contains("Comunidad de práctica");
    assertThat(found("x", "open").statusCode()).isEqualTo(422);
    String page = at(FORMS.location(found("Panaderas", "request")));
    assertThat(FORMS.get(luz, CIRCLES).body()).contains("Panaderas", "Facilita");
    String rosa = FORMS.joined("rosalba");
    assertThat(FORMS.get(rosa, page).body()).contains("Pedir entrar", "Todavía nadie ofrece");
    FORMS.location(FORMS.post(rosa, page + "/join", "words", "Sé amasar"));
    assertThat(FORMS.get(rosa, page).body()).contains("Pediste entrar");
    assertThat(FORMS.get(luz, page).body()).contains("Sé amasar", "Decir que sí");
    FORMS.location(FORMS.post(luz, page + "/admit", "handle", "rosalba"));
    HttpResponse<String> last = FORMS.post(luz, page + "/leave");
    assertThat(last.statusCode()).isEqualTo(422);
    assertThat(last.body()).contains("El círculo necesita quien lo facilite");
    FORMS.location(FORMS.post(luz, page + "/part", "handle", "rosalba", "role", "facilitator"));
    FORMS.location(FORMS.post(luz, page + "/leave"));
    assertThat(FORMS.post(rosa, page + "/invite", "handle", "nadie").statusCode()).isEqualTo(422);
    FORMS.location(FORMS.post(rosa, page + "/invite", "handle", "luz"));
    assertThat(FORMS.get(luz, page).body()).contains("Aceptar la invitación");
  }

  @Test
  void a_session_is_offered_taken_moved_and_called_off() {
    String luz = FORMS.token("luz");
    String page = at(FORMS.location(found("Tejedoras", "open")));
    String ines = FORMS.joined("inesita");
    FORMS.location(FORMS.post(ines, page + "/join"));
    assertThat(FORMS.post(luz, page + "/sessions/new", "title", "x").statusCode()).isEqualTo(422);
    String starts =
        LocalDateTime.ofInstant(
                InstantSource.system().instant().plus(Duration.ofDays(2)), ZoneOffset.UTC)
            .toString()
            .substring(0, 16);
    String session =
        at(
            FORMS.location(
                FORMS.post(
                    luz,
                    page + "/sessions/new",
                    "id",
                    FORMS.fresh(),
                    "title",
                    "Punto de cruz",
                    "story",
                    "Desde cero.",
                    "place",
                    "El salón",
                    "startsAt",
                    starts,
                    "minutes",
                    "90",
                    "capacity",
                    "1",
                    "price",
                    "0,50")));
    assertThat(FORMS.get(ines, session).body()).contains("Tomar un lugar", "El salón");
    FORMS.location(FORMS.post(ines, session + "/join"));
    assertThat(FORMS.get(ines, session).body()).contains("Tienes un lugar", "Dejar mi lugar");
    assertThat(FORMS.get(luz, session).body()).contains("Vecina inesita", "Mover la sesión");
    FORMS.location(FORMS.post(luz, session + "/move", "place", "El patio", "startsAt", starts));
    assertThat(FORMS.get(ines, session).body()).contains("El patio");
    assertThat(FORMS.post(ines, session + "/confirm", "rating", "5").statusCode())
        .as("before it begins")
        .isEqualTo(422);
    FORMS.location(FORMS.post(luz, session + "/cancel"));
    assertThat(FORMS.get(ines, session).body()).contains("Suspendida");
    assertThat(FORMS.get(ines, page).body()).contains("Punto de cruz");
  }

  private static String soon(Duration ahead) {
    return LocalDateTime.ofInstant(InstantSource.system().instant().plus(ahead), ZoneOffset.UTC)
        .toString()
        .substring(0, 16);
  }

  @Test
  void those_of_a_circle_say_things_take_them_away_and_who_facilitates_hides_them() {
    String luz = FORMS.token("luz");
    String page = at(FORMS.location(found("Guardianas", "open")));
    String rita = FORMS.joined("rita");
    assertThat(FORMS.get(rita, page).body()).doesNotContain("Lo que decimos");
    assertThat(FORMS.get(rita, page + "/posts").statusCode()).isEqualTo(403);
    FORMS.location(FORMS.post(rita, page + "/join"));
    assertThat(FORMS.get(rita, page).body()).contains("Lo que decimos", "Encuentros");
    HttpResponse<String> empty = FORMS.post(rita, page + "/posts", "id", FORMS.fresh(), "text", "");
    assertThat(empty.statusCode()).isEqualTo(422);
    assertThat(empty.body()).contains("e-text");
    FORMS.location(
        FORMS.post(
            rita,
            page + "/posts",
            "id",
            FORMS.fresh(),
            "text",
            "Traigo semillas <b> https://semillas.example"));
    String said = FORMS.get(luz, page + "/posts").body();
    assertThat(said).contains("Traigo semillas &lt;b&gt;", "href=\"https://semillas.example");
    String one = said.replaceAll("(?s).*/posts/([0-9a-f-]{36})/hide.*", "$1");
    FORMS.location(FORMS.post(luz, page + "/posts/" + one + "/hide"));
    assertThat(FORMS.get(rita, page + "/posts").body()).contains("Oculto:", "Quitar lo que dije");
    FORMS.location(FORMS.post(luz, page + "/posts/" + one + "/show"));
    FORMS.location(FORMS.post(rita, page + "/posts/" + one + "/remove"));
    assertThat(FORMS.get(luz, page + "/posts").body()).doesNotContain("Traigo semillas");
  }

  @Test
  void a_meeting_is_called_answered_moved_and_called_off() {
    String luz = FORMS.token("luz");
    String page = at(FORMS.location(found("Caminantes", "open")));
    String nora = FORMS.joined("nora");
    FORMS.location(FORMS.post(nora, page + "/join"));
    assertThat(FORMS.get(nora, page + "/meetings/new").statusCode()).isEqualTo(403);
    assertThat(FORMS.get(luz, page + "/meetings").body()).contains("No hay encuentros");
    HttpResponse<String> faulty =
        FORMS.post(luz, page + "/meetings/new", "id", FORMS.fresh(), "title", "Caminar");
    assertThat(faulty.statusCode()).isEqualTo(422);
    String meeting =
        at(
            FORMS.location(
                FORMS.post(
                    luz,
                    page + "/meetings/new",
                    "id",
                    FORMS.fresh(),
                    "title",
                    "Caminar al páramo",
                    "place",
                    "https://sala.example/paramo",
                    "startsAt",
                    soon(Duration.ofDays(2)),
                    "minutes",
                    "90")));
    FORMS.location(FORMS.post(nora, meeting + "/come"));
    String shown = FORMS.get(luz, meeting).body();
    assertThat(shown)
        .contains("Dicen que van: 1", "Vecina nora", "href=\"https://sala.example/paramo\"")
        .doesNotContain("Marcar quiénes estuvieron");
    assertThat(FORMS.post(luz, meeting + "/mark", "was.nora", "yes").statusCode())
        .as("before it begins")
        .isEqualTo(422);
    FORMS.location(
        FORMS.post(
            luz, meeting + "/move", "place", "La plaza", "startsAt", soon(Duration.ofDays(3))));
    assertThat(FORMS.get(nora, meeting).body()).contains("La plaza", "Esta vez no voy");
    FORMS.location(FORMS.post(nora, meeting + "/stay"));
    assertThat(FORMS.get(nora, page + "/meetings").body()).contains("Dicen que van: 0");
    FORMS.location(FORMS.post(luz, meeting + "/cancel"));
    assertThat(FORMS.get(nora, page).body()).contains("Caminar al páramo", "Suspendido");
  }
}
