package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Proposing, talking, voting and reading the result by plain forms, without script.
class DecideFormsTest {
  private static final PlainForms FORMS = new PlainForms();
  private static final String LIST = PlainForms.HERE + "/proposals";
  private static final String API = "/communities/" + WebTown.SLUG + "/proposals";

  @AfterAll
  static void close() {
    FORMS.close();
  }

  /// A vote begins as soon as somebody moves it on, and lasts for ten minutes.
  @BeforeAll
  static void quick() {
    FORMS.location(
        FORMS.post(
            FORMS.token("luz"),
            PlainForms.HERE + "/charter",
            "discussion",
            "0",
            "quiet",
            "0",
            "verification",
            "0",
            "voting",
            "0.0070",
            "votingTreasury",
            "0.0070",
            "timelock",
            "2",
            "lateQuorum",
            "0",
            "openPerAuthor",
            "20",
            "quorum",
            "10"));
  }

  private static HttpResponse<String> propose(String... fields) {
    String[] all = new String[fields.length + 2];
    System.arraycopy(fields, 0, all, 0, fields.length);
    all[fields.length] = "id";
    all[fields.length + 1] = FORMS.fresh();
    return FORMS.post(FORMS.token("tomas"), LIST + "/new", all);
  }

  private static String at(HttpResponse<String> answer) {
    String location = FORMS.location(answer);
    return location.contains("?") ? location.substring(0, location.indexOf('?')) : location;
  }

  private static void act(String who, String path, String... fields) {
    FORMS.location(FORMS.post(FORMS.token(who), path, fields));
  }

  private static String see(String who, String path) {
    HttpResponse<String> answer = FORMS.get(FORMS.token(who), path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  private static void supported(String where) {
    act("tomas", where + "/advance");
    act("luz", where + "/sponsor");
    act("maria", where + "/sponsor");
  }

  /// Moves it on, unless the job of the platform did already.
  private static void moved(String where) {
    assertThat(FORMS.post(FORMS.token("luz"), where + "/advance").statusCode()).isIn(303, 422);
  }

  /// A proposal that is voted on.
  private static String opened(String method, String... options) {
    String where =
        at(
            propose(
                "title", "Un horno",
                "text", "De barro.",
                "method", method,
                "does", "text",
                "options", String.join("\n", options)));
    supported(where);
    moved(where);
    moved(where);
    return where;
  }

  private static JsonNode cast(String where) {
    String id = where.substring(where.lastIndexOf('/') + 1);
    return FORMS.town().get(FORMS.token("luz"), API + "/" + id + "/ballot");
  }

  @Test
  void a_proposal_lives_from_its_draft_to_its_result_without_script() {
    HttpResponse<String> empty =
        propose("title", "", "text", "De <b>barro</b>.", "method", "approval", "does", "text");
    assertThat(empty.statusCode()).isEqualTo(422);
    assertThat(empty.body()).contains("De &lt;b&gt;barro", "value=\"approval\" checked");
    HttpResponse<String> nobody =
        propose(
            "title",
            "Pintura",
            "text",
            "Azul.",
            "method",
            "quadratic",
            "does",
            "fundPayment",
            "payload.to",
            "@maria",
            "payload.amount",
            "");
    assertThat(nobody.statusCode()).isEqualTo(422);
    assertThat(nobody.body()).contains("value=\"fundPayment\" checked", "e-payload.amount");
    String where =
        at(
            propose(
                "title", "Un horno", "text", "De barro.", "method", "quadratic", "does", "text"));
    assertThat(FORMS.get(FORMS.token("luz"), where).statusCode()).isEqualTo(404);
    assertThat(see("tomas", LIST + "?tab=mine")).contains(where);
    supported(where);
    assertThat(FORMS.post(FORMS.token("tomas"), where + "/sponsor").statusCode()).isEqualTo(422);
    talked(where);
    moved(where);
    moved(where);
    voted(where);
    FORMS.later(Duration.ofMinutes(11));
    moved(where);
    assertThat(see("maria", where + "/result"))
        .contains(" · gana</th><td class=\"num\">3</td>", "El barro es de todos.");
    assertThat(see("maria", where)).contains("La comunidad dijo que sí");
    assertThat(see("maria", LIST + "?tab=decided")).contains(where);
    assertThat(see("maria", where + "/record")).contains("recount", "Se contaron los votos");
    assertThat(see("maria", where + "/record.ndjson")).contains("proposal.closed", "tracker");
    HttpResponse<String> late =
        FORMS.post(FORMS.token("maria"), where + "/ballot", "v-against", "1", "reason", "tarde");
    assertThat(late.statusCode()).isEqualTo(422);
  }

  private static void talked(String where) {
    HttpResponse<String> mute =
        FORMS.post(
            FORMS.token("luz"),
            where + "/arguments",
            "id",
            FORMS.fresh(),
            "side",
            "nothing",
            "said",
            "Huele a <i>pan</i>.");
    assertThat(mute.statusCode()).isEqualTo(422);
    assertThat(mute.body()).contains("Huele a &lt;i&gt;pan");
    act("luz", where + "/arguments", "id", FORMS.fresh(), "side", "for", "said", "Huele a pan.");
    String page = see("maria", where);
    String parent = page.split("id=\"a-", 2)[1].split("\"", 2)[0];
    act(
        "maria",
        where + "/arguments",
        "id",
        FORMS.fresh(),
        "side",
        "question",
        "said",
        "¿Cuándo?",
        "parent",
        parent);
    assertThat(see("luz", where)).containsSubsequence("Huele a pan.", "¿Cuándo?");
    String base = see("maria", where + "/suggest").split("name=\"base\" value=\"", 2)[1];
    act(
        "maria",
        where + "/suggest",
        "base",
        base.split("\"", 2)[0],
        "title",
        "Un horno grande",
        "text",
        "De barro y paja.");
    String accept = see("tomas", where).split("/amendments/", 2)[1].split("/accept", 2)[0];
    act("tomas", where + "/amendments/" + accept + "/accept");
    assertThat(see("luz", where)).contains("De barro y paja.", "Texto número 2");
  }

  private static void voted(String where) {
    assertThat(see("luz", PlainForms.HERE)).contains(where + "/ballot");
    String token = FORMS.token("luz");
    String once = FORMS.post(token, where + "/ballot", "step", "for:1", "reason", "Sí").body();
    assertThat(once).contains("name=\"v-for\" value=\"1\"", ">Sí</textarea>");
    String twice =
        FORMS.post(token, where + "/ballot", "step", "for:1", "v-for", "1", "before", ".").body();
    assertThat(twice).contains("name=\"v-for\" value=\"2\"", "data-left>96<");
    String undone =
        FORMS
            .post(token, where + "/ballot", "undo", "yes", "v-for", "2", "before", ".;.for=1")
            .body();
    assertThat(undone).contains("name=\"v-for\" value=\"1\"", "data-left>99<");
    HttpResponse<String> dear =
        FORMS.post(token, where + "/ballot", "v-for", "11", "reason", "Mucho");
    assertThat(dear.statusCode()).isEqualTo(422);
    assertThat(dear.body()).contains(">Mucho</textarea>");
    HttpResponse<String> both =
        FORMS.post(token, where + "/ballot", "v-for", "1", "v-against", "1");
    assertThat(both.statusCode()).isEqualTo(422);
    String location =
        FORMS.location(
            FORMS.post(token, where + "/ballot", "v-for", "3", "reason", "El barro es de todos."));
    assertThat(see("luz", location))
        .contains(cast(where).get("tracker").asText(), "Cambiar mi voto");
    assertThat(see("luz", PlainForms.HERE)).doesNotContain(where + "/ballot");
    act("luz", where + "/ballot/withdraw");
    assertThat(see("luz", PlainForms.HERE)).contains(where + "/ballot");
    act("luz", where + "/ballot", "v-for", "3", "reason", "El barro es de todos.");
    assertThat(see("luz", PlainForms.HERE + "/voice")).contains("Te quedan");
  }

  @ParameterizedTest
  @CsvSource({
    "one_person, choice=o2, {\"votes\":{\"o2\":1}}, value=\"o2\" required checked",
    "approval, v-o1=1 v-o3=1, {\"votes\":{\"o1\":1;\"o3\":1}}, name=\"v-o3\" value=\"1\" checked",
    "score, v-o1=5 v-o2=0, {\"votes\":{\"o1\":5}}, value=\"5\" selected",
    "ranked, p-o2=1 p-o1=2 p-o3=2, {\"ranking\":[[\"o2\"];[\"o1\";\"o3\"]]}, value=\"2\" selected",
    "stv, p-o3=1 p-o1=2, {\"ranking\":[[\"o3\"];[\"o1\"]]}, value=\"1\" selected",
  })
  void a_ballot_of_each_method_is_cast_and_shown_again(
      String method, String fields, String choice, String shown) {
    String where = opened(method, "Ana", "Beto", "Caro <b>");
    String[] typed = fields.split("[ =]", -1);
    act("luz", where + "/ballot", typed);
    JsonNode own = cast(where);
    String said = own.hasNonNull("votes") ? "votes" : "ranking";
    assertThat("{\"" + said + "\":" + own.get(said) + "}").isEqualTo(choice.replace(';', ','));
    assertThat(see("luz", where + "/ballot")).contains(shown, "Caro &lt;b&gt;");
    assertThat(see("luz", where + "/result")).contains("Participación");
  }

  @Test
  void a_budget_is_written_row_by_row_voted_on_and_shared_out() {
    String[] fields = {
      "title",
      "Minga",
      "text",
      "Para todos.",
      "method",
      "quadratic",
      "does",
      "budget",
      "budget.amount",
      "0,30",
      "budget.concept",
      "minga",
      "options[0].label",
      "Un horno",
      "options[0].cost",
      "0,20",
      "options[0].to",
      "@maria",
      "options[3].label",
      "Una radio <b>",
      "options[3].cost",
      "0.10",
      "options[3].to",
      "nadie",
    };
    String[] more = java.util.Arrays.copyOf(fields, fields.length + 2);
    more[fields.length] = "rows";
    more[fields.length + 1] = "7";
    HttpResponse<String> rows = propose(more);
    assertThat(rows.statusCode()).isEqualTo(200);
    assertThat(rows.body()).contains("name=\"options[6].label\"").doesNotContain("options[7]");
    HttpResponse<String> nobody = propose(fields);
    assertThat(nobody.statusCode()).isEqualTo(422);
    assertThat(nobody.body())
        .contains("e-options[1].to", "value=\"Una radio &lt;b>\"", "value=\"budget\" checked");
    fields[fields.length - 1] = "tomas";
    String where = at(propose(fields));
    assertThat(see("tomas", where + "/edit")).contains("value=\"p2\"", "value=\"0.10\"");
    gift("0.40");
    supported(where);
    moved(where);
    moved(where);
    assertThat(see("luz", where)).contains("@maria");
    act("luz", where + "/ballot", "v-p1", "5", "v-p2", "3");
    act("tomas", where + "/ballot", "v-p1", "5");
    act("maria", where + "/ballot", "v-p2", "4");
    assertThat(cast(where).get("votes").toString()).isEqualTo("{\"p1\":5,\"p2\":3}");
    assertThat(see("luz", where + "/ballot")).contains("value=\"5\" selected", "@maria");
    FORMS.later(Duration.ofMinutes(11));
    moved(where);
    assertThat(see("maria", where + "/result")).contains("id=\"budget\"", "<bdi>@tomas</bdi>");
  }

  private static void gift(String amount) {
    FORMS
        .town()
        .post(
            FORMS.token("luz"),
            "/communities/" + WebTown.SLUG + "/fund/gifts",
            java.util.Map.of("amount", amount));
  }

  @Test
  void points_are_left_on_a_request_and_it_is_drawn_how_far_it_is() {
    gift("0.40");
    String where =
        at(
            propose(
                "title",
                "Leña",
                "text",
                "Para el horno.",
                "method",
                "conviction",
                "does",
                "fundPayment",
                "payload.to",
                "maria",
                "payload.amount",
                "0,01",
                "payload.concept",
                "leña"));
    supported(where);
    moved(where);
    moved(where);
    assertThat(see("luz", LIST + "?tab=running")).contains(where, "Reúne puntos");
    HttpResponse<String> much = FORMS.post(FORMS.token("luz"), where + "/stake", "points", "101");
    assertThat(much.statusCode()).isEqualTo(422);
    assertThat(much.body()).contains("e-points", "value=\"101\"");
    act("luz", where + "/stake", "points", "40");
    assertThat(see("luz", where))
        .contains("id=\"f-points\"", "max=\"100\"", "value=\"40\"", "Puntos en ella: 40")
        .doesNotContain(where + "/result");
    FORMS.later(Duration.ofHours(5));
    assertThat(see("tomas", where)).contains("class=\"course-line\" d=\"M0.0 42.0L");
    act("luz", where + "/stake", "points", "0");
  }

  @Test
  void two_in_one_place_are_refused_where_seats_are_filled_and_the_order_stays() {
    String where = opened("stv", "Ana", "Beto", "Caro");
    HttpResponse<String> refused =
        FORMS.post(FORMS.token("luz"), where + "/ballot", "p-o1", "1", "p-o2", "1");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("href=\"#f-ranking\"", "value=\"1\" selected");
  }

  @Test
  void a_voice_is_given_on_and_taken_back() {
    String voice = PlainForms.HERE + "/voice";
    HttpResponse<String> self =
        FORMS.post(FORMS.token("luz"), voice, "topic", "all", "delegates", "luz");
    assertThat(self.statusCode()).isEqualTo(422);
    HttpResponse<String> unknown =
        FORMS.post(FORMS.token("luz"), voice, "topic", "all", "delegates", "nadie");
    assertThat(unknown.body()).contains("value=\"nadie\"", "e-delegates");
    act("luz", voice, "topic", "all", "delegates", "@tomas, @maria");
    assertThat(see("luz", voice)).containsSubsequence("Tomás Arhuaco", "María Chaparro");
    act("luz", voice + "/take", "topic", "all");
    assertThat(see("luz", voice)).contains("Tu voz está contigo.");
  }

  @Test
  void everybody_reads_how_the_community_decides_and_those_who_may_change_it() {
    String charter = PlainForms.HERE + "/charter";
    assertThat(see("tomas", charter)).doesNotContain("name=\"quorum\"");
    assertThat(FORMS.post(FORMS.token("tomas"), charter, "quorum", "20").statusCode())
        .isEqualTo(403);
    HttpResponse<String> much = FORMS.post(FORMS.token("luz"), charter, "period", "400");
    assertThat(much.statusCode()).isEqualTo(422);
    assertThat(much.body()).contains("value=\"400\"", "e-period");
    act("luz", charter + "/areas", "name", "La huerta", "key", "huerta");
    assertThat(see("tomas", LIST)).contains("La huerta");
    assertThat(see("tomas", LIST + "?area=huerta&tab=open")).contains("class=\"empty\"");
  }
}
