package org.coomunity.decisions.governance;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.kernel.Uuid8;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.json.Json;
import org.coomunity.decisions.voting.DecisionClass;
import org.jspecify.annotations.Nullable;

/// How a proposal and its texts are written.
final class Drafting {
  static final String GENERAL = "general";
  private static final int OPEN_TARGET = 5;
  private static final int AMENDMENTS_MOST = 200;
  private static final int DRAFTS_MOST = 50;

  private final Database database;
  private final InstantSource clock;
  private final Questions questions;
  private final Rewriting rewriting;

  Drafting(Database database, InstantSource clock, Questions questions, Rewriting rewriting) {
    this.database = database;
    this.clock = clock;
    this.questions = questions;
    this.rewriting = rewriting;
  }

  /// A draft.
  ///
  /// @throws Refused lengths, formats, `not_found` for an area, `too_many_open` past 50 drafts,
  ///   `idempotency_conflict`
  Made<ProposalRow> draft(Standing standing, Proposal.Draft draft) {
    CommunityId community = standing.community();
    Instant now = clock.instant();
    UUID id = draft.id() == null ? Uuid7.at(now) : draft.id();
    String asked = Json.write(draft);
    questions.checked(community, draft.payload(), draft.options(), draft.method());
    return database.write(tx -> {
      CharterStore.lockAuthor(tx, community, standing.no());
      Optional<ProposalRow> earlier = ProposalStore.find(tx, community, id);
      if (earlier.isPresent()) {
        if (earlier.get().author() != standing.no() || !earlier.get().asked().equals(asked)) {
          throw Refused.because(Refusal.IDEMPOTENCY_CONFLICT, "field", "id");
        }
        return Made.replay(earlier.get());
      }
      if (ProposalStore.draftsOf(tx, community, standing.no()) >= DRAFTS_MOST) {
        throw Refused.because(Refusal.TOO_MANY_OPEN, "limit", DRAFTS_MOST);
      }
      ProposalRow row = row(tx, standing, id, draft, asked, now);
      ProposalStore.insert(tx, row);
      String body = GovernanceRules.words(draft.text(), 1, GovernanceRules.BODY_MOST, "text");
      String summary =
          GovernanceRules.words(draft.summary(), 0, GovernanceRules.WORDS_MOST, "summary");
      TextStore.insert(
          tx,
          community,
          id,
          new TextStore.Row(
              1,
              row.title(),
              body,
              summary,
              row.options(),
              row.payload(),
              row.textHash(),
              row.author(),
              null,
              now));
      rewriting.drafted(tx, row, now);
      return Made.fresh(ProposalStore.find(tx, community, id).orElseThrow());
    });
  }

  private ProposalRow row(
      Tx tx, Standing standing, UUID id, Proposal.Draft draft, String asked, Instant now) {
    CommunityId community = standing.community();
    String method = GovernanceRules.method(draft.method());
    List<Proposal.Option> options = GovernanceRules.options(draft.options(), method);
    GovernanceRules.open(method, draft);
    Payload payload = GovernanceRules.payload(draft.payload(), options, method);
    DecisionClass weight = GovernanceRules.weight(draft.kind(), payload);
    int seats = GovernanceRules.seats(draft.seats(), options);
    UUID area = area(tx, community, draft.area(), now).id();
    Payload effect =
        draft.answers() == null
            ? payload
            : GovernanceRules.payload(answered(tx, community, draft.answers()), options, method);
    String title = GovernanceRules.line(draft.title(), GovernanceRules.TITLE_MOST, "title");
    String body = GovernanceRules.words(draft.text(), 1, GovernanceRules.BODY_MOST, "text");
    String summary =
        GovernanceRules.words(draft.summary(), 0, GovernanceRules.WORDS_MOST, "summary");
    String choices = Json.write(options);
    String does = Json.write(effect);
    DecisionClass least = GovernanceRules.weight(null, effect);
    return new ProposalRow(
        community,
        id,
        area,
        standing.no(),
        (weight.compareTo(least) < 0 ? least : weight).code(),
        method,
        GovernanceRules.privacy(draft.privacy()),
        seats,
        ProposalState.DRAFT.key(),
        0,
        now,
        null,
        1,
        now,
        Texts.hash(title, body, summary, choices, does),
        title,
        choices,
        does,
        CharterStore.version(tx, community),
        null,
        null,
        null,
        null,
        null,
        false,
        null,
        null,
        0,
        draft.answers(),
        asked,
        now);
  }

  /// What a vetoed proposal would have done; it is asked once more, and once only.
  private static Payload answered(Tx tx, CommunityId community, UUID vetoed) {
    ProposalRow row =
        ProposalStore.find(tx, community, vetoed)
            .orElseThrow(() -> Refused.field(Refusal.NOT_FOUND, "answers"));
    if (row.at() != ProposalState.VETOED || ProposalStore.answering(tx, community, vetoed) > 0) {
      throw Refused.because(Refusal.WRONG_STATE, "state", row.state());
    }
    return row.effect();
  }

  private static CharterStore.AreaRow area(
      Tx tx, CommunityId community, @Nullable String key, Instant now) {
    if (key == null || key.equals(GENERAL)) {
      return general(tx, community, now);
    }
    return CharterStore.area(tx, community, key)
        .orElseThrow(() -> Refused.field(Refusal.FIELD_FORMAT, "area"));
  }

  /// The area of everything that has no other; it is there from the first proposal on.
  private static CharterStore.AreaRow general(Tx tx, CommunityId community, Instant now) {
    Optional<CharterStore.AreaRow> there = CharterStore.area(tx, community, GENERAL);
    if (there.isPresent()) {
      return there.get();
    }
    UUID id = Uuid8.of(community + " area " + GENERAL);
    CharterStore.area(
        tx,
        new CharterStore.AreaRow(
            community, id, GENERAL, "", OPEN_TARGET, GovernanceRules.THRESHOLD_START, now));
    return CharterStore.area(tx, community, GENERAL).orElseThrow();
  }

  /// Makes an area.
  ///
  /// @throws Refused `idempotency_conflict` when there is one of that key
  Area area(Standing steward, Area.Draft draft) {
    String key = GovernanceRules.key(draft.key(), "key");
    String name = GovernanceRules.line(draft.name(), 60, "name");
    int target = draft.openTarget() == null ? OPEN_TARGET : draft.openTarget();
    if (target < 1 || target > 100) {
      throw Refused.field(Refusal.FIELD_RANGE, "openTarget");
    }
    CommunityId community = steward.community();
    Instant now = clock.instant();
    return database.write(tx -> {
      boolean made =
          CharterStore.area(
              tx,
              new CharterStore.AreaRow(
                  community,
                  Uuid7.at(now),
                  key,
                  name,
                  target,
                  GovernanceRules.THRESHOLD_START,
                  now));
      if (!made) {
        throw Refused.because(Refusal.IDEMPOTENCY_CONFLICT, "field", "key");
      }
      return new Area(key, name, target);
    });
  }

  /// Another text by its author.
  ///
  /// @throws Refused `text_moved`, `wrong_state`, `not_allowed`, `too_many_open` past 50 versions
  void change(Standing standing, UUID id, Proposal.Change change) {
    database
        .read(tx -> ProposalStore.find(tx, standing.community(), id))
        .ifPresent(row ->
            questions.checked(
                row.communityId(),
                change.payload() == null ? row.effect() : change.payload(),
                change.options() == null ? row.choices() : change.options(),
                row.method()));
    database.write(tx -> {
      ProposalRow row = own(tx, standing, id);
      if (!Texts.hex(row.textHash()).equals(change.baseText())) {
        throw Refused.because(Refusal.TEXT_MOVED, "textHash", Texts.hex(row.textHash()));
      }
      TextStore.Row before = TextStore.text(tx, standing.community(), id, row.textN());
      String options =
          change.options() == null
              ? before.options()
              : Json.write(GovernanceRules.options(change.options(), row.method()));
      List<Proposal.Option> choices = List.of(Json.read(options, Proposal.Option[].class));
      Payload payload =
          GovernanceRules.payload(
              change.payload() == null || row.answers() != null ? row.effect() : change.payload(),
              choices,
              row.method());
      GovernanceRules.weight(row.kind(), payload);
      GovernanceRules.seats(row.seats() == 1 ? null : row.seats(), choices);
      write(
          tx,
          row,
          standing.no(),
          null,
          change.title() == null ? before.title() : change.title(),
          change.text() == null ? before.body() : change.text(),
          change.summary() == null ? before.summary() : change.summary(),
          options,
          Json.write(payload));
      return row;
    });
  }

  private static ProposalRow own(Tx tx, Standing standing, UUID id) {
    ProposalRow row =
        ProposalStore.locked(tx, standing.community(), id)
            .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
    if (row.author() != standing.no()) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    if (!row.at().editable()) {
      throw Refused.because(Refusal.WRONG_STATE, "state", row.state());
    }
    return row;
  }

  private void write(
      Tx tx,
      ProposalRow row,
      int author,
      @Nullable UUID amendment,
      String title,
      String text,
      String summary,
      String options,
      String payload) {
    if (row.textN() >= GovernanceRules.VERSIONS_MOST) {
      throw Refused.because(Refusal.TOO_MANY_OPEN, "limit", GovernanceRules.VERSIONS_MOST);
    }
    String head = GovernanceRules.line(title, GovernanceRules.TITLE_MOST, "title");
    String body = GovernanceRules.words(text, 1, GovernanceRules.BODY_MOST, "text");
    String plain = GovernanceRules.words(summary, 0, GovernanceRules.WORDS_MOST, "summary");
    byte[] hash = Texts.hash(head, body, plain, options, payload);
    if (Arrays.equals(hash, row.textHash())) {
      return;
    }
    rewriting.retext(
        tx,
        row,
        new TextStore.Row(
            row.textN() + 1,
            head,
            body,
            plain,
            options,
            payload,
            hash,
            author,
            amendment,
            clock.instant()));
  }

  /// Suggests another text to the author.
  ///
  /// @throws Refused `text_moved`, `wrong_state`, `too_many_open` past 200
  UUID suggest(Standing standing, UUID id, Proposal.Change change) {
    CommunityId community = standing.community();
    Instant now = clock.instant();
    return database.write(tx -> {
      ProposalRow row =
          ProposalStore.locked(tx, community, id)
              .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
      if (row.at() != ProposalState.SPONSORING && row.at() != ProposalState.DISCUSSION) {
        throw Refused.because(Refusal.WRONG_STATE, "state", row.state());
      }
      if (!Texts.hex(row.textHash()).equals(change.baseText())) {
        throw Refused.because(Refusal.TEXT_MOVED, "textHash", Texts.hex(row.textHash()));
      }
      if (change.payload() != null) {
        throw Refused.field(Refusal.UNKNOWN_FIELD, "payload");
      }
      if (TextStore.amendments(tx, community, id, AMENDMENTS_MOST).size() >= AMENDMENTS_MOST) {
        throw Refused.because(Refusal.TOO_MANY_OPEN, "limit", AMENDMENTS_MOST);
      }
      TextStore.Row before = TextStore.text(tx, community, id, row.textN());
      String title = change.title() == null ? before.title() : change.title();
      String text = change.text() == null ? before.body() : change.text();
      String summary = change.summary() == null ? before.summary() : change.summary();
      String options =
          change.options() == null
              ? before.options()
              : Json.write(GovernanceRules.options(change.options(), row.method()));
      TextStore.Amendment amendment =
          new TextStore.Amendment(
              Uuid7.at(now),
              row.textN(),
              GovernanceRules.line(title, GovernanceRules.TITLE_MOST, "title"),
              GovernanceRules.words(text, 1, GovernanceRules.BODY_MOST, "text"),
              GovernanceRules.words(summary, 0, GovernanceRules.WORDS_MOST, "summary"),
              options,
              standing.no(),
              now,
              null);
      TextStore.suggest(tx, community, id, amendment);
      return amendment.id();
    });
  }

  List<TextStore.Amendment> amendments(CommunityId community, UUID id) {
    return database.read(tx -> TextStore.amendments(tx, community, id, AMENDMENTS_MOST));
  }

  /// The author takes a suggested text for theirs.
  ///
  /// @throws Refused `text_moved` when the text it was written upon is another by now
  void accept(Standing standing, UUID id, UUID amendment) {
    database.write(tx -> {
      ProposalRow row = own(tx, standing, id);
      TextStore.Amendment said =
          TextStore.amendment(tx, standing.community(), id, amendment)
              .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
      if (said.acceptedAt() != null) {
        return row;
      }
      if (said.baseN() != row.textN()) {
        throw Refused.because(Refusal.TEXT_MOVED, "textHash", Texts.hex(row.textHash()));
      }
      TextStore.accepted(tx, standing.community(), id, amendment, clock.instant());
      write(
          tx,
          row,
          said.author(),
          amendment,
          said.title(),
          said.body(),
          said.summary(),
          said.options(),
          row.payload());
      return row;
    });
  }
}
