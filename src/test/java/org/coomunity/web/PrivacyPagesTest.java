package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.coomunity.base.kernel.Language;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What is kept about oneself, on the pages.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivacyPagesTest {
  private final PlainForms forms = new PlainForms();

  @AfterAll
  void close() {
    forms.close();
  }

  @Test
  void anybody_reads_which_law_gives_which_right() {
    for (Language language : Language.values()) {
      HttpResponse<String> page = forms.get("", "/" + language.tag() + "/privacy");
      assertThat(page.statusCode()).as(language.tag()).isEqualTo(200);
      assertThat(page.body()).contains("GDPR 17", "LGPD 18", "Ley 1581", "CCPA 1798.105");
    }
    assertThat(forms.get("", "/es").body()).contains("href=\"/es/privacy\"");
  }

  @Test
  void consents_are_given_and_taken_back_and_each_word_is_kept_once() {
    String mara = forms.joined("mara");
    forms.location(forms.post(mara, "/es/me/privacy", "mails", "yes"));
    forms.location(forms.post(mara, "/es/me/privacy", "mails", "yes"));
    forms.location(forms.post(mara, "/es/me/privacy"));
    String page = forms.get(mara, "/es/me/privacy").body();
    assertThat(page.split("Recibir correos", -1)).as("the choice, yes, no").hasSize(1 + 3);
    assertThat(page).contains("Aceptado el", "Retirado el");
    HttpResponse<String> zip = forms.get(mara, "/es/me/privacy/export");
    assertThat(zip.headers().firstValue("Content-Disposition").orElse("")).contains(".zip");
    assertThat(zip.body()).startsWith("PK").contains("profile.json");
  }

  @Test
  void who_takes_their_leave_by_a_plain_form_comes_back_by_another() {
    String vera = forms.joined("vera");
    HttpResponse<String> wrong =
        forms.post(vera, "/es/me/goodbye", "password", "no es la mia de verdad");
    assertThat(wrong.statusCode()).isEqualTo(422);
    String to = forms.location(forms.post(vera, "/es/me/goodbye", "password", WebTown.PASSWORD));
    assertThat(to).isEqualTo("/es/return?said=gone");
    assertThat(forms.get("", to).body()).contains("Gracias por lo que compartiste");
    assertThat(forms.get(forms.token("luz"), PlainForms.HERE + "/community").body())
        .doesNotContain("Vecina vera");
    HttpResponse<String> login =
        forms.post("", "/es/login", "handle", "vera", "password", WebTown.PASSWORD);
    assertThat(login.body()).contains("30 días", "href=\"/es/return\"");
    forms.location(forms.post("", "/es/return", "handle", "vera", "password", WebTown.PASSWORD));
    assertThat(forms.get(forms.token("luz"), PlainForms.HERE + "/people/vera").body())
        .contains("Vecina vera");
  }
}
