package org.coomunity.decisions.learning;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.audit.AuditEntry;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.json.Json;
import org.coomunity.decisions.learning.LearningStore.ItemRow;
import org.coomunity.decisions.learning.LearningStore.ShelfRow;
import org.jspecify.annotations.Nullable;

/// Mundos and their playlists: what stands where, and what of it somebody has done. Members see
/// those in which something is published; who writes content sees all.
final class Shelves {
  private static final int PLACE_MOST = 1_000;

  private record Labels(List<Mundo.Label> labels) {}

  private final Database database;
  private final InstantSource clock;
  private final Gamifiers gamifiers;

  Shelves(Database database, InstantSource clock, Gamifiers gamifiers) {
    this.database = database;
    this.clock = clock;
    this.gamifiers = gamifiers;
  }

  static String write(List<Mundo.Label> labels) {
    return Json.write(new Labels(labels));
  }

  static List<Mundo.Label> labels(String json) {
    return Json.read(json, Labels.class).labels();
  }

  /// The title in the language it was written in.
  static String title(String json, String main) {
    List<Mundo.Label> labels = labels(json);
    return labels.stream()
        .filter(label -> label.language().equals(main))
        .findFirst()
        .orElse(labels.getFirst())
        .title();
  }

  private static Mundo.Label nearest(String json, Language reader, String main) {
    return LearningRules.nearest(labels(json), Mundo.Label::language, reader, main);
  }

  List<Mundo> mundos(Standing standing, Language reader) {
    CommunityId community = standing.community();
    return database.read(tx -> {
      boolean writer = gamifiers.writes(tx, standing);
      Map<UUID, AnswerStore.SumRow> sums = AnswerStore.sums(tx, community, standing.actorNo());
      return LearningStore.shelves(tx, community, null).stream()
          .filter(row -> writer || (row.retiredAt() == null && sums.containsKey(row.id())))
          .map(row -> mundo(row, sums.get(row.id()), reader))
          .toList();
    });
  }

  private static Mundo mundo(ShelfRow row, AnswerStore.@Nullable SumRow sum, Language reader) {
    Mundo.Label label = nearest(row.texts(), reader, row.language());
    return new Mundo(
        row.id(),
        label.title(),
        label.text(),
        label.language(),
        labels(row.texts()).stream().map(Mundo.Label::language).toList(),
        sum == null ? 0 : sum.items(),
        sum == null ? 0 : sum.questions(),
        sum == null ? 0 : sum.answered(),
        row.retiredAt() != null);
  }

  Mundo.Whole whole(Standing standing, UUID id, Language reader) {
    CommunityId community = standing.community();
    return database.read(tx -> {
      boolean writer = gamifiers.writes(tx, standing);
      ShelfRow row =
          LearningStore.shelf(tx, community, id)
              .filter(shelf -> shelf.mundo() == null)
              .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
      AnswerStore.SumRow sum = AnswerStore.sums(tx, community, standing.actorNo()).get(id);
      if (!writer && (row.retiredAt() != null || sum == null)) {
        throw Refused.because(Refusal.NOT_FOUND);
      }
      List<Mundo.Playlist> lists = new ArrayList<>();
      for (ShelfRow list : LearningStore.shelves(tx, community, id)) {
        List<ItemRow> items =
            LearningStore.items(tx, community, list.id()).stream()
                .filter(item -> writer || item.published())
                .toList();
        if (writer || (list.retiredAt() == null && !items.isEmpty())) {
          lists.add(playlist(tx, standing, list, items, reader));
        }
      }
      return new Mundo.Whole(mundo(row, sum, reader), lists);
    });
  }

  private static Mundo.Playlist playlist(
      Tx tx, Standing standing, ShelfRow row, List<ItemRow> items, Language reader) {
    Mundo.Label label = nearest(row.texts(), reader, row.language());
    return new Mundo.Playlist(
        row.id(),
        label.title(),
        label.text(),
        label.language(),
        row.retiredAt() != null,
        cards(tx, standing, items, reader));
  }

  /// Items as they stand in lists, with what somebody has done of them.
  static List<Mundo.Card> cards(Tx tx, Standing standing, List<ItemRow> items, Language reader) {
    List<UUID> ids = items.stream().map(ItemRow::id).toList();
    Map<UUID, Integer> answered =
        AnswerStore.counts(tx, standing.community(), standing.actorNo(), ids);
    Set<UUID> finished =
        new HashSet<>(AnswerStore.finished(tx, standing.community(), standing.actorNo(), ids));
    return items.stream()
        .map(item -> {
          Mundo.Label title = nearest(item.titles(), reader, item.language());
          int done = Math.min(item.questions(), answered.getOrDefault(item.id(), 0));
          return new Mundo.Card(
              item.id(),
              title.title(),
              title.language(),
              item.state().toLowerCase(Locale.ROOT),
              item.version(),
              item.questions(),
              done,
              item.ondas(),
              finished.contains(item.id()) && done == item.questions());
        })
        .toList();
  }

  /// @param mundo the one a playlist goes into; null for a Mundo
  Made<Mundo.Shelf> make(Standing standing, @Nullable UUID mundo, Mundo.Draft draft) {
    Instant now = clock.instant();
    CommunityId community = standing.community();
    UUID id = draft.id() == null ? Uuid7.at(now) : draft.id();
    String asked = Json.write(draft);
    Made<ShelfRow> made =
        database.write(tx -> {
          gamifiers.demand(tx, standing);
          LearningStore.lock(tx, community);
          Optional<ShelfRow> earlier = LearningStore.shelf(tx, community, id);
          if (earlier.isPresent()) {
            boolean same =
                earlier.get().author() == standing.actorNo() && earlier.get().asked().equals(asked);
            if (!same) {
              throw Refused.because(Refusal.IDEMPOTENCY_CONFLICT, "field", "id");
            }
            return Made.replay(earlier.get());
          }
          if (mundo != null) {
            row(tx, community, mundo, false);
          }
          List<ShelfRow> there = LearningStore.shelves(tx, community, mundo);
          LearningRules.oneMore(
              there.size(),
              mundo == null ? LearningRules.MUNDOS_MOST : LearningRules.PLAYLISTS_MOST);
          ShelfRow row =
              new ShelfRow(
                  id,
                  mundo,
                  there.isEmpty() ? 0 : there.getLast().place() + 1,
                  standing.actorNo(),
                  ContentRules.tag(draft.language(), "language"),
                  write(ContentRules.labels(draft.language(), draft.texts())),
                  asked,
                  now,
                  null);
          LearningStore.insert(tx, community, row);
          return Made.fresh(row);
        });
    return made.map(row -> shelf(community, row));
  }

  private static ShelfRow row(Tx tx, CommunityId community, UUID id, boolean playlist) {
    return LearningStore.shelf(tx, community, id)
        .filter(shelf -> (shelf.mundo() != null) == playlist)
        .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
  }

  private Mundo.Shelf shelf(CommunityId community, ShelfRow row) {
    return new Mundo.Shelf(
        row.id(),
        row.mundo(),
        row.language(),
        labels(row.texts()),
        row.place(),
        gamifiers.names(community, List.of(row.author())).handle(row.author()),
        row.retiredAt() != null);
  }

  Mundo.Shelf shelf(Standing standing, UUID id, boolean playlist) {
    CommunityId community = standing.community();
    ShelfRow found =
        database.read(tx -> {
          gamifiers.demand(tx, standing);
          return row(tx, community, id, playlist);
        });
    return shelf(community, found);
  }

  Mundo.Shelf change(Standing standing, UUID id, boolean playlist, Mundo.Change change) {
    Instant now = clock.instant();
    CommunityId community = standing.community();
    ShelfRow next =
        database.write(tx -> {
          gamifiers.demand(tx, standing);
          LearningStore.lock(tx, community);
          ShelfRow row = row(tx, community, id, playlist);
          ShelfRow changed = changed(row, change, now);
          if (!changed.equals(row)) {
            LearningStore.change(tx, community, changed);
            tx.later(AuditEntry.by(standing, "learning.shelf", id.toString(), "", now).rider());
          }
          return changed;
        });
    return shelf(community, next);
  }

  private static ShelfRow changed(ShelfRow row, Mundo.Change change, Instant now) {
    String language = change.language() == null ? row.language() : change.language();
    List<Mundo.Label> texts = change.texts() == null ? labels(row.texts()) : change.texts();
    int place = change.place() == null ? row.place() : change.place();
    if (place < 0 || place > PLACE_MOST) {
      throw Refused.field(Refusal.FIELD_RANGE, "place");
    }
    Instant since = row.retiredAt() == null ? now : row.retiredAt();
    boolean retired = change.retired() == null ? row.retiredAt() != null : change.retired();
    return new ShelfRow(
        row.id(),
        row.mundo(),
        place,
        row.author(),
        ContentRules.tag(language, "language"),
        write(ContentRules.labels(language, texts)),
        row.asked(),
        row.createdAt(),
        retired ? since : null);
  }
}
