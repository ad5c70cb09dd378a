package org.coomunity.base.translate;

import java.util.List;
import org.coomunity.base.registry.Basis;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;

/// What translation keeps about people.
final class PersonalStore {
  static final List<DataClass> DATA =
      List.of(
          DataClass.of("translations", "translate.memory", "translate.job")
              .serves("shows what somebody wrote in the language of who reads it", Basis.CONSENT)
              .stays("as long as the text stands", "members of the community")
              .told(
                  """
                  select ref, lang, body, provider, reviewed, at from translate.memory
                  where community_id in (:community, :member) and author = :member
                  order by at, hash
                  """)
              .goes(
                  Erasure.DELETED,
                  """
                  delete from translate.memory
                  where community_id in (:community, :member) and author = :member
                  """,
                  """
                  delete from translate.job
                  where community_id in (:community, :member) and author = :member
                  """));

  private PersonalStore() {}
}
