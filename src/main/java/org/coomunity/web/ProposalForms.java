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

  private ProposalForms() {}

  static Proposal.Draft draft(Form form) {
    return new Proposal.Draft(
        MarketPages.id(form),
        form.maybe("area").orElse(null),
        form.ticked("weighty") ? "constitution" : null,
        form.text("method"),
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
          new Payload(
              does,
              handle(form.text("payload.to")),
              Numbers.plain(form.text("payload.amount")),
              form.text("payload.concept"),
              null,
              null,
              null,
              null,
              null);
      case "policy" ->
          new Payload(
              does,
              null,
              null,
              null,
              form.text("payload.key"),
              form.text("payload.value"),
              null,
              null,
              null);
      case "limit" ->
          new Payload(
              does,
              null,
              null,
              null,
              null,
              null,
              handle(form.text("limitMember")),
              Numbers.plain(form.text("payload.creditLimit")),
              null);
      case "role" ->
          new Payload(
              does,
              null,
              null,
              null,
              null,
              null,
              handle(form.text("roleMember")),
              null,
              form.text("payload.role"));
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
    for (int i = 0; i < 100; i++) {
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
            "payload.member",
            form.text("does").equals("role") ? "roleMember" : "limitMember"));
    return names.toArray(String[]::new);
  }

  /// A proposal as a form.
  static Form of(Proposal it) {
    Payload does = it.payload();
    String options =
        it.options().stream()
            .filter(option -> option.label() != null)
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
    form = with(form, "payload.to", does.to());
    form = with(form, "payload.amount", does.amount());
    form = with(form, "payload.concept", does.concept());
    form = with(form, "payload.key", does.key());
    form = with(form, "payload.value", does.value());
    form = with(form, "limitMember", does.member());
    form = with(form, "roleMember", does.member());
    form = with(form, "payload.creditLimit", does.creditLimit());
    return with(form, "payload.role", does.role());
  }

  private static Form with(Form form, String name, @Nullable String value) {
    return value == null ? form : form.and(name, value);
  }
}
