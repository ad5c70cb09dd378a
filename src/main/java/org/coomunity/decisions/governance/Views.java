package org.coomunity.decisions.governance;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.json.Json;
import org.coomunity.decisions.governance.GovernanceDoors.Citizen;
import org.coomunity.decisions.voting.Method;
import org.coomunity.decisions.voting.Quorum;
import org.jspecify.annotations.Nullable;

/// Proposals as people see them.
final class Views {
  /// How many voted is not said to the world below this.
  private static final int FEW = 10;

  private static final UUID FIRST = new UUID(0, 0);

  private final Database database;
  private final InstantSource clock;
  private final GovernanceDoors doors;
  private final Charters charters;
  private final Electorate electorate;
  private final Requests requests;

  Views(
      Database database,
      InstantSource clock,
      GovernanceDoors doors,
      Charters charters,
      Electorate electorate,
      Requests requests) {
    this.database = database;
    this.clock = clock;
    this.doors = doors;
    this.charters = charters;
    this.electorate = electorate;
    this.requests = requests;
  }

  /// A proposal that the reader may see: drafts are their author's.
  ProposalRow found(Standing reader, UUID id) {
    return database
        .read(tx -> ProposalStore.find(tx, reader.community(), id))
        .filter(row -> row.at() != ProposalState.DRAFT || row.author() == reader.no())
        .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
  }

  private Map<Integer, Citizen> named(CommunityId community, Collection<Integer> numbers) {
    return numbers.isEmpty() ? Map.of() : doors.citizens().of(community, numbers);
  }

  private static String handle(Map<Integer, Citizen> people, int no) {
    Citizen citizen = people.get(no);
    return citizen == null ? "" : citizen.handle();
  }

  private static String name(Map<Integer, Citizen> people, int no) {
    Citizen citizen = people.get(no);
    return citizen == null ? "" : citizen.name();
  }

  Proposal one(Standing reader, UUID id) {
    CommunityId community = reader.community();
    ProposalRow row = found(reader, id);
    Instant now = clock.instant();
    return database.read(tx -> {
      Charter charter = charters.of(tx, community, row.charterVersion());
      TextStore.Row text = TextStore.text(tx, community, id, row.textN());
      List<TalkStore.Review> reviews = TalkStore.reviews(tx, community, id);
      Map<Integer, Citizen> people =
          named(
              community,
              Stream.concat(
                      Stream.of(row.author()), reviews.stream().map(TalkStore.Review::reviewer))
                  .toList());
      Proposal.Running running = requests.view(tx, row, reader.no());
      Proposal.Share sponsors =
          new Proposal.Share(
              TextStore.sponsorCount(tx, community, id, row.textN()), LifeCycle.needed(tx, row));
      return new Proposal(
          row.id(),
          CharterStore.area(tx, community, row.areaId()).orElseThrow().key(),
          row.kind(),
          row.method(),
          row.privacy(),
          row.seats(),
          row.title(),
          text.body(),
          text.summary(),
          row.choices(),
          row.effect(),
          row.state(),
          handle(people, row.author()),
          name(people, row.author()),
          Texts.hex(row.textHash()),
          row.textN(),
          row.charterVersion(),
          row.createdAt(),
          row.since(),
          row.opensAt(),
          row.closesAt(),
          row.extended(),
          sponsors,
          quorum(tx, row, charter),
          mine(tx, reader, row, reviews),
          electorate.needs(community, reader.no(), charter),
          next(row, charter, sponsors, running),
          ended(row).map(end -> end.reason() == null ? end.result() : end.reason()).orElse(null),
          row.answers(),
          reviews.stream().map(review -> review(review, people)).toList(),
          running,
          now);
    });
  }

  private static Proposal.Review review(TalkStore.Review row, Map<Integer, Citizen> people) {
    return new Proposal.Review(
        handle(people, row.reviewer()),
        name(people, row.reviewer()),
        row.verdict(),
        row.reasons(),
        row.at());
  }

  private static Proposal.Share quorum(Tx tx, ProposalRow row, Charter charter) {
    if (row.runs()) {
      return new Proposal.Share(0, 0);
    }
    return TurnoutStore.turnout(tx, row.communityId(), row.id())
        .map(turnout ->
            new Proposal.Share(
                ended(row).map(Counting.Ended::voters).orElse(turnout.voters()), turnout.need()))
        .orElseGet(() ->
            new Proposal.Share(
                0,
                Quorum.need(
                    row.active() == null ? 0 : row.active(), charter.quorumPpm(row.weight()))));
  }

  private static Proposal.Mine mine(
      Tx tx, Standing reader, ProposalRow row, List<TalkStore.Review> reviews) {
    CommunityId community = row.communityId();
    return new Proposal.Mine(
        row.author() == reader.no(),
        TextStore.sponsored(tx, community, row.id(), reader.no(), row.textN()),
        TurnoutStore.seat(tx, community, row.id(), reader.no())
            .filter(TurnoutStore.Seat::castNow)
            .isPresent(),
        reviews.stream()
            .anyMatch(review -> review.reviewer() == reader.no() && review.verdict() == null));
  }

  private static Proposal.@Nullable Next next(
      ProposalRow row,
      Charter charter,
      Proposal.Share sponsors,
      Proposal.@Nullable Running running) {
    if (running != null && row.at() == ProposalState.VOTING) {
      Integer eta = running.etaHours();
      return new Proposal.Next(
          "decided",
          eta == null
              ? null
              : Objects.requireNonNull(row.opensAt()).plus(Duration.ofHours(running.hour() + eta)),
          "points");
    }
    Instant due = GovernanceRules.due(row.at(), row.weight(), charter, row.since(), row.textAt());
    return switch (row.at()) {
      case DRAFT -> new Proposal.Next(ProposalState.SPONSORING.key(), null, "author");
      case SPONSORING ->
          new Proposal.Next(
              ProposalState.DISCUSSION.key(),
              due,
              sponsors.have() >= sponsors.need() ? "time" : "sponsors");
      case DISCUSSION -> new Proposal.Next(ProposalState.VERIFICATION.key(), due, "time");
      case VERIFICATION -> new Proposal.Next(ProposalState.VOTING.key(), due, "time");
      case VOTING -> new Proposal.Next("decided", row.closesAt(), "time");
      case QUEUED -> new Proposal.Next(ProposalState.EXECUTED.key(), due, "time");
      default -> null;
    };
  }

  List<Decided> decided(CommunityId community, int most) {
    return database.read(tx -> ProposalStore.decided(tx, community, most)).stream()
        .map(row -> {
          int voters = ended(row).map(Counting.Ended::voters).orElse(0);
          return new Decided(
              row.id(),
              row.title(),
              row.kind(),
              row.state(),
              row.since(),
              HexFormat.of().formatHex(row.textHash()),
              voters < FEW ? null : Integer.valueOf(voters));
        })
        .toList();
  }

  static Optional<Counting.Ended> ended(ProposalRow row) {
    return Optional.ofNullable(row.outcome())
        .filter(outcome -> row.at() != ProposalState.WITHDRAWN)
        .map(outcome -> Json.read(outcome, Counting.Ended.class));
  }

  /// Newest first.
  Page<Proposal.Line> list(
      Standing reader,
      @Nullable String state,
      @Nullable String area,
      int limit,
      Optional<String> cursor) {
    CommunityId community = reader.community();
    Cursor after = cursor.map(Cursor::parse).orElse(null);
    boolean runs = "running".equals(state);
    List<String> wanted =
        state == null
            ? List.of()
            : runs
                ? List.of(ProposalState.VOTING.key())
                : Stream.of(state.split(",")).map(Views::state).toList();
    return database.read(tx -> {
      List<CharterStore.AreaRow> areas = CharterStore.areas(tx, community, 100);
      UUID about =
          area == null
              ? null
              : areas.stream()
                  .filter(one -> one.key().equals(area))
                  .findFirst()
                  .orElseThrow(() -> Refused.field(Refusal.FIELD_FORMAT, "area"))
                  .id();
      List<ProposalRow> rows =
          ProposalStore.list(
              tx,
              community,
              reader.no(),
              wanted,
              runs ? Method.CONVICTION.code() : null,
              about,
              after == null ? null : after.at(),
              after == null ? null : after.id(),
              limit + 1);
      Page<ProposalRow> page =
          Page.of(rows, limit, row -> new Cursor(row.createdAt(), row.id()).text());
      Map<Integer, Citizen> people =
          named(community, page.items().stream().map(ProposalRow::author).distinct().toList());
      return page.map(row -> line(row, areas, people));
    });
  }

  private static String state(String key) {
    return Stream.of(ProposalState.values())
        .map(ProposalState::key)
        .filter(key::equals)
        .findFirst()
        .orElseThrow(() -> Refused.field(Refusal.FIELD_FORMAT, "state"));
  }

  private static Proposal.Line line(
      ProposalRow row, List<CharterStore.AreaRow> areas, Map<Integer, Citizen> people) {
    return new Proposal.Line(
        row.id(),
        areas.stream()
            .filter(area -> area.id().equals(row.areaId()))
            .map(CharterStore.AreaRow::key)
            .findFirst()
            .orElse(""),
        row.kind(),
        row.method(),
        row.title(),
        row.state(),
        handle(people, row.author()),
        name(people, row.author()),
        row.createdAt(),
        row.since(),
        row.closesAt());
  }

  /// Where a list goes on.
  private record Cursor(Instant at, UUID id) {
    String text() {
      return at + "_" + id;
    }

    static Cursor parse(String text) {
      try {
        String[] parts = text.split("_", 2);
        return new Cursor(Json.instant(parts[0]), Json.uuid(parts[1]));
      } catch (RuntimeException notOurs) {
        throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
      }
    }
  }

  List<Proposal.Version> versions(Standing reader, UUID id) {
    found(reader, id);
    List<TextStore.Row> rows = database.read(tx -> TextStore.all(tx, reader.community(), id));
    Map<Integer, Citizen> people =
        named(reader.community(), rows.stream().map(TextStore.Row::author).distinct().toList());
    return rows.stream()
        .map(row ->
            new Proposal.Version(
                row.n(),
                row.title(),
                row.body(),
                row.summary(),
                options(row.options()),
                Texts.hex(row.hash()),
                handle(people, row.author()),
                row.at()))
        .toList();
  }

  private static List<Proposal.Option> options(String json) {
    return List.of(Json.read(json, Proposal.Option[].class));
  }

  /// @param amendments as they are stored
  List<Proposal.Amendment> amendments(
      Standing reader, UUID id, List<TextStore.Amendment> amendments) {
    ProposalRow row = found(reader, id);
    List<TextStore.Row> texts = database.read(tx -> TextStore.all(tx, reader.community(), id));
    Map<Integer, Citizen> people =
        named(
            reader.community(),
            amendments.stream().map(TextStore.Amendment::author).distinct().toList());
    return amendments.stream()
        .map(said ->
            new Proposal.Amendment(
                said.id(),
                texts.stream()
                    .filter(text -> text.n() == said.baseN())
                    .map(text -> Texts.hex(text.hash()))
                    .findFirst()
                    .orElse(""),
                said.title(),
                said.body(),
                said.summary(),
                options(said.options()),
                handle(people, said.author()),
                name(people, said.author()),
                said.at(),
                said.acceptedAt() != null
                    ? "accepted"
                    : said.baseN() == row.textN() ? "open" : "stale"))
        .toList();
  }

  Page<Proposal.Argument> arguments(Standing reader, UUID id, int limit, Optional<String> cursor) {
    found(reader, id);
    UUID after = cursor.map(Views::place).orElse(FIRST);
    List<TalkStore.Argument> rows =
        database.read(tx -> TalkStore.arguments(tx, reader.community(), id, after, limit + 1));
    Map<Integer, Citizen> people =
        named(
            reader.community(), rows.stream().map(TalkStore.Argument::author).distinct().toList());
    return Page.of(rows, limit, row -> row.id().toString()).map(row -> argument(row, people));
  }

  Proposal.Argument argument(Standing reader, TalkStore.Argument row) {
    return argument(row, named(reader.community(), List.of(row.author())));
  }

  private static Proposal.Argument argument(TalkStore.Argument row, Map<Integer, Citizen> people) {
    boolean hidden = row.hiddenBy() != null;
    return new Proposal.Argument(
        row.id(),
        row.parent(),
        row.depth(),
        row.side(),
        hidden ? "" : row.body(),
        handle(people, row.author()),
        name(people, row.author()),
        row.at(),
        hidden);
  }

  private static UUID place(String cursor) {
    try {
      return Json.uuid(cursor);
    } catch (IllegalArgumentException notOurs) {
      throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
    }
  }
}
