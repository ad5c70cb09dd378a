package org.coomunity.web;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.messages.Messages;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.json.Json;

/// One person at one page.
final class Visit {
  private final Pages pages;
  private final Exchange exchange;
  private final Language language;
  private final List<String> topics = new ArrayList<>();
  private final boolean writes;
  private final String since;
  private String current = "";

  /// @param writes true when a form was sent
  /// @param since where the news were before anything was read for the page
  Visit(Pages pages, Exchange exchange, Language language, boolean writes, String since) {
    this.pages = pages;
    this.exchange = exchange;
    this.language = language;
    this.writes = writes;
    this.since = since;
  }

  /// True when a form was sent.
  boolean writes() {
    return writes;
  }

  Exchange exchange() {
    return exchange;
  }

  Language language() {
    return language;
  }

  /// The time that the community lives in.
  ZoneId zone() {
    return pages.zone(this);
  }

  /// The address after the language, with its query.
  String path() {
    String location = exchange.location();
    int end = location.indexOf('/', 1);
    int query = location.indexOf('?');
    if (end < 0 || (query >= 0 && query < end)) {
      end = query < 0 ? location.length() : query;
    }
    return location.substring(end);
  }

  Caller caller() {
    return exchange.caller();
  }

  Optional<Caller> maybeCaller() {
    return exchange.maybeCaller();
  }

  /// Who asks, inside the community of the path: themselves, or the organisation they chose to act
  /// for.
  Standing standing() {
    Standing own = exchange.standing();
    return pages.acting(exchange, own).orElse(own);
  }

  /// The same for those whose role includes `needed`; a page decides nothing for others. What
  /// admins change asks for a fresh second step of those who have one.
  ///
  /// @throws Refused `not_allowed`, `second_factor`
  Standing standing(Role needed) {
    Standing standing = standing();
    if (!standing.role().includes(needed)) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    if (needed == Role.ADMIN) {
      weighs();
    }
    return standing;
  }

  private void weighs() {
    if (writes) {
      pages.demand(caller());
    }
  }

  /// Who asks, when they look after the platform. What they change asks for a fresh second step of
  /// those who have one.
  ///
  /// @throws Refused `not_allowed`, `second_factor`
  Caller operator() {
    Caller caller = caller();
    if (!caller.operator()) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    weighs();
    return caller;
  }

  Messages messages() {
    return pages.messages();
  }

  String t(String key) {
    return pages.messages().text(language, key);
  }

  String t(String key, Map<String, ?> values) {
    return pages.messages().text(language, key, values);
  }

  String percent(double share) {
    return pages.messages().percent(language, share);
  }

  String sentence(Refusal refusal, Map<String, Object> details) {
    return pages.messages().sentence(refusal, details, language);
  }

  /// A parameter of the path that is an identifier.
  UUID id(String name) {
    return exchange.pathId(name);
  }

  /// The cursor of a list that goes on after an identifier.
  Optional<UUID> cursorId() {
    try {
      return exchange.cursor().map(Json::uuid);
    } catch (IllegalArgumentException broken) {
      throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
    }
  }

  /// A parameter of the query, or what it is without.
  String query(String name, String otherwise) {
    return exchange.query(name).orElse(otherwise);
  }

  /// The form that was sent.
  Form form() {
    return new Form(exchange.form(), Map.of(), null);
  }

  /// The entry of the navigation this page belongs to.
  Visit at(String entry) {
    this.current = entry;
    return this;
  }

  /// Lets the open page hear a topic.
  Visit hear(String topic) {
    topics.add(topic);
    return this;
  }

  /// The page of a template.
  Answer show(String template, String title, Object page) {
    return pages.render(this, template, title, page).header("Content-Language", language.tag());
  }

  /// The page again, with a form that was refused.
  Answer again(String template, String title, Object page) {
    return show(template, title, page).status(422);
  }

  /// The page, or the page again when its form was refused.
  Answer form(String template, String title, Form form, Object page) {
    return form.faulty() ? again(template, title, page) : show(template, title, page);
  }

  /// On to another page of this language.
  Answer seeOther(String path) {
    return Answer.seeOther("/" + language.tag() + path);
  }

  /// On to another page of this community.
  Answer seeOtherIn(String path) {
    return seeOther("/c/" + exchange.path("slug") + path);
  }

  String current() {
    return current;
  }

  /// Where the news were before anything was read for the page.
  String since() {
    return since;
  }

  List<String> topics() {
    return topics;
  }
}
