package org.coomunity.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.decisions.learning.Learning;
import org.coomunity.decisions.learning.Mundo;
import org.jspecify.annotations.Nullable;

/// The studio: what is being written, who writes, and the Mundos and playlists themselves.
final class StudioPages {
  private static final String ALL = "/c/{slug}" + LearningPages.FOLDER;
  private static final String MUNDO = ALL + "/mundos/{id}";
  private static final String PLAYLIST = ALL + "/playlists/{id}";

  private final Pages pages;
  private final Learning learning;
  private final RateLimits limits;

  StudioPages(Pages pages, Learning learning, RateLimits limits) {
    this.pages = pages;
    this.learning = learning;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        pages.get(ALL + "/studio", visit -> studio(visit.at("community"), Form.EMPTY)),
        pages.post(ALL + "/gamifiers", visit -> name(visit.at("community"))),
        pages.get(ALL + "/mundos/new", visit -> fresh(visit.at("community"), null)),
        pages.post(ALL + "/mundos/new", visit -> make(visit.at("community"), null)),
        pages.get(MUNDO + "/edit", visit -> edit(visit.at("community"), false)),
        pages.post(MUNDO + "/edit", visit -> change(visit.at("community"), false)),
        pages.get(MUNDO + "/playlists/new", visit -> fresh(visit.at("community"), visit.id("id"))),
        pages.post(MUNDO + "/playlists/new", visit -> make(visit.at("community"), visit.id("id"))),
        pages.get(PLAYLIST + "/edit", visit -> edit(visit.at("community"), true)),
        pages.post(PLAYLIST + "/edit", visit -> change(visit.at("community"), true)));
  }

  private void demand(Visit visit) {
    if (!learning.writes(visit.standing())) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
  }

  private Answer studio(Visit visit, Form form) {
    demand(visit);
    Standing standing = visit.standing();
    return visit.form(
        "studio",
        visit.t("learning.studio"),
        form,
        new StudioPage(
            learning.works(standing),
            learning.gamifiers(standing),
            standing.role().includes(Role.STEWARD),
            form));
  }

  private Answer name(Visit visit) {
    Form form = visit.form();
    Standing standing = visit.standing(Role.STEWARD);
    try {
      String handle = form.text("handle");
      learning.name(
          standing,
          handle.startsWith("@") ? handle.substring(1) : handle,
          form.text("act").equals("name"));
      return visit.seeOtherIn(LearningPages.FOLDER + "/studio?said=saved");
    } catch (Refused no) {
      return studio(visit, form.refused(no, visit));
    }
  }

  /// The languages of a form, the main one first: that of the page for something new.
  static List<String> languages(Form form, Visit visit) {
    List<String> known =
        Arrays.stream(form.text("languages").split(" "))
            .filter(tag -> Language.of(tag).isPresent())
            .distinct()
            .toList();
    return known.isEmpty() ? List.of(visit.language().tag()) : known;
  }

  /// Those in which something is not written yet.
  static List<String> others(List<String> languages) {
    return Arrays.stream(Language.values())
        .map(Language::tag)
        .filter(tag -> !languages.contains(tag))
        .toList();
  }

  /// The tag of the language that is to be added; empty for none.
  static String added(Form form, List<String> languages) {
    String tag = form.text("add");
    return others(languages).contains(tag) ? tag : "";
  }

  private Answer fresh(Visit visit, @Nullable UUID mundo) {
    demand(visit);
    return page(visit, Form.EMPTY, mundo, null, mundo != null, false);
  }

  private static Answer page(
      Visit visit,
      Form form,
      @Nullable UUID mundo,
      @Nullable UUID id,
      boolean playlist,
      boolean retired) {
    List<String> languages = languages(form, visit);
    String title =
        (playlist ? "learning.playlist" : "learning.mundo") + (id == null ? ".new" : ".edit");
    return visit.form(
        "shelf",
        visit.t(title),
        form,
        new ShelfPage(form, mundo, id, playlist, languages, others(languages), retired));
  }

  private static List<Mundo.Label> labels(Form form, List<String> languages) {
    List<Mundo.Label> labels = new ArrayList<>();
    for (String tag : languages) {
      labels.add(new Mundo.Label(tag, form.exact("title-" + tag), form.exact("text-" + tag)));
    }
    String add = added(form, languages);
    if (!add.isEmpty()) {
      Mundo.Label main = labels.getFirst();
      labels.add(new Mundo.Label(add, main.title(), main.text()));
    }
    return labels;
  }

  private Answer make(Visit visit, @Nullable UUID mundo) {
    Form form = visit.form();
    Standing standing = visit.standing();
    List<String> languages = languages(form, visit);
    try {
      limits.take(RateLimits.Limit.CONTENT, standing.actor().toString());
      Mundo.Draft draft =
          new Mundo.Draft(MarketPages.id(form), languages.getFirst(), labels(form, languages));
      UUID made =
          (mundo == null
                  ? learning.makeMundo(standing, draft)
                  : learning.makePlaylist(standing, mundo, draft))
              .value()
              .id();
      return visit.seeOtherIn(
          LearningPages.FOLDER + "/mundos/" + (mundo == null ? made : mundo) + "?said=saved");
    } catch (Refused no) {
      return page(visit, refused(form, no, visit, languages), mundo, null, mundo != null, false);
    }
  }

  static Form refused(Form form, Refused no, Visit visit, List<String> languages) {
    String main = languages.getFirst();
    return form.refused(
        no,
        visit,
        "texts",
        "title-" + main,
        "title",
        "title-" + main,
        "text",
        "text-" + main,
        "slides",
        "slides-" + main);
  }

  private Answer edit(Visit visit, boolean playlist) {
    Mundo.Shelf shelf = learning.shelf(visit.standing(), visit.id("id"), playlist);
    return page(visit, filled(shelf), shelf.mundo(), shelf.id(), playlist, shelf.retired());
  }

  private static Form filled(Mundo.Shelf shelf) {
    List<String> tags = new ArrayList<>(List.of(shelf.language()));
    shelf.texts().stream()
        .map(Mundo.Label::language)
        .filter(tag -> !tag.equals(shelf.language()))
        .forEach(tags::add);
    Form form = Form.with("languages", String.join(" ", tags));
    for (Mundo.Label label : shelf.texts()) {
      form = form.and("title-" + label.language(), label.title());
      form = form.and("text-" + label.language(), label.text());
    }
    return form;
  }

  private Answer change(Visit visit, boolean playlist) {
    Form form = visit.form();
    Standing standing = visit.standing();
    Mundo.Shelf shelf = learning.shelf(standing, visit.id("id"), playlist);
    List<String> languages = languages(form, visit);
    try {
      limits.take(RateLimits.Limit.CONTENT, standing.actor().toString());
      learning.change(
          standing,
          shelf.id(),
          playlist,
          new Mundo.Change(
              languages.getFirst(), labels(form, languages), null, form.ticked("retired")));
    } catch (Refused no) {
      return page(
          visit,
          refused(form, no, visit, languages),
          shelf.mundo(),
          shelf.id(),
          playlist,
          form.ticked("retired"));
    }
    String kind = playlist ? "/playlists/" : "/mundos/";
    String on =
        added(form, languages).isEmpty()
            ? "/mundos/" + (shelf.mundo() == null ? shelf.id() : shelf.mundo())
            : kind + shelf.id() + "/edit";
    return visit.seeOtherIn(LearningPages.FOLDER + on + "?said=saved");
  }
}
