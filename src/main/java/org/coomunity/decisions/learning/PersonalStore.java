package org.coomunity.decisions.learning;

import java.util.List;
import org.coomunity.base.registry.Basis;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;

/// What learning keeps about people. Content belongs to the community; who wrote it has a name that
/// says nobody once they are gone. What somebody answered goes with them.
final class PersonalStore {
  static final List<DataClass> DATA =
      List.of(
          DataClass.of(
                  "learning_content",
                  "learning.shelf",
                  "learning.item",
                  "learning.edition",
                  "learning.gamifier")
              .serves("content with questions that members write for one another", Basis.CONTRACT)
              .stays("as long as the community", "members")
              .told(
                  """
                  select item as id, version, state, body, note, changed_at, decided_at
                  from learning.edition
                  where community_id = :community and writer = :no order by item, version
                  """)
              .goes(
                  Erasure.DETACHED,
                  "delete from learning.gamifier where community_id = :community and member = :no"),
          DataClass.of("learning", "learning.answer", "learning.bookmark", "learning.week")
              .serves(
                  "what one learned: answers, where one was, and in which weeks", Basis.CONTRACT)
              .stays("while one is here", "oneself")
              .told(
                  """
                  select question, item, version, kind, choice, correct, ondas, at
                  from learning.answer
                  where community_id = :community and member = :no order by at, question
                  """)
              .goes(
                  Erasure.DELETED,
                  "delete from learning.answer where community_id = :community and member = :no",
                  "delete from learning.bookmark where community_id = :community and member = :no",
                  "delete from learning.week where community_id = :community and member = :no"));

  private PersonalStore() {}
}
