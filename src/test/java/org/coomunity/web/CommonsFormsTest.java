package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// The fund in public, contributions and missions by plain forms, without script.
class CommonsFormsTest {
  private static final PlainForms FORMS = new PlainForms();
  private static final String CONTRIBUTIONS = PlainForms.HERE + "/contributions";
  private static final String MISSIONS = PlainForms.HERE + "/missions";

  @AfterAll
  static void close() {
    FORMS.close();
  }

  private static String at(String location) {
    return location.substring(0, location.indexOf('?'));
  }

  private static HttpResponse<String> tell(String title) {
    return FORMS.post(
        FORMS.joined("rosa" + title.length()),
        CONTRIBUTIONS + "/new",
        "id",
        FORMS.fresh(),
        "kind",
        "CARE",
        "title",
        title,
        "story",
        "Tres mañanas. https://huerta.example/fotos",
        "hours",
        "7,5");
  }

  @Test
  void what_somebody_did_is_told_confirmed_by_two_and_taken_back() {
    String luz = FORMS.token("luz");
    assertThat(FORMS.get(luz, CONTRIBUTIONS + "?state=confirmed").body())
        .contains("¿Hiciste algo así?");
    assertThat(tell("ab").body()).as("too short").contains("e-title");
    String page = at(FORMS.location(tell("Huerta de la escuela")));
    String one = FORMS.joined("jacinta");
    String shown = FORMS.get(one, page).body();
    assertThat(shown).contains("Confirmaciones que faltan: 2", "href=\"https://huerta.example");
    FORMS.location(FORMS.post(one, page + "/confirm"));
    FORMS.location(FORMS.post(luz, page + "/confirm"));
    shown = FORMS.get(luz, page).body();
    assertThat(shown).contains("Confirmadas", "Retirar mi confirmación");
    FORMS.location(FORMS.post(luz, page + "/unconfirm"));
    assertThat(FORMS.get(luz, CONTRIBUTIONS + "?state=open").body())
        .contains("Huerta de la escuela");
    assertThat(FORMS.post(luz, page + "/withdraw").statusCode()).isEqualTo(403);
  }

  @Test
  void a_steward_opens_a_mission_and_closes_it_with_thanks() {
    String luz = FORMS.token("luz");
    assertThat(FORMS.get(FORMS.joined("pilar"), MISSIONS + "/new").statusCode()).isEqualTo(403);
    HttpResponse<String> faulty =
        FORMS.post(luz, MISSIONS + "/new", "title", "Cien", "story", "x", "closesAt", "mañana");
    assertThat(faulty.statusCode()).isEqualTo(422);
    String page =
        at(
            FORMS.location(
                FORMS.post(
                    luz,
                    MISSIONS + "/new",
                    "id",
                    FORMS.fresh(),
                    "title",
                    "Cien tratos",
                    "story",
                    "Entre todas.",
                    "measure",
                    "trades",
                    "target",
                    "100",
                    "closesAt",
                    "2027-03-01")));
    assertThat(FORMS.get(luz, MISSIONS).body()).contains("<progress", "Cien tratos");
    assertThat(FORMS.get(luz, page).body()).contains("0 de 100", "Cerrar con gracias");
    FORMS.location(FORMS.post(luz, page + "/close", "thanks", "Gracias a todas."));
    assertThat(FORMS.get(luz, page).body())
        .contains("Gracias a todas.", "Terminó su tiempo")
        .doesNotContain("Cerrar con gracias");
  }

  private static HttpResponse<String> upload(String token, String path, byte[] photo) {
    byte[] head =
        """
        --b\r
        Content-Disposition: form-data; name="photos"; filename="a.png"\r
        Content-Type: image/png\r
        \r
        """
            .getBytes(StandardCharsets.US_ASCII);
    byte[] tail = "\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII);
    byte[] body =
        ByteBuffer.allocate(head.length + photo.length + tail.length)
            .put(head)
            .put(photo)
            .put(tail)
            .array();
    return FORMS.send(
        FORMS
            .at(token, path)
            .header("Content-Type", "multipart/form-data; boundary=b")
            .header("Sec-Fetch-Site", "same-origin")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  @Test
  void photos_are_added_to_what_one_told_and_taken_away() throws IOException {
    String page = at(FORMS.location(tell("Techo del salón comunal")));
    String rosa = FORMS.token("rosa" + "Techo del salón comunal".length());
    assertThat(FORMS.get(rosa, page).body()).contains("Añadir fotos");
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB), "png", png);
    assertThat(FORMS.location(upload(rosa, page + "/photos", new byte[] {1, 2})))
        .contains("photo=photo_format");
    assertThat(FORMS.get(rosa, page + "?photo=photo_format").body()).contains("e-photos");
    FORMS.location(upload(rosa, page + "/photos", png.toByteArray()));
    String luz = FORMS.token("luz");
    assertThat(FORMS.get(luz, page).body()).contains("/photos/0?v=").doesNotContain("Añadir fotos");
    FORMS.location(FORMS.post(rosa, page + "/unshow", "n", "0"));
    assertThat(FORMS.get(luz, page).body()).doesNotContain("/photos/0?v=");
  }

  @Test
  void a_mission_of_small_steps_leads_to_the_form_that_tells_one_of_them() {
    String luz = FORMS.token("luz");
    String page =
        at(
            FORMS.location(
                FORMS.post(
                    luz,
                    MISSIONS + "/new",
                    "id",
                    FORMS.fresh(),
                    "title",
                    "Sombra para la escuela",
                    "story",
                    "Entre todas.",
                    "measure",
                    "steps",
                    "target",
                    "",
                    "steps",
                    "3 Plantar un árbol\n\nPintar el cartel",
                    "closesAt",
                    "2027-03-01")));
    String shown = FORMS.get(luz, page).body();
    assertThat(shown).contains("0 de 3", "Plantar un árbol", "Pintar el cartel", "Lo hice");
    String form = page.replaceAll("/missions/", "/contributions/new?step=0&mission=");
    String eva = FORMS.joined("eva");
    assertThat(FORMS.get(eva, form).body())
        .contains("value=\"Plantar un árbol\"", "Un paso de la misión:", "name=\"mission\"");
    String told =
        at(
            FORMS.location(
                FORMS.post(
                    eva,
                    CONTRIBUTIONS + "/new",
                    "id",
                    FORMS.fresh(),
                    "kind",
                    "ACTION",
                    "title",
                    "Plantar un árbol",
                    "story",
                    "Un guayacán.",
                    "mission",
                    page.substring(page.lastIndexOf('/') + 1),
                    "step",
                    "0")));
    assertThat(FORMS.get(luz, told).body()).contains("Un paso de la misión:", "Sombra para");
    FORMS.location(FORMS.post(luz, page + "/close", "thanks", "Gracias a todas."));
    assertThat(FORMS.get(eva, page).body())
        .contains("Gracias a todas las manos", "Gracias a todas.")
        .doesNotContain("Lo hice");
  }

  @Test
  void the_fund_shows_what_came_in_and_went_out_in_a_table() {
    String page = FORMS.get(FORMS.token("luz"), PlainForms.HERE + "/fund").body();
    assertThat(page).contains("<table>", "scope=\"col\"", "Lo que llega y lo que se usa");
    assertThat(FORMS.get(FORMS.token("luz"), PlainForms.HERE + "/community").body())
        .contains("/fund", "/contributions", "/missions");
  }
}
