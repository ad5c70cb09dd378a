package org.coomunity.decisions.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.json.Json;
import org.coomunity.decisions.learning.LearningStore.EditionRow;
import org.coomunity.decisions.learning.LearningStore.ItemRow;

/// Items as those who write content see them.
final class Works {
  private static final int LINES_MOST = 100;

  private final Database database;
  private final Gamifiers gamifiers;

  Works(Database database, Gamifiers gamifiers) {
    this.database = database;
    this.gamifiers = gamifiers;
  }

  /// Its author writes it, and stewards do; others who write content look through it.
  static boolean mayWrite(Standing standing, ItemRow item) {
    return item.author() == standing.actorNo() || standing.role().includes(Role.STEWARD);
  }

  static String title(Content content) {
    return content.texts().stream()
        .filter(words -> words.language().equals(content.language()))
        .findFirst()
        .orElseThrow()
        .title();
  }

  Work work(Standing standing, UUID id) {
    CommunityId community = standing.community();
    return database.read(tx -> {
      ItemRow item = gamifiers.item(tx, standing, id);
      EditionRow last = LearningStore.edition(tx, community, id, item.latest()).orElseThrow();
      UUID mundo =
          Objects.requireNonNull(
              LearningStore.shelf(tx, community, item.playlist()).orElseThrow().mundo());
      boolean decides =
          last.state().equals("REVIEW")
              && LearningRules.mayDecide(
                  standing.actorNo(),
                  item.author(),
                  last.writer(),
                  gamifiers.reviewers(tx, community));
      Gamifiers.Names names = gamifiers.names(community, item, last);
      return new Work(
          id,
          item.playlist(),
          mundo,
          last.version(),
          item.version(),
          last.state().toLowerCase(Locale.ROOT),
          item.retired(),
          names.handle(item.author()),
          names.handle(last.writer()),
          last.reviewer() == null ? "" : names.handle(last.reviewer()),
          last.note(),
          last.changedAt(),
          may(mayWrite(standing, item), decides, last, item),
          Json.read(last.body(), Content.class));
    });
  }

  private static List<String> may(boolean pen, boolean decides, EditionRow last, ItemRow item) {
    List<String> may = new ArrayList<>();
    if (pen) {
      may.add("edit");
      if (last.state().equals("DRAFT")) {
        may.add("ask");
      }
      may.add(item.retired() ? "restore" : "retire");
    }
    if (decides) {
      may.add("decide");
    }
    return may;
  }

  List<Work.Line> lines(Standing standing) {
    CommunityId community = standing.community();
    List<EditionRow> rows =
        database.read(tx ->
            gamifiers.writes(tx, standing)
                ? LearningStore.inWork(tx, community, LINES_MOST)
                : List.of());
    Gamifiers.Names names =
        gamifiers.names(community, rows.stream().map(EditionRow::writer).distinct().toList());
    return rows.stream()
        .map(row ->
            new Work.Line(
                row.item(),
                title(Json.read(row.body(), Content.class)),
                row.state().toLowerCase(Locale.ROOT),
                names.handle(row.writer()),
                row.changedAt()))
        .toList();
  }
}
