package org.coomunity.people.members;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.platform.db.Database;

/// What a directory may know of members: only of those who let themselves be found.
public final class Findable {
  /// The setting by which somebody hides from directories.
  public static final String SETTING = "directory";

  /// What it says when they do not, as at first.
  public static final String SHOWN = "shown";

  /// What it says when they do.
  public static final String HIDDEN = "hidden";

  private static final int MOST = 1_000;

  private final Database database;
  private final Vault vault;

  Findable(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  /// What others may read about several; who took their leave or hides is left out. At most 1,000.
  public Map<MemberId, Profile> profiles(Collection<MemberId> ids) {
    if (ids.size() > MOST) {
      throw new IllegalArgumentException("members: " + ids.size());
    }
    return database.read(tx -> {
      Set<UUID> hidden = Set.copyOf(MembersStore.saying(tx, ids, SETTING, HIDDEN));
      Map<MemberId, Profile> profiles = new HashMap<>();
      MembersStore.find(tx, vault, ids).stream()
          .filter(row -> row.goneAt() == null && !hidden.contains(row.id().value()))
          .forEach(row -> profiles.put(row.id(), row.profile()));
      return profiles;
    });
  }

  /// Those of several who hide. At most 1,000.
  public Set<MemberId> hidden(Collection<MemberId> ids) {
    return database.read(tx -> MembersStore.saying(tx, ids, SETTING, HIDDEN)).stream()
        .map(MemberId::new)
        .collect(Collectors.toSet());
  }

  /// Those of several who agreed to a purpose, by what each said last. At most 1,000.
  public Set<MemberId> consenting(Collection<MemberId> ids, String purpose) {
    if (ids.size() > MOST) {
      throw new IllegalArgumentException("members: " + ids.size());
    }
    return database.read(tx -> AgreedStore.consenting(tx, ids, purpose)).stream()
        .map(MemberId::new)
        .collect(Collectors.toSet());
  }

  /// Marks by which words are found and cannot be read; the same word has another in another scope.
  public List<Long> marks(String scope, Collection<String> words) {
    return vault.marks(scope, words);
  }

  /// A pseudonym of somebody in a scope, made with their own key; empty when it was destroyed, and
  /// then nobody can make it again.
  public Optional<byte[]> pseudonym(MemberId member, String scope) {
    return database
        .read(tx -> GoneStore.key(tx, member))
        .map(wrapped -> vault.pseudonym(member, wrapped, scope));
  }
}
