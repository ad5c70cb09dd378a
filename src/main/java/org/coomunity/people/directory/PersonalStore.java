package org.coomunity.people.directory;

import java.util.List;
import org.coomunity.base.registry.Basis;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;

/// What the directory keeps about people.
final class PersonalStore {
  static final List<DataClass> DATA =
      List.of(
          DataClass.of("directory", "directory.card")
              .serves(
                  "lets members of a community find each other: the name for the order, and marks of"
                      + " words that cannot be read",
                  Basis.INTEREST)
              .stays(
                  "while one is active there and does not hide from the directory",
                  "members of the community")
              .told(
                  """
                  select name_key as sorted_as, joined_at, cardinality(marks) as marks
                  from directory.card where community_id = :community and no = :no
                  """)
              .goes(
                  Erasure.DELETED,
                  "delete from directory.card where community_id = :community and no = :no"));

  private PersonalStore() {}
}
