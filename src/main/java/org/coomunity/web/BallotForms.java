package org.coomunity.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.decisions.governance.Proposal;
import org.jspecify.annotations.Nullable;

/// Ballots as forms hold them. Votes of options are `v-<option>`; of a choice of one, `choice`;
/// places of a ranking `p-<option>`. What was before each step stands in `before`, so that a step
/// can be undone without script.
final class BallotForms {
  private static final int STEPS_MOST = 60;
  private static final int VOTES_MOST = 20;

  /// What begins each step that is kept, so that one without votes is one too.
  private static final String NOTHING = ".";

  private BallotForms() {}

  /// The votes of a form, in the order of the options; what is no figure is none.
  static Map<String, Integer> votes(Proposal it, Form form) {
    Map<String, Integer> votes = new LinkedHashMap<>();
    for (Proposal.Option option : it.options()) {
      String typed = form.text("v-" + option.id());
      if (typed.matches("-?[0-9]{1,2}") && !typed.matches("-?0+")) {
        votes.put(option.id(), Integer.parseInt(typed));
      }
    }
    return votes;
  }

  /// What a form casts.
  static Proposal.Ballot ballot(Proposal it, Form form) {
    String reason = form.exact("reason");
    return switch (it.method()) {
      case "ranked", "stv" ->
          new Proposal.Ballot(
              null, ranking(it, form), form.maybe("text").orElse(null), reason, null);
      case "one_person" ->
          new Proposal.Ballot(
              form.maybe("choice").map(id -> Map.<String, Object>of(id, 1)).orElse(Map.of()),
              null,
              form.maybe("text").orElse(null),
              reason,
              null);
      default ->
          new Proposal.Ballot(
              new TreeMap<>(votes(it, form)), null, form.maybe("text").orElse(null), reason, null);
    };
  }

  /// Options by their place; those of one place are equal, those without are left out.
  private static List<List<String>> ranking(Proposal it, Form form) {
    Map<Integer, List<String>> places = new TreeMap<>();
    for (Proposal.Option option : it.options()) {
      String place = form.text("p-" + option.id());
      if (!place.isEmpty()) {
        places
            .computeIfAbsent(Numbers.whole(place, "ranking"), n -> new ArrayList<>())
            .add(option.id());
      }
    }
    return List.copyOf(places.values());
  }

  /// A ballot that was cast, as a form.
  static Form of(Proposal it, Proposal.@Nullable Own own) {
    if (own == null) {
      return Form.EMPTY;
    }
    Form form = Form.with("reason", own.reason() == null ? "" : own.reason());
    if (own.ranking() != null) {
      int place = 1;
      for (List<String> equals : own.ranking()) {
        for (String option : equals) {
          form = form.and("p-" + option, Integer.toString(place));
        }
        place++;
      }
      return form;
    }
    for (Map.Entry<String, Integer> vote : votesOf(own).entrySet()) {
      form =
          it.method().equals("one_person")
              ? form.and("choice", vote.getKey())
              : form.and("v-" + vote.getKey(), vote.getValue().toString());
    }
    return it.method().equals("one_person") && votesOf(own).isEmpty()
        ? form.and("choice", "")
        : form;
  }

  private static Map<String, Integer> votesOf(Proposal.Own own) {
    return own.votes() == null ? Map.of() : own.votes();
  }

  /// The form after a step (`for:1`), with what was before it kept.
  static Form stepped(Proposal it, Form form, String step) {
    int colon = step.lastIndexOf(':');
    String option = colon < 0 ? "" : step.substring(0, colon);
    boolean known = it.options().stream().anyMatch(one -> one.id().equals(option));
    String by = colon < 0 ? "" : step.substring(colon + 1);
    if (!known || !by.matches("-?1")) {
      throw Refused.field(Refusal.CHOICE, "step");
    }
    Map<String, Integer> votes = votes(it, form);
    int next =
        Math.clamp(votes.getOrDefault(option, 0) + Integer.parseInt(by), -VOTES_MOST, VOTES_MOST);
    return form.and("before", kept(form.text("before"), votes))
        .and("v-" + option, Integer.toString(next));
  }

  private static String kept(String before, Map<String, Integer> votes) {
    List<String> steps = new ArrayList<>(before.isEmpty() ? List.of() : split(before));
    steps.add(
        votes.entrySet().stream()
            .map(vote -> vote.getKey() + "=" + vote.getValue())
            .collect(Collectors.joining(",", NOTHING, "")));
    return String.join(";", steps.subList(Math.max(0, steps.size() - STEPS_MOST), steps.size()));
  }

  private static List<String> split(String before) {
    return List.of(before.split(";", -1));
  }

  /// The form before its last step.
  static Form undone(Proposal it, Form form) {
    if (form.text("before").isEmpty()) {
      return form;
    }
    List<String> steps = split(form.text("before"));
    Map<String, String> votes = new LinkedHashMap<>();
    for (String vote : steps.getLast().replace(NOTHING, "").split(",", -1)) {
      String[] parts = vote.split("=", 2);
      if (parts.length == 2) {
        votes.put(parts[0], parts[1]);
      }
    }
    Form earlier = form.and("before", String.join(";", steps.subList(0, steps.size() - 1)));
    for (Proposal.Option option : it.options()) {
      earlier = earlier.and("v-" + option.id(), votes.getOrDefault(option.id(), "0"));
    }
    return earlier;
  }
}
