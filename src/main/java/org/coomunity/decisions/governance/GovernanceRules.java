package org.coomunity.decisions.governance;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.decisions.voting.DecisionClass;
import org.coomunity.decisions.voting.Method;
import org.jspecify.annotations.Nullable;

/// What a proposal must be, and when it may move on.
final class GovernanceRules {
  static final int TITLE_MOST = 160;
  static final int BODY_MOST = 50_000;
  static final int WORDS_MOST = 1_000;
  static final int OPTIONS_MOST = 100;
  static final int LABEL_MOST = 160;
  static final int SEATS_MOST = 20;
  static final int VERSIONS_MOST = 50;
  static final int THRESHOLD_LEAST = 5_000;
  static final int THRESHOLD_START = 20_000;
  static final int THRESHOLD_MOST = 100_000;
  private static final long MILLION = 1_000_000;

  /// Marks that turn the direction of what follows: they hide what a text says.
  private static final Pattern TURNS = Pattern.compile("[\u202A-\u202E\u2066-\u2069]");

  private static final Pattern OPTION = Pattern.compile("[a-zA-Z0-9_-]{1,40}");
  private static final List<Proposal.Option> YES_OR_NO =
      List.of(new Proposal.Option("for", null), new Proposal.Option("against", null));
  private static final Set<String> PAYLOADS =
      Set.of("text", "fundPayment", "budget", "policy", "limit", "role");

  private GovernanceRules() {}

  /// One line.
  static String line(String text, int most, String field) {
    String words = words(text, 1, most, field);
    if (words.indexOf('\n') >= 0) {
      throw Refused.field(Refusal.FIELD_FORMAT, field);
    }
    return words;
  }

  /// Words as they are kept: without marks that turn their direction.
  static String words(@Nullable String text, int least, int most, String field) {
    String said = text == null ? "" : text;
    String clean = TURNS.matcher(said.replace("\r\n", "\n")).replaceAll("").strip();
    int length = clean.codePointCount(0, clean.length());
    if (length < least || length > most) {
      throw Refused.field(Refusal.FIELD_LENGTH, field);
    }
    if (clean.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
      throw Refused.field(Refusal.FIELD_FORMAT, field);
    }
    return clean;
  }

  /// What can be chosen; where a budget is shared out, each with its cost and its receiver.
  static List<Proposal.Option> options(@Nullable List<Proposal.Option> said, String method) {
    boolean projects = method.equals(Method.EQUAL_SHARES.code());
    if (said == null) {
      if (projects) {
        throw Refused.field(Refusal.FIELD_MISSING, "options");
      }
      return YES_OR_NO;
    }
    if (said.size() < 2 || said.size() > OPTIONS_MOST) {
      throw Refused.field(Refusal.FIELD_RANGE, "options");
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < said.size(); i++) {
      String field = "options[" + i + "]";
      if (!OPTION.matcher(said.get(i).id()).matches() || !seen.add(said.get(i).id())) {
        throw Refused.field(Refusal.FIELD_FORMAT, field + ".id");
      }
      boolean plain = Set.of("for", "against").contains(said.get(i).id());
      words(said.get(i).label(), plain ? 0 : 1, LABEL_MOST, field + ".label");
      priced(said.get(i).cost(), projects, field + ".cost");
      priced(said.get(i).to(), projects, field + ".to");
    }
    return List.copyOf(said);
  }

  private static void priced(@Nullable String said, boolean wanted, String field) {
    if (wanted && (said == null || said.isBlank())) {
      throw Refused.field(Refusal.FIELD_MISSING, field);
    }
    if (said != null && (!wanted || said.length() > LABEL_MOST)) {
      throw Refused.field(Refusal.FIELD_FORMAT, field);
    }
  }

  /// What cannot go with a budget or a request: they are asked anew when they were vetoed, as
  /// anything else, and a request has nothing to seal and no seats.
  static void open(String method, Proposal.Draft draft) {
    boolean runs = method.equals(Method.CONVICTION.code());
    if ((runs || method.equals(Method.EQUAL_SHARES.code())) && draft.answers() != null) {
      throw Refused.field(Refusal.FIELD_FORMAT, "answers");
    }
    if (runs && "sealed".equals(draft.privacy())) {
      throw Refused.field(Refusal.FIELD_FORMAT, "privacy");
    }
  }

  /// True for a question that is answered by yes or no.
  static boolean yesOrNo(List<Proposal.Option> options) {
    return options.size() == 2
        && options.stream().allMatch(o -> o.id().equals("for") || o.id().equals("against"));
  }

  /// The method of a vote; quadratic when nothing is said.
  static String method(@Nullable String code) {
    return code == null
        ? Method.QUADRATIC.code()
        : Method.of(code).orElseThrow(() -> Refused.field(Refusal.FIELD_FORMAT, "method")).code();
  }

  /// How many win.
  static int seats(@Nullable Integer said, List<Proposal.Option> options) {
    if (said == null) {
      return 1;
    }
    if (said < 1 || said > Math.min(SEATS_MOST, options.size() - 1)) {
      throw Refused.field(Refusal.FIELD_RANGE, "seats");
    }
    return said;
  }

  static String privacy(@Nullable String said) {
    if (said == null) {
      return "pseudonymous";
    }
    if (!Set.of("pseudonymous", "sealed").contains(said)) {
      throw Refused.field(Refusal.FIELD_FORMAT, "privacy");
    }
    return said;
  }

  /// The payload with just the fields of its type.
  ///
  /// @param method only sums decide about more than words: a ranking may be won by a no
  static Payload payload(@Nullable Payload said, List<Proposal.Option> options, String method) {
    boolean shares = method.equals(Method.EQUAL_SHARES.code());
    boolean runs = method.equals(Method.CONVICTION.code());
    String type = said == null ? "text" : said.type();
    if (shares != type.equals("budget") || (runs && !type.equals("fundPayment"))) {
      throw Refused.field(Refusal.FIELD_FORMAT, "payload");
    }
    if (said == null || type.equals("text")) {
      return Payload.TEXT;
    }
    if (!PAYLOADS.contains(said.type())) {
      throw Refused.field(Refusal.FIELD_FORMAT, "payload.type");
    }
    if (!shares && (!yesOrNo(options) || !(runs || Method.of(method).orElseThrow().sums()))) {
      throw Refused.field(Refusal.FIELD_FORMAT, "payload");
    }
    return switch (type) {
      case "fundPayment", "budget" ->
          Payload.money(
              type,
              shares ? null : given(said.to(), "to"),
              given(said.amount(), "amount"),
              words(said.concept(), 0, WORDS_MOST, "payload.concept"));
      case "policy" -> Payload.rule(given(said.key(), "key"), given(said.value(), "value"));
      case "limit" ->
          Payload.about(
              type, given(said.member(), "member"), given(said.creditLimit(), "creditLimit"), null);
      default ->
          Payload.about(type, given(said.member(), "member"), null, given(said.role(), "role"));
    };
  }

  private static String given(@Nullable String text, String field) {
    if (text == null || text.isBlank()) {
      throw Refused.field(Refusal.FIELD_MISSING, "payload." + field);
    }
    if (text.length() > LABEL_MOST) {
      throw Refused.field(Refusal.FIELD_LENGTH, "payload." + field);
    }
    return text;
  }

  /// The weight of a proposal: what it does decides, more is allowed.
  static DecisionClass weight(@Nullable String said, Payload payload) {
    String key = payload.key();
    DecisionClass least =
        payload.spends()
            ? DecisionClass.TREASURY
            : key != null && key.startsWith("governance.")
                ? DecisionClass.CONSTITUTION
                : DecisionClass.ORDINARY;
    if (said == null) {
      return least;
    }
    for (DecisionClass weight : DecisionClass.values()) {
      if (weight.code().equals(said) && weight.compareTo(least) >= 0) {
        return weight;
      }
    }
    throw Refused.field(Refusal.FIELD_FORMAT, "class");
  }

  /// How many sponsors a proposal needs.
  ///
  /// @param ppm the threshold of its area
  static int sponsors(int active, int ppm) {
    long share = (Math.multiplyExact((long) ppm, active) + MILLION - 1) / MILLION;
    return (int) Math.max(1, Math.max(Math.min(3, active - 1), share));
  }

  /// The threshold of the next week: it rises while more are open than the area wants.
  static int tuned(int ppm, int open, int target) {
    double next = ppm * Math.sqrt((double) open / target);
    return Math.clamp(Math.round(next), THRESHOLD_LEAST, THRESHOLD_MOST);
  }

  /// When time moves a proposal on that has come into a state; null when only people do.
  static @Nullable Instant due(
      ProposalState state, DecisionClass weight, Charter charter, Instant since, Instant textAt) {
    return switch (state) {
      case SPONSORING -> since.plus(charter.sponsorWithin());
      case DISCUSSION -> {
        Instant talked = since.plus(charter.discussion());
        Instant quiet = textAt.plus(charter.quiet());
        yield talked.isAfter(quiet) ? talked : quiet;
      }
      case VERIFICATION -> since.plus(charter.verification());
      case VOTING -> since.plus(charter.voting(weight)).plus(LifeCycle.GRACE);
      case QUEUED -> since.plus(charter.timelock(weight));
      default -> null;
    };
  }

  /// A refusal that says what stands in the way.
  static Refused wrongState(ProposalRow row, String guard, @Nullable Instant when) {
    return when == null
        ? Refused.because(Refusal.WRONG_STATE, "state", row.state(), "guard", guard)
        : Refused.because(
            Refusal.WRONG_STATE, "state", row.state(), "guard", guard, "when", when.toString());
  }

  /// A key of an area or a topic.
  static String key(String key, String field) {
    if (!key.matches("[a-z0-9][a-z0-9-]{0,39}") || key.toLowerCase(Locale.ROOT).equals("all")) {
      throw Refused.field(Refusal.FIELD_FORMAT, field);
    }
    return key;
  }
}
