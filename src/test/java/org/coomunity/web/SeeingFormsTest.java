package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coomunity.TestPlatform;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Figures by plain pages and forms, without script: a table stands in the place of each drawing, a
/// file beside it, and nothing tells of fewer than ten.
class SeeingFormsTest {
  private static final PlainForms FORMS = new PlainForms();
  private static final String HERE = PlainForms.HERE + "/seeing";
  private static final String SYSTEM = "/es/operator/system";

  @BeforeAll
  static void past() {
    SeeingStory.past(FORMS.town());
  }

  @AfterAll
  static void close() {
    FORMS.close();
  }

  private static String body(String who, String path) {
    HttpResponse<String> answer = FORMS.get(FORMS.token(who), path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  private static String operator() {
    return FORMS.town().token("operator", TestPlatform.OPERATOR_PASSWORD);
  }

  @Test
  void what_is_everybodys_comes_first_and_few_people_are_told_in_words() {
    String page = body("luz", HERE);
    assertThat(page)
        .contains(
            "Fondo del Bien Común", "data-figure=\"ayniTransactions\"", "menos de 10 personas")
        .contains("data-topics=\"metrics:pachamama member:luz\"", "▲")
        .contains("measures/errorRate?days=7");
    assertThat(page.indexOf("fund-title")).isLessThan(page.indexOf("data-figure"));
    assertThat(FORMS.get(FORMS.token("tomas"), HERE).statusCode()).isEqualTo(403);
    assertThat(FORMS.get(FORMS.token("luz"), HERE + "?days=8").statusCode()).isEqualTo(422);
    assertThat(FORMS.get(FORMS.token("luz"), "/es/operator/seeing").statusCode()).isEqualTo(403);
    assertThat(body("luz", PlainForms.HERE + "/community")).contains(HERE + "\"");
  }

  @Test
  void every_drawing_has_its_table_and_its_file_and_they_say_the_same() {
    String path = HERE + "/measures/ayniTransactions?days=7";
    String page = body("luz", path);
    assertThat(page).contains("<polyline points=\"0.0,", "<table>", "format=csv&amp;days=7");
    Matcher cell = Pattern.compile("<td class=\"num\" data-v=\"([0-9.]+)\"").matcher(page);
    assertThat(cell.find()).isTrue();
    HttpResponse<String> file = FORMS.get(FORMS.token("luz"), path + "&format=csv");
    assertThat(file.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
    List<String> lines = file.body().lines().toList();
    assertThat(lines.getFirst()).isEqualTo("Cuándo,Este tiempo,El tiempo anterior");
    assertThat(lines.size()).isGreaterThan(150);
    assertThat(lines.get(1)).matches("[0-9TZ:-]+,[0-9.]+,[0-9.]+").contains("," + cell.group(1));
    String all = FORMS.get(FORMS.token("luz"), HERE + "?format=csv").body();
    assertThat(all.lines().findFirst().orElseThrow().split(",", -1)).hasSize(13);
    assertThat(FORMS.get(FORMS.token("luz"), HERE + "/measures/likes").statusCode()).isEqualTo(404);
  }

  @Test
  void activity_return_and_ways_say_when_there_are_too_few() {
    assertThat(body("luz", HERE + "/activity?days=30"))
        .contains("Personas activas", "sheet=lifecycle");
    assertThat(body("luz", HERE + "/retention")).contains("Quién vuelve");
    String ways = body("luz", HERE + "/ways?goal=vote_cast");
    assertThat(ways).contains("<option value=\"vote_cast\" selected", "necesita 10 personas");
    String file =
        FORMS.get(FORMS.token("luz"), HERE + "/activity?format=csv&sheet=stickiness").body();
    assertThat(file).startsWith("Cuándo,De las personas del mes\r\n");
    assertThat(FORMS.get(FORMS.token("tomas"), HERE + "/retention").statusCode()).isEqualTo(403);
    assertThat(FORMS.get(FORMS.token("luz"), HERE + "/ways?goal=x").statusCode()).isEqualTo(422);
  }

  @Test
  void a_way_is_described_changed_and_taken_away() {
    String luz = FORMS.token("luz");
    String made =
        FORMS.location(
            FORMS.post(
                luz,
                HERE + "/funnels/new",
                "name",
                "Del saludo al voto",
                "step1",
                "joined",
                "or1",
                "",
                "step2",
                "listing_viewed",
                "or2",
                "search_made",
                "step3",
                "vote_cast",
                "window",
                "2",
                "unit",
                "days",
                "order",
                "loose"));
    assertThat(made).contains("/funnels/del-saludo-al-voto?said=saved");
    String page = body("luz", made);
    assertThat(page).contains("Miró una oferta / Buscó algo", "48 h");
    String edit = body("luz", HERE + "/funnels/del-saludo-al-voto/edit");
    assertThat(edit)
        .contains("<option value=\"search_made\" selected", "name=\"window\"", "value=\"2\"");
    FORMS.location(
        FORMS.post(
            luz,
            HERE + "/funnels/del-saludo-al-voto/edit",
            "step1",
            "joined",
            "step2",
            "vote_cast",
            "window",
            "5",
            "unit",
            "hours",
            "order",
            "any_order"));
    assertThat(body("luz", HERE + "/funnels/del-saludo-al-voto"))
        .contains("En cualquier orden", "5 h");
    String gone = FORMS.location(FORMS.post(luz, HERE + "/funnels/del-saludo-al-voto/remove"));
    assertThat(body("luz", gone)).contains("Quitado.").doesNotContain("del-saludo-al-voto\"");
    assertThat(FORMS.post(luz, HERE + "/funnels/joining/remove").statusCode())
        .as("one that every community has cannot be taken away")
        .isEqualTo(404);
  }

  @Test
  void a_form_of_a_way_that_is_none_says_what_is_missing() {
    String luz = FORMS.token("luz");
    HttpResponse<String> none =
        FORMS.post(
            luz,
            HERE + "/funnels/new",
            "name",
            "x",
            "window",
            "2",
            "unit",
            "days",
            "order",
            "loose");
    assertThat(none.statusCode()).isEqualTo(422);
    assertThat(none.body()).contains("href=\"#f-step1\"", "value=\"x\"");
    HttpResponse<String> long2 =
        FORMS.post(
            luz,
            HERE + "/funnels/new",
            "name",
            "x",
            "step1",
            "joined",
            "window",
            "900",
            "unit",
            "days",
            "order",
            "loose");
    assertThat(long2.statusCode()).isEqualTo(422);
    assertThat(long2.body()).contains("href=\"#f-window\"");
    assertThat(FORMS.post(FORMS.token("tomas"), HERE + "/funnels/new", "name", "x").statusCode())
        .isEqualTo(403);
  }

  @Test
  void an_operator_sees_the_machine_reads_what_to_do_and_takes_an_alert_on() {
    String operator = operator();
    String page = FORMS.get(operator, SYSTEM).body();
    assertThat(page)
        .contains("La última copia de seguridad es vieja", "/es/operator/runbooks/BackupOld")
        .contains("Las respuestas tardan mucho", "responde", "polyline");
    Matcher take = Pattern.compile("action=\"(/es/operator/alerts/[^\"]+)\"").matcher(page);
    assertThat(take.find()).isTrue();
    assertThat(FORMS.post(FORMS.token("luz"), take.group(1)).statusCode()).isEqualTo(403);
    String back = FORMS.location(FORMS.post(operator, take.group(1)));
    assertThat(FORMS.get(operator, back).body()).contains("se ocupa", "Los demás ven");
    assertThat(FORMS.get(operator, "/es/operator").body()).contains("Se ocupó de un aviso");
    assertThat(FORMS.get(operator, "/es/operator/runbooks/HttpErrors").body())
        .contains("<ol>", "<strong>What to do</strong>", "lang=\"en\"");
    assertThat(FORMS.get(operator, "/es/operator/runbooks/nothing").statusCode()).isEqualTo(404);
    String platform = FORMS.get(operator, "/es/operator/seeing").body();
    assertThat(platform).contains("metrics:platform", "class=\"world\"", "Dónde estamos");
    assertThat(FORMS.get(operator, SYSTEM + "?format=csv&sheet=errorRate").body())
        .startsWith("Cuándo,");
  }
}
