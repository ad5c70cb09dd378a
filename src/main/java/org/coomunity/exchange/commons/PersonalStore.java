package org.coomunity.exchange.commons;

import java.util.List;
import org.coomunity.base.registry.Basis;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;

/// What commons keep about people.
final class PersonalStore {
  static final List<DataClass> DATA =
      List.of(
          DataClass.of("contributions", "commons.contribution", "commons.party")
              .serves("lets members tell what they did for all", Basis.CONTRACT)
              .stays("as long as the community", "members of the community")
              .told(
                  """
                  select id, kind, title, story, benefit, hours_e2, evidence, link, state, at,
                    confirmed_at
                  from commons.contribution where community_id = :community and no = :no
                  order by at, id
                  """)
              .goes(
                  Erasure.EMPTIED,
                  """
                  update commons.contribution
                  set title = '–', story = '', benefit = '', evidence = '', link = '', asked = ''
                  where community_id = :community and (no = :no or actor_no = :no)
                  """,
                  """
                  delete from commons.party
                  where community_id = :community and no = :no and part <> 'barred'
                  """),
          DataClass.of("contribution_photos", "commons.photo")
              .serves("shows what a contribution was", Basis.CONTRACT)
              .stays("as long as its contribution", "members of the community")
              .told(
                  """
                  select p.contribution_id, p.n, p.width, p.height, p.at,
                    p.contribution_id || '-' || p.n || '.jpg' as file_name, p.large as file_bytes
                  from commons.photo p
                  join commons.contribution c on c.community_id = p.community_id
                    and c.id = p.contribution_id
                  where p.community_id = :community and c.no = :no
                  order by p.contribution_id, p.n
                  """)
              .goes(
                  Erasure.DELETED,
                  """
                  delete from commons.photo where community_id = :community and contribution_id in (
                    select id from commons.contribution
                    where community_id = :community and (no = :no or actor_no = :no))
                  """),
          DataClass.of("confirmations", "commons.confirmation")
              .serves("two others say that a contribution is so", Basis.CONTRACT)
              .stays("as long as the contribution", "members of the community")
              .told(
                  """
                  select contribution_id, at from commons.confirmation
                  where community_id = :community and no = :no order by at, contribution_id
                  """)
              .goes(Erasure.DETACHED),
          DataClass.of("missions", "commons.mission", "commons.companion", "commons.fact")
              .serves("what a community wants to reach together, and who moved it", Basis.CONTRACT)
              .stays("as long as the community", "members of the community; who moved it: nobody")
              .told(
                  """
                  select m.id, m.title, m.opens_at, m.closes_at
                  from commons.companion c
                  join commons.mission m on m.community_id = c.community_id and m.id = c.mission_id
                  where c.community_id = :community and c.no = :no order by m.opens_at, m.id
                  """)
              .goes(Erasure.DETACHED));

  private PersonalStore() {}
}
