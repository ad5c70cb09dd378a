package org.coomunity.web;

import java.util.Arrays;
import java.util.List;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Route;
import org.coomunity.decisions.governance.Area;
import org.coomunity.decisions.governance.Delegation;
import org.coomunity.decisions.governance.Governance;
import org.jspecify.annotations.Nullable;

/// One's voice and to whom one gives it; and how a community decides.
final class VoicePages {
  private static final String VOICE = "/c/{slug}/voice";
  private static final String CHARTER = "/c/{slug}/charter";

  private final Pages pages;
  private final Governance governance;
  private final People people;

  VoicePages(Pages pages, Governance governance, People people) {
    this.pages = pages;
    this.governance = governance;
    this.people = people;
  }

  List<Route> routes() {
    return List.of(
        pages.get(VOICE, visit -> voice(visit.at("community"), typed(visit))),
        pages.post(VOICE, visit -> give(visit.at("community"))),
        pages.post(VOICE + "/take", this::take),
        pages.get(CHARTER, visit -> charter(visit.at("community"), null, Form.EMPTY)),
        pages.post(CHARTER, visit -> decide(visit.at("community"))),
        pages.post(CHARTER + "/areas", visit -> area(visit.at("community"))));
  }

  private static Form typed(Visit visit) {
    return Form.with("topic", visit.query("topic", "all"));
  }

  private Answer voice(Visit visit, Form form) {
    Standing standing = visit.standing();
    List<VoicePage.Given> given =
        governance.delegations(standing).stream().map(one -> given(standing, one)).toList();
    return visit.form(
        "voice",
        visit.t("decide.voice"),
        form,
        new VoicePage(
            form, governance.voice(standing), governance.areas(standing.community()), given));
  }

  private VoicePage.Given given(Standing standing, Delegation one) {
    List<Shell.Person> names =
        one.delegates().stream()
            .filter(handle -> !handle.isEmpty())
            .map(handle -> new Shell.Person(handle, people.name(handle)))
            .toList();
    return new VoicePage.Given(one, title(standing, one.topic()), names);
  }

  /// The title of a proposal that is a topic; empty for all others.
  private String title(Standing standing, String topic) {
    return topic.length() == 36
        ? governance.proposal(standing, MarketPages.id(Form.with("id", topic))).title()
        : "";
  }

  private Answer give(Visit visit) {
    Form form = visit.form();
    List<String> delegates =
        Arrays.stream(form.text("delegates").split("[\\s" + Form.COMMAS.substring(1), -1))
            .filter(handle -> !handle.isEmpty())
            .map(ProposalForms::handle)
            .toList();
    try {
      governance.delegate(
          visit.standing(), form.text("topic"), new Delegation.Draft(delegates, null));
      return visit.seeOtherIn("/voice?said=voice_given");
    } catch (Refused no) {
      return voice(
          visit,
          form.refused(
              no,
              visit,
              "delegates[0]",
              "delegates",
              "delegates[1]",
              "delegates",
              "delegates[2]",
              "delegates",
              "delegates[3]",
              "delegates",
              "delegates[4]",
              "delegates"));
    }
  }

  private Answer take(Visit visit) {
    governance.revoke(visit.standing(), visit.form().text("topic"));
    return visit.seeOtherIn("/voice?said=voice_back");
  }

  private Answer charter(Visit visit, @Nullable Form typed, Form areaForm) {
    Standing standing = visit.standing();
    var charter = governance.charter(standing.community());
    List<CharterPage.Rule> rules = CharterRules.of(charter);
    Form form = typed;
    if (form == null) {
      form = Form.EMPTY;
      for (CharterPage.Rule rule : rules) {
        boolean off = rule.kind().equals("flag") && rule.value().equals("false");
        form = off ? form : form.and(rule.key(), rule.value());
      }
    }
    CharterPage page =
        new CharterPage(
            form,
            areaForm,
            charter.version(),
            rules,
            governance.areas(standing.community()),
            standing.role().includes(Role.ADMIN),
            standing.role().includes(Role.STEWARD));
    return visit.form("charter", visit.t("decide.charter"), form.faulty() ? form : areaForm, page);
  }

  private Answer decide(Visit visit) {
    Form form = visit.form();
    Standing admin = visit.standing(Role.ADMIN);
    try {
      governance.charter(admin, CharterRules.change(form));
      return visit.seeOtherIn("/charter?said=saved");
    } catch (Refused no) {
      return charter(visit, form.refused(no, visit), Form.EMPTY);
    }
  }

  private Answer area(Visit visit) {
    Form form = visit.form();
    Standing steward = visit.standing(Role.STEWARD);
    try {
      governance.area(steward, new Area.Draft(form.text("key"), form.text("name"), null));
      return visit.seeOtherIn("/charter?said=saved");
    } catch (Refused no) {
      return charter(visit, null, form.refused(no, visit));
    }
  }
}
