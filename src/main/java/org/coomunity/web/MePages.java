package org.coomunity.web;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Place;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Route;
import org.coomunity.people.members.Element;
import org.coomunity.people.members.Me;
import org.coomunity.people.members.Members;
import org.coomunity.people.members.Profile;
import org.coomunity.people.notices.Notices;
import org.jspecify.annotations.Nullable;

/// Oneself: what others read, log-ins, notices.
final class MePages {
  private static final int NOTICES = 30;

  private final Pages pages;
  private final Members members;
  private final People people;
  private final Notices notices;

  MePages(Pages pages, Members members, People people, Notices notices) {
    this.pages = pages;
    this.members = members;
    this.people = people;
    this.notices = notices;
  }

  List<Route> routes() {
    return List.of(
        pages.get("/me", visit -> me(visit, null)),
        pages.post("/me", this::change),
        pages.get("/notifications", this::notices));
  }

  private Answer me(Visit visit, @Nullable Form refused) {
    Me me = members.me(visit.caller());
    MePage page =
        new MePage(me, refused == null ? filled(visit, me) : refused, organisations(visit));
    return refused == null
        ? visit.show("me", visit.t("me.title"), page)
        : visit.again("me", visit.t("me.title"), page);
  }

  private Form filled(Visit visit, Me me) {
    Profile profile = me.profile();
    List<String> ours = pages.messages().languages().stream().map(Language::tag).toList();
    Form form = filled(visit, profile, me, ours);
    for (String tag : profile.languages()) {
      form = ours.contains(tag) ? form.and("speaks." + tag, "yes") : form;
    }
    return form;
  }

  private Form filled(Visit visit, Profile profile, Me me, List<String> ours) {
    return Form.with(
        "displayName", profile.displayName(),
        "vocation", profile.vocation(),
        "text", profile.text(),
        "skills", String.join(", ", profile.skills()),
        "element", profile.element() == null ? "" : profile.element().name(),
        "languages",
            profile.languages().stream()
                .filter(tag -> !ours.contains(tag))
                .map(tag -> pages.messages().languageName(visit.language(), tag))
                .collect(Collectors.joining(", ")),
        "place",
            profile.place() == null ? "" : profile.place().lat() + ", " + profile.place().lon(),
        "email", me.email() == null ? "" : me.email(),
        "language", me.language());
  }

  private List<MePage.Acting> organisations(Visit visit) {
    return members.organisationsOf(visit.caller().member()).stream()
        .flatMap(organisation ->
            people.homes(organisation.id()).stream()
                .map(home ->
                    new MePage.Acting(organisation.handle(), organisation.displayName(), home)))
        .toList();
  }

  private Answer change(Visit visit) {
    Form form = visit.form();
    Optional<String> unheard =
        words(form.text("languages")).stream()
            .filter(name -> pages.messages().languageTag(visit.language(), name).isEmpty())
            .findFirst();
    if (unheard.isPresent()) {
      String why = visit.t("me.languages.unknown", Map.of("name", unheard.get()));
      return me(visit, form.wrong("languages", why));
    }
    try {
      members.change(
          visit.caller(),
          visit.caller().member(),
          new Profile.Change(
              form.text("displayName"),
              form.text("text"),
              words(form.text("skills")),
              form.text("vocation"),
              form.maybe("element").map(Element::valueOf).orElse(null),
              spoken(form, visit.language()),
              form.maybe("language").orElse(null),
              form.text("email"),
              place(form),
              form.ticked("hidePlace") ? Boolean.TRUE : null));
    } catch (Refused no) {
      return me(visit, form.refused(no, visit));
    } catch (IllegalArgumentException noElement) {
      return me(visit, form);
    }
    String language = form.maybe("language").filter(pages::speaks).orElse(visit.language().tag());
    return Answer.seeOther("/" + language + "/me?said=saved");
  }

  /// Where somebody is, as maps write it: `11.24, -74.20`.
  private static @Nullable Place place(Form form) {
    String typed = form.text("place");
    if (typed.isEmpty()) {
      return null;
    }
    String number = "-?[0-9]{1,3}(?:\\.[0-9]{1,12})?";
    Matcher two = Pattern.compile("(" + number + ")\\s*[,; ]\\s*(" + number + ")").matcher(typed);
    if (!two.matches()) {
      throw Refused.field(Refusal.FIELD_FORMAT, "place");
    }
    return new Place(Double.parseDouble(two.group(1)), Double.parseDouble(two.group(2)));
  }

  /// The languages that are ticked, and those that are named.
  private List<String> spoken(Form form, Language reader) {
    return Stream.concat(
            pages.messages().languages().stream()
                .sorted()
                .map(Language::tag)
                .filter(tag -> form.ticked("speaks." + tag)),
            words(form.text("languages")).stream()
                .flatMap(name -> pages.messages().languageTag(reader, name).stream()))
        .distinct()
        .toList();
  }

  private static List<String> words(String list) {
    return Arrays.stream(list.split(Form.COMMAS, -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /// Reading them is seeing them; the bell is quiet from the next page on.
  private Answer notices(Visit visit) {
    var page =
        notices.of(visit.caller().member(), visit.language(), NOTICES, visit.exchange().cursor());
    Answer answer =
        visit.show(
            "notifications", visit.t("notices.title"), new NoticesPage(page.items(), page.next()));
    notices.see(visit.caller().member());
    return answer;
  }
}
