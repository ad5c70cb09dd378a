package org.coomunity.analytics.insight;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coomunity.analytics.insight.DepartureStore.CareRow;
import org.coomunity.analytics.insight.DepartureStore.HealthRow;
import org.coomunity.analytics.insight.DepartureStore.ModelRow;
import org.coomunity.analytics.insight.DepartureStore.RiskRow;
import org.coomunity.base.audit.AuditEntry;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Uuid8;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.json.Json;

/// What those who look after a community see of what the night found, and what they did about it.
final class Churns {
  /// How long it is known what was done.
  static final Duration REMEMBERED = Duration.ofDays(90);

  private static final int NOTE_MOST = 500;
  private static final int CARED_MOST = 500;
  private static final List<Departures.Band> ORDER =
      List.of(Departures.Band.CARE, Departures.Band.WATCH, Departures.Band.LOW);

  private final Database database;
  private final InstantSource clock;
  private final InsightDoors doors;

  Churns(Database database, InstantSource clock, InsightDoors doors) {
    this.database = database;
    this.clock = clock;
    this.doors = doors;
  }

  /// The place of a band: who may need a hand most, first.
  static int order(Departures.Band band) {
    return ORDER.indexOf(band);
  }

  static Departures.Band band(String key) {
    return Arrays.stream(Departures.Band.values())
        .filter(band -> band.key().equals(key))
        .findFirst()
        .orElseThrow(() -> Refused.field(Refusal.FIELD_FORMAT, "band"));
  }

  private static void demand(Standing standing) {
    if (!standing.role().includes(Role.STEWARD)) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
  }

  Optional<Health> health(CommunityId community) {
    return database.read(tx -> health(community, tx));
  }

  private static Optional<Health> health(CommunityId community, Tx tx) {
    return DepartureStore.health(tx, community)
        .flatMap(row -> health(row, DepartureStore.model(tx, community, DepartureStore.CHURN)));
  }

  @SuppressWarnings("unchecked") // what was written is a map of counts
  private static Optional<Health> health(HealthRow row, Optional<ModelRow> model) {
    if (!row.state().equals("READY") || row.people() < Insight.FEWEST_PEOPLE) {
      return Optional.empty();
    }
    return Optional.of(
        new Health(
            row.risk(),
            row.low(),
            row.high(),
            row.people(),
            (Map<String, Integer>) Json.read(row.bands(), Map.class),
            row.at(),
            model.map(ModelRow::no).orElse(0)));
  }

  /// The mean over all communities; `NaN` where nothing may be said.
  double risk() {
    DepartureStore.Mean mean = database.read(DepartureStore::mean);
    return mean.people() < Insight.FEWEST_PEOPLE ? Double.NaN : mean.risk();
  }

  Churn churn(
      Standing standing,
      Optional<Departures.Band> band,
      Language language,
      int limit,
      Optional<String> cursor) {
    demand(standing);
    CommunityId community = standing.community();
    int[] after = after(cursor);
    List<Integer> bands = band.map(one -> List.of(order(one))).orElseGet(() -> List.of(0, 1, 2));
    Read read = database.read(tx -> read(tx, community, bands, after, limit));
    Optional<HealthRow> row = read.row();
    List<RiskRow> some = read.rows().subList(0, Math.min(limit, read.rows().size()));
    return new Churn(
        row.map(found -> found.state().toLowerCase(Locale.ROOT)).orElse("new"),
        read.health().orElse(null),
        row.map(found -> needs(found.needs())).orElse(List.of()),
        read.model().filter(kept -> !kept.quality().isEmpty()).map(Churns::model).orElse(null),
        shown(community, some, language),
        read.rows().size() > limit ? some.getLast().band() + "." + some.getLast().no() : null);
  }

  private record Read(
      Optional<HealthRow> row,
      Optional<ModelRow> model,
      Optional<Health> health,
      List<RiskRow> rows) {}

  private static Read read(
      Tx tx, CommunityId community, List<Integer> bands, int[] after, int limit) {
    Optional<HealthRow> row = DepartureStore.health(tx, community);
    Optional<ModelRow> model = DepartureStore.model(tx, community, DepartureStore.CHURN);
    Optional<Health> health = row.flatMap(found -> health(found, model));
    List<RiskRow> rows =
        health.isEmpty()
            ? List.of()
            : DepartureStore.risks(tx, community, bands, after[0], after[1], limit + 1);
    return new Read(row, model, health, rows);
  }

  private static int[] after(Optional<String> cursor) {
    String said = cursor.orElse("-1.0");
    if (!said.matches("-?[0-2]\\.[0-9]{1,9}")) {
      throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
    }
    int dot = said.indexOf('.');
    return new int[] {
      Integer.parseInt(said.substring(0, dot)), Integer.parseInt(said.substring(dot + 1))
    };
  }

  private static List<Churn.Needed> needs(String text) {
    return Arrays.stream(Json.read(text, Need[].class)).map(Churns::needed).toList();
  }

  private static Churn.Needed needed(Need need) {
    return new Churn.Needed(need.what().key(), need.have(), need.need());
  }

  private static Churn.Model model(ModelRow row) {
    Departures.Quality quality = Json.read(row.quality(), Departures.Quality.class);
    double people = Math.max(1, quality.n());
    double recency =
        quality.trials().stream().mapToDouble(one -> one.recencyAuc() * one.members()).sum();
    return new Churn.Model(
        row.no(),
        quality.kind(),
        row.trainedAt(),
        quality.auc(),
        quality.aucLow(),
        recency / people,
        quality.ece(),
        quality.brier(),
        quality.n(),
        quality.left(),
        quality.trials().stream().map(one -> LocalDate.ofEpochDay(one.day())).toList(),
        quality.bands().stream()
            .filter(one -> one.people() >= Insight.FEWEST_PEOPLE)
            .map(one -> new Churn.Became(one.band().key(), one.people(), one.left()))
            .toList());
  }

  /// Only those who still agree are shown, whatever the night wrote.
  private List<Churn.AtRisk> shown(CommunityId community, List<RiskRow> rows, Language language) {
    List<Integer> numbers = rows.stream().map(RiskRow::no).toList();
    Map<Integer, InsightDoors.Person> noticed = doors.noticed().of(community, numbers);
    Instant since = clock.instant().minus(REMEMBERED);
    List<CareRow> cared =
        database.read(tx -> DepartureStore.care(tx, community, numbers, since, CARED_MOST));
    Set<Integer> carers = new HashSet<>();
    cared.forEach(one -> carers.add(one.byNo()));
    Map<Integer, InsightDoors.Person> by = doors.names().of(community, carers);
    List<Churn.AtRisk> shown = new ArrayList<>();
    for (RiskRow row : rows) {
      InsightDoors.Person person = noticed.get(row.no());
      if (person != null) {
        shown.add(
            new Churn.AtRisk(
                person.handle(),
                person.name(),
                ORDER.get(row.band()).key(),
                Arrays.stream(Json.read(row.reasons(), Reason[].class))
                    .map(reason -> why(reason, language))
                    .toList(),
                row.act().toLowerCase(Locale.ROOT),
                row.at(),
                cared.stream()
                    .filter(one -> one.no() == row.no())
                    .map(one -> cared(one, by))
                    .toList()));
      }
    }
    return shown;
  }

  private Churn.Why why(Reason reason, Language language) {
    String key = "health.reason." + reason.key();
    return new Churn.Why(key, reason.weight(), doors.words().of(language, key));
  }

  private static Churn.Cared cared(CareRow row, Map<Integer, InsightDoors.Person> by) {
    InsightDoors.Person person = by.get(row.byNo());
    return new Churn.Cared(
        row.id(), row.act(), row.note(), person == null ? "" : person.handle(), row.at());
  }

  Made<Churn.Cared> cared(Standing standing, String handle, Churn.Act act) {
    demand(standing);
    CommunityId community = standing.community();
    Kindness kind =
        Kindness.of(act.act()).orElseThrow(() -> Refused.field(Refusal.FIELD_FORMAT, "act"));
    String note = note(act.note() == null ? "" : act.note());
    InsightDoors.Seat seat = seat(community, handle);
    if (!doors.noticed().of(community, List.of(seat.no())).containsKey(seat.no())) {
      throw Refused.because(Refusal.NOT_FOUND);
    }
    Instant now = clock.instant();
    UUID id = act.id() == null ? today(standing, seat.no(), kind, now) : act.id();
    CareRow row = new CareRow(id, seat.no(), standing.actorNo(), kind.key(), note, now);
    Made<CareRow> made =
        database.write(tx -> {
          if (health(community, tx).isEmpty()
              || !DepartureStore.foretold(tx, community, seat.no())) {
            throw Refused.because(Refusal.NOT_FOUND);
          }
          if (DepartureStore.care(tx, community, row)) {
            audit(tx, standing, "care", seat, now);
            return Made.fresh(row);
          }
          CareRow earlier = DepartureStore.care(tx, community, id).orElseThrow();
          return Made.replay(same(earlier, row, act.id() == null));
        });
    Map<Integer, InsightDoors.Person> by =
        doors.names().of(community, List.of(made.value().byNo()));
    return made.map(one -> cared(one, by));
  }

  /// Without an identifier, what one does for somebody twice on a day is one.
  private static UUID today(Standing standing, int no, Kindness kind, Instant now) {
    LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return Uuid8.of(
        "care " + standing.community() + " " + no + " " + standing.actorNo() + kind + day);
  }

  private static CareRow same(CareRow earlier, CareRow said, boolean today) {
    boolean same =
        earlier.no() == said.no()
            && earlier.byNo() == said.byNo()
            && earlier.act().equals(said.act())
            && (today || earlier.note().equals(said.note()));
    if (!same) {
      throw Refused.because(Refusal.IDEMPOTENCY_CONFLICT, "field", "id");
    }
    return earlier;
  }

  void uncared(Standing standing, String handle, UUID id) {
    demand(standing);
    InsightDoors.Seat seat = seat(standing.community(), handle);
    database.write(tx -> {
      if (!DepartureStore.uncare(tx, standing.community(), seat.no(), id)) {
        throw Refused.because(Refusal.NOT_FOUND);
      }
      audit(tx, standing, "care.undo", seat, clock.instant());
      return id;
    });
  }

  private static void audit(
      Tx tx, Standing standing, String act, InsightDoors.Seat seat, Instant now) {
    String whom = AuditEntry.member(seat.member());
    tx.later(AuditEntry.by(standing, act, whom, "", now).rider());
  }

  private InsightDoors.Seat seat(CommunityId community, String handle) {
    InsightDoors.Seat seat = doors.seats().of(community, handle);
    if (seat == null) {
      throw Refused.because(Refusal.NOT_FOUND);
    }
    return seat;
  }

  private static String note(String note) {
    String clean = note.replace("\r\n", "\n").strip();
    if (clean.codePointCount(0, clean.length()) > NOTE_MOST) {
      throw Refused.field(Refusal.FIELD_LENGTH, "note");
    }
    if (clean.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
      throw Refused.field(Refusal.FIELD_FORMAT, "note");
    }
    return clean;
  }

  Nexts nexts(Standing standing) {
    demand(standing);
    Optional<ModelRow> row =
        database
            .read(tx -> DepartureStore.model(tx, standing.community(), DepartureStore.NEXT))
            .filter(kept -> !kept.parameters().isEmpty());
    if (row.isEmpty()) {
      return new Nexts("new", List.of(), null, List.of());
    }
    NextActs acts = Json.read(row.get().parameters(), NextActs.class);
    NextActs.Trial trial = acts.trial();
    List<Churn.Needed> needs =
        List.of(
                new Need(Need.What.STEPS, trial.n(), NextActs.FEWEST),
                new Need(Need.What.PEOPLE, trial.people(), Insight.FEWEST_PEOPLE))
            .stream()
            .filter(need -> !need.met())
            .map(Churns::needed)
            .toList();
    if (!needs.isEmpty()) {
      return new Nexts("not_yet", needs, null, List.of());
    }
    return new Nexts(
        trial.tells() ? "ready" : "unsure",
        List.of(),
        new Nexts.Trial(
            row.get().no(),
            row.get().trainedAt(),
            Instant.ofEpochSecond(trial.from()),
            trial.n(),
            trial.people(),
            trial.top1(),
            trial.top3(),
            trial.base1(),
            trial.base3()),
        trial.tells() ? acts.after().stream().map(Churns::after).toList() : List.of());
  }

  private static Nexts.After after(NextActs.After one) {
    return new Nexts.After(
        one.name(),
        one.people(),
        one.next().stream()
            .map(next -> new Nexts.Next(next.name(), next.share(), next.people()))
            .toList());
  }
}
