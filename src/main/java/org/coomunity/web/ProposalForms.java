package org.coomunity.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.json.Json;
import org.coomunity.decisions.governance.Payload;
import org.coomunity.decisions.governance.Proposal;
import org.jspecify.annotations.Nullable;

/// Proposals as forms hold them: options one on a line, what is carried out in the fields of its
/// kind.
final class ProposalForms {
  /// What a community may set by a vote.
  static final List<String> POLICIES =
      List.of(
          "openBooks",
          "fundRate",
          "fundSide",
          "creditStart",
          "creditSlope",
          "creditCap",
          "limitMode",
          "listingLife",
          "acceptWithin",
          "completeWithin",
          "giftMode",
          "ayniWindow");

  /// The most projects of a budget.
  static final int PROJECTS_MOST = 100;

  private static final List<String> PROJECT = List.of(".id", ".label", ".cost", ".to");

  private ProposalForms() {}

  private static String project(int n) {
    return "options[" + n + "]";
  }

  /// How many rows of projects say something.
  static int filled(Form form) {
    int filled = 0;
    for (int n = 0; n < PROJECTS_MOST; n++) {
      filled += empty(form, n) ? 0 : 1;
    }
    return filled;
  }

  private static boolean empty(Form form, int n) {
    return PROJECT.stream()
        .filter(part -> !part.equals(".id"))
        .allMatch(part -> form.text(project(n) + part).isEmpty());
  }

  /// The form without empty rows between projects, so that what is said against one stands beside
  /// it.
  static Form compact(Form form) {
    Form next = form;
    int to = 0;
    for (int n = 0; n < PROJECTS_MOST; n++) {
      if (!empty(form, n)) {
        for (String part : PROJECT) {
          next = next.and(project(to) + part, form.exact(project(n) + part));
        }
        to++;
      }
    }
    for (int n = to; n < PROJECTS_MOST; n++) {
      if (!empty(next, n)) {
        for (String part : PROJECT) {
          next = next.and(project(n) + part, "");
        }
      }
    }
    return next;
  }

  private static boolean budget(Form form) {
    return form.text("does").equals("budget");
  }

  /// The projects of a budget, each on its row; one that stays keeps its identifier.
  private static List<Proposal.Option> projects(Form form) {
    List<String> taken = new ArrayList<>();
    int count = filled(form);
    for (int n = 0; n < count; n++) {
      taken.add(form.text(project(n) + ".id"));
    }
    List<Proposal.Option> projects = new ArrayList<>();
    int next = 1;
    for (int n = 0; n < count; n++) {
      String id = taken.get(n);
      while (id.isEmpty()) {
        String free = "p" + next++;
        id = taken.contains(free) ? "" : free;
      }
      String row = project(n);
      projects.add(
          new Proposal.Option(
              id,
              form.exact(row + ".label"),
              Numbers.plain(form.text(row + ".cost")),
              handle(form.text(row + ".to"))));
    }
    return projects;
  }

  static Proposal.Draft draft(Form form) {
    return new Proposal.Draft(
        MarketPages.id(form),
        form.maybe("area").orElse(null),
        form.ticked("weighty") ? "constitution" : null,
        budget(form) ? "equal_shares" : form.text("method"),
        form.ticked("sealed") ? "sealed" : "pseudonymous",
        form.exact("title"),
        form.exact("text"),
        form.exact("summary"),
        options(form, null),
        form.maybe("seats").map(seats -> Numbers.whole(seats, "seats")).orElse(null),
        payload(form),
        form.maybe("answers").map(ProposalForms::id).orElse(null));
  }

  private static UUID id(String text) {
    try {
      return Json.uuid(text);
    } catch (IllegalArgumentException broken) {
      throw Refused.because(Refusal.STALE_PAGE);
    }
  }

  static Proposal.Change change(Form form, Proposal it, boolean suggests) {
    return new Proposal.Change(
        form.text("base"),
        form.exact("title"),
        form.exact("text"),
        form.exact("summary"),
        options(form, it),
        suggests ? null : payload(form));
  }

  /// One option on a line; none for yes or no. A line that stays keeps its identifier.
  private static @Nullable List<Proposal.Option> options(Form form, @Nullable Proposal it) {
    if (it == null ? budget(form) : it.method().equals("equal_shares")) {
      return it != null && filled(form) == 0 ? it.options() : projects(form);
    }
    List<String> lines = form.exact("options").lines().map(String::strip).toList();
    List<String> labels = lines.stream().filter(line -> !line.isEmpty()).toList();
    if (labels.isEmpty()) {
      return null;
    }
    Map<String, String> known =
        it == null
            ? Map.of()
            : it.options().stream()
                .filter(option -> option.label() != null)
                .collect(
                    Collectors.toMap(
                        option -> String.valueOf(option.label()),
                        Proposal.Option::id,
                        (first, second) -> first));
    List<Proposal.Option> options = new ArrayList<>();
    int n = 1;
    for (String label : labels) {
      String id = known.get(label);
      while (id == null) {
        String next = "o" + n++;
        id = known.containsValue(next) ? null : next;
      }
      options.add(new Proposal.Option(id, label));
    }
    return options;
  }

  private static @Nullable Payload payload(Form form) {
    String does = form.text("does");
    return switch (does) {
      case "fundPayment" ->
          Payload.money(
              does,
              handle(form.text("payload.to")),
              Numbers.plain(form.text("payload.amount")),
              form.text("payload.concept"));
      case "budget" ->
          Payload.money(
              does, null, Numbers.plain(form.text("budget.amount")), form.text("budget.concept"));
      case "policy" -> Payload.rule(form.text("payload.key"), form.text("payload.value"));
      case "limit" ->
          Payload.about(
              does,
              handle(form.text("limitMember")),
              Numbers.plain(form.text("payload.creditLimit")),
              null);
      case "role" ->
          Payload.about(does, handle(form.text("roleMember")), null, form.text("payload.role"));
      default -> null;
    };
  }

  /// A handle as people write it, with or without its sign.
  static String handle(String typed) {
    return typed.startsWith("@") ? typed.substring(1) : typed;
  }

  /// The names that the form has for fields of the platform.
  static String[] renamed(Form form) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < PROJECTS_MOST && !budget(form); i++) {
      names.addAll(
          List.of("options[" + i + "].label", "options", "options[" + i + "].id", "options"));
    }
    names.addAll(
        List.of(
            "payload",
            "does",
            "payload.type",
            "does",
            "class",
            "weighty",
            "privacy",
            "sealed",
            "payload.amount",
            budget(form) ? "budget.amount" : "payload.amount",
            "payload.concept",
            budget(form) ? "budget.concept" : "payload.concept",
            "options",
            budget(form) ? "projects" : "options",
            "payload.member",
            form.text("does").equals("role") ? "roleMember" : "limitMember"));
    return names.toArray(String[]::new);
  }

  /// A proposal as a form.
  static Form of(Proposal it) {
    Payload does = it.payload();
    String options =
        it.options().stream()
            .filter(option -> option.label() != null && option.cost() == null)
            .map(option -> String.valueOf(option.label()))
            .collect(Collectors.joining("\n"));
    Form form =
        Form.with(
            "base", it.textHash(),
            "title", it.title(),
            "summary", it.summary(),
            "text", it.text(),
            "options", options,
            "does", does.type());
    String money = does.type().equals("budget") ? "budget" : "payload";
    form = with(form, "payload.to", does.to());
    form = with(form, money + ".amount", does.amount());
    form = with(form, money + ".concept", does.concept());
    form = priced(form, it);
    form = with(form, "payload.key", does.key());
    form = with(form, "payload.value", does.value());
    form = with(form, "limitMember", does.member());
    form = with(form, "roleMember", does.member());
    form = with(form, "payload.creditLimit", does.creditLimit());
    return with(form, "payload.role", does.role());
  }

  private static Form priced(Form form, Proposal it) {
    Form all = form;
    for (int n = 0; n < it.options().size(); n++) {
      Proposal.Option option = it.options().get(n);
      if (option.cost() != null) {
        all = all.and(project(n) + ".id", option.id());
        all = with(all, project(n) + ".label", option.label());
        all = with(all, project(n) + ".cost", option.cost());
        all = with(all, project(n) + ".to", option.to());
      }
    }
    return all;
  }

  private static Form with(Form form, String name, @Nullable String value) {
    return value == null ? form : form.and(name, value);
  }
}
