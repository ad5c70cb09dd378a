package org.coomunity.decisions.learning;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// What members answered and where they are, in the database.
final class AnswerStore {
  /// An answer as it is stored.
  ///
  /// @param choice a `Lesson.Reply`
  record AnswerRow(
      UUID question,
      UUID item,
      int version,
      String kind,
      String choice,
      @Nullable Boolean correct,
      int ondas,
      Instant at) {}

  /// Where somebody was in an item.
  record BookmarkRow(UUID item, int position, boolean finished, Instant at) {}

  /// What a Mundo asks of members, and how much of it one of them has answered.
  record SumRow(UUID mundo, int items, int questions, int answered) {}

  /// All weeks of somebody together.
  record TotalRow(int weeks, int answers, int ondas) {}

  private record CountRow(UUID item, int answers) {}

  private AnswerStore() {}

  static Optional<AnswerRow> find(Tx tx, CommunityId community, int member, UUID question) {
    return tx.query(
            """
            select question, item, version, kind, choice, correct, ondas, at from learning.answer
            where community_id = :community and member = :member and question = :question
            """)
        .bind("community", community)
        .bind("member", member)
        .bind("question", question)
        .mapTo(AnswerRow.class)
        .findOne();
  }

  static List<AnswerRow> ofItem(Tx tx, CommunityId community, int member, UUID item) {
    return tx.query(
            """
            select question, item, version, kind, choice, correct, ondas, at from learning.answer
            where community_id = :community and member = :member and item = :item
            order by at, question limit 1000
            """)
        .bind("community", community)
        .bind("member", member)
        .bind("item", item)
        .mapTo(AnswerRow.class)
        .list();
  }

  /// Writes the first answer; false when there is one.
  static boolean first(Tx tx, CommunityId community, int member, AnswerRow row) {
    return tx.update(
                """
                insert into learning.answer (community_id, member, question, item, version, kind,
                  choice, correct, ondas, at)
                values (:community, :member, :question, :item, :version, :kind, :choice, :correct,
                  :ondas, :at)
                on conflict do nothing
                """)
            .bind("community", community)
            .bind("member", member)
            .bind("question", row.question())
            .bind("item", row.item())
            .bind("version", row.version())
            .bind("kind", row.kind())
            .bind("choice", row.choice())
            .bind("correct", row.correct())
            .bind("ondas", row.ondas())
            .bind("at", row.at())
            .execute()
        == 1;
  }

  /// Counts an answer in its week.
  static void count(Tx tx, CommunityId community, int member, LocalDate monday, int ondas) {
    tx.update(
            """
            insert into learning.week (community_id, member, monday, answers, ondas)
            values (:community, :member, :monday, 1, :ondas)
            on conflict (community_id, member, monday) do update
              set answers = learning.week.answers + 1, ondas = learning.week.ondas + excluded.ondas
            """)
        .bind("community", community)
        .bind("member", member)
        .bind("monday", monday)
        .bind("ondas", ondas)
        .execute();
  }

  /// The latest weeks, the newest first.
  static List<Progress.Week> weeks(Tx tx, CommunityId community, int member, int limit) {
    return tx.query(
            """
            select monday, answers, ondas from learning.week
            where community_id = :community and member = :member order by monday desc limit :limit
            """)
        .bind("community", community)
        .bind("member", member)
        .bind("limit", limit)
        .mapTo(Progress.Week.class)
        .list();
  }

  static TotalRow total(Tx tx, CommunityId community, int member) {
    return tx.query(
            """
            select count(*)::int as weeks, coalesce(sum(answers), 0)::int as answers,
              coalesce(sum(ondas), 0)::int as ondas
            from learning.week where community_id = :community and member = :member
            """)
        .bind("community", community)
        .bind("member", member)
        .mapTo(TotalRow.class)
        .one();
  }

  /// Keeps where somebody is; what is finished stays so.
  static void mark(Tx tx, CommunityId community, int member, BookmarkRow row) {
    tx.update(
            """
            insert into learning.bookmark (community_id, member, item, position, finished, at)
            values (:community, :member, :item, :position, :finished, :at)
            on conflict (community_id, member, item) do update
              set position = excluded.position,
                finished = learning.bookmark.finished or excluded.finished, at = excluded.at
            """)
        .bind("community", community)
        .bind("member", member)
        .bind("item", row.item())
        .bind("position", row.position())
        .bind("finished", row.finished())
        .bind("at", row.at())
        .execute();
  }

  /// Keeps that somebody began an item, when they did not before.
  static void begin(Tx tx, CommunityId community, int member, UUID item, Instant at) {
    tx.update(
            """
            insert into learning.bookmark (community_id, member, item, position, finished, at)
            values (:community, :member, :item, 0, false, :at) on conflict do nothing
            """)
        .bind("community", community)
        .bind("member", member)
        .bind("item", item)
        .bind("at", at)
        .execute();
  }

  static Optional<BookmarkRow> bookmark(Tx tx, CommunityId community, int member, UUID item) {
    return tx.query(
            """
            select item, position, finished, at from learning.bookmark
            where community_id = :community and member = :member and item = :item
            """)
        .bind("community", community)
        .bind("member", member)
        .bind("item", item)
        .mapTo(BookmarkRow.class)
        .findOne();
  }

  /// What somebody began lately and did not come to the end of.
  static List<BookmarkRow> open(Tx tx, CommunityId community, int member, int limit) {
    return tx.query(
            """
            select item, position, finished, at from learning.bookmark
            where community_id = :community and member = :member and not finished
            order by at desc, item limit :limit
            """)
        .bind("community", community)
        .bind("member", member)
        .bind("limit", limit)
        .mapTo(BookmarkRow.class)
        .list();
  }

  /// Somebody in an item that is published, with its titles.
  record BegunRow(
      UUID item, String titles, String language, int member, boolean finished, Instant at) {}

  static List<BegunRow> begun(Tx tx, CommunityId community, Instant since, int most) {
    return tx.query(
            """
            select b.item, i.titles, i.language, b.member, b.finished, b.at
            from learning.bookmark b join learning.item i
              on i.community_id = b.community_id and i.id = b.item and i.state = 'PUBLISHED'
            where b.community_id = :community and b.at >= :since
            order by b.at desc, b.item, b.member limit :most
            """)
        .bind("community", community)
        .bind("since", since)
        .bind("most", most)
        .mapTo(BegunRow.class)
        .list();
  }

  /// Which of these items somebody came to the end of.
  static List<UUID> finished(Tx tx, CommunityId community, int member, Collection<UUID> items) {
    return items.isEmpty()
        ? List.of()
        : tx.query(
                """
                select item from learning.bookmark
                where community_id = :community and member = :member and finished
                  and item in (<items>)
                """)
            .bindList("items", List.copyOf(items))
            .bind("community", community)
            .bind("member", member)
            .mapTo(UUID.class)
            .list();
  }

  /// How many questions of these items somebody has answered.
  static Map<UUID, Integer> counts(
      Tx tx, CommunityId community, int member, Collection<UUID> items) {
    return items.isEmpty()
        ? Map.of()
        : tx
            .query(
                """
                select item, count(*)::int as answers from learning.answer
                where community_id = :community and member = :member and item in (<items>)
                group by item
                """)
            .bindList("items", List.copyOf(items))
            .bind("community", community)
            .bind("member", member)
            .mapTo(CountRow.class)
            .list()
            .stream()
            .collect(Collectors.toMap(CountRow::item, CountRow::answers));
  }

  /// What each Mundo has, and what somebody has done of it.
  static Map<UUID, SumRow> sums(Tx tx, CommunityId community, int member) {
    return tx
        .query(
            """
            select s.mundo, count(*)::int as items, sum(i.questions)::int as questions,
              coalesce(sum(least(i.questions, a.n)), 0)::int as answered
            from learning.shelf s
            join learning.item i on i.community_id = s.community_id and i.playlist = s.id
              and i.state = 'PUBLISHED'
            left join (select item, count(*) as n from learning.answer
              where community_id = :community and member = :member group by item) a
              on a.item = i.id
            where s.community_id = :community and s.mundo is not null and s.retired_at is null
            group by s.mundo
            """)
        .bind("community", community)
        .bind("member", member)
        .mapTo(SumRow.class)
        .list()
        .stream()
        .collect(Collectors.toMap(SumRow::mundo, sum -> sum));
  }
}
