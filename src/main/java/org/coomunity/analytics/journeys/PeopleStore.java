package org.coomunity.analytics.journeys;

import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;

/// Pseudonyms and their numbers in the database.
final class PeopleStore {
  /// Somebody under a number.
  record Person(long no, Instant since) {}

  /// Somebody under a number, by their pseudonym.
  @SuppressWarnings("ArrayRecordComponent") // compared as a key made of it
  record Named(byte[] pseudonym, long no, Instant since) {}

  private PeopleStore() {}

  /// Somebody by their pseudonym, held until the transaction ends: nobody forgets them meanwhile.
  static Optional<Person> person(Tx tx, CommunityId community, byte[] pseudonym) {
    return tx.query(
            """
            select no, since from journeys.person
            where community_id = :community and pseudonym = :pseudonym for key share
            """)
        .bind("community", community)
        .bind("pseudonym", pseudonym)
        .mapTo(Person.class)
        .findOne();
  }

  /// Gives numbers to those who have none yet.
  static void enter(Tx tx, CommunityId community, Collection<byte[]> pseudonyms, Instant since) {
    tx.update(
            """
            insert into journeys.person (community_id, pseudonym, since)
            select :community, decode(hex, 'hex'), :since
            from unnest(cast(:hexes as text[])) as h (hex) order by hex
            on conflict (community_id, pseudonym) do nothing
            """)
        .bind("community", community)
        .bind("hexes", hexes(pseudonyms))
        .bind("since", since)
        .execute();
  }

  private static String[] hexes(Collection<byte[]> pseudonyms) {
    return pseudonyms.stream().map(HexFormat.of()::formatHex).toArray(String[]::new);
  }

  /// Those of these pseudonyms who are known, held until the transaction ends.
  static List<Named> people(Tx tx, CommunityId community, Collection<byte[]> pseudonyms) {
    return tx.query(
            """
            select pseudonym, no, since from journeys.person
            where community_id = :community and pseudonym in (
              select decode(hex, 'hex') from unnest(cast(:hexes as text[])) as h (hex))
            order by no for key share
            """)
        .bind("community", community)
        .bind("hexes", hexes(pseudonyms))
        .mapTo(Named.class)
        .list();
  }

  /// Takes somebody's number away; the number, when there was one.
  static Optional<Long> leave(Tx tx, CommunityId community, byte[] pseudonym) {
    return tx.query(
            """
            delete from journeys.person
            where community_id = :community and pseudonym = :pseudonym returning no
            """)
        .bind("community", community)
        .bind("pseudonym", pseudonym)
        .mapTo(Long.class)
        .findOne();
  }
}
