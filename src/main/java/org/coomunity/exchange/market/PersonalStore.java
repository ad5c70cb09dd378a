package org.coomunity.exchange.market;

import java.util.List;
import org.coomunity.base.registry.Basis;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;

/// What the market keeps about people.
final class PersonalStore {
  static final List<DataClass> DATA =
      List.of(
          DataClass.of("listings", "market.listing")
              .serves("shows what somebody offers or looks for", Basis.CONTRACT)
              .stays("as long as the community; shown for 30 days", "members of the community")
              .told(
                  """
                  select id, side, kind, category, title, body, price as price_minor, quantity, tags,
                    place_lat_e2 / 100.0 as lat, place_lon_e2 / 100.0 as lon, language, state,
                    created_at, expires_at
                  from market.listing where community_id = :community and owner = :no
                  order by created_at, id
                  """)
              .goes(
                  Erasure.DELETED,
                  """
                  delete from market.favourite where community_id = :community and listing in (
                    select id from market.listing where community_id = :community and owner = :no)
                  """,
                  "delete from market.listing where community_id = :community and owner = :no"),
          DataClass.of("photos", "market.photo")
              .serves("shows what a listing looks like", Basis.CONTRACT)
              .stays("as long as its listing", "members of the community")
              .told(
                  """
                  select p.listing, p.n, p.width, p.height, p.at,
                    p.listing || '-' || p.n || '.jpg' as file_name, p.large as file_bytes
                  from market.photo p
                  join market.listing l on l.community_id = p.community_id and l.id = p.listing
                  where p.community_id = :community and l.owner = :no order by p.listing, p.n
                  """)
              .goes(
                  Erasure.DELETED,
                  """
                  delete from market.photo where community_id = :community and listing in (
                    select id from market.listing where community_id = :community and owner = :no)
                  """),
          DataClass.of("questions", "market.question")
              .serves("lets people ask about a listing", Basis.CONTRACT)
              .stays("as long as the listing", "members of the community once it is answered")
              .told(
                  """
                  select q.id, q.listing, q.asker as asker_no, q.words, q.answer, q.asked_at,
                    q.answered_at
                  from market.question q left join market.listing l
                    on l.community_id = q.community_id and l.id = q.listing
                  where q.community_id = :community and (q.asker = :no or l.owner = :no)
                  order by q.asked_at, q.id
                  """)
              .goes(
                  Erasure.DELETED,
                  """
                  delete from market.question where community_id = :community and (asker = :no
                    or listing in (select id from market.listing
                      where community_id = :community and owner = :no))
                  """),
          DataClass.of("favourites", "market.favourite")
              .serves("keeps listings that somebody wants to find again", Basis.CONTRACT)
              .stays("until one takes it back", "oneself")
              .told(
                  """
                  select listing, at from market.favourite
                  where community_id = :community and member = :no order by at
                  """)
              .goes(
                  Erasure.DELETED,
                  "delete from market.favourite where community_id = :community and member = :no"));

  private PersonalStore() {}
}
