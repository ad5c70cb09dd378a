package org.coomunity.decisions.circles;

import java.util.List;
import org.coomunity.base.registry.Basis;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;

/// What circles keep about people.
final class PersonalStore {
  static final List<DataClass> DATA =
      List.of(
          DataClass.of("circles", "circles.circle", "circles.member")
              .serves("who is in which circle, and how far they came in it", Basis.CONTRACT)
              .stays("as long as the community", "members of the community")
              .told(
                  """
                  select c.id, c.name, m.state, m.role, m.words, m.since, m.attended, m.minutes,
                    m.taught, m.rating_sum, m.rating_n
                  from circles.member m
                  join circles.circle c on c.community_id = m.community_id and c.id = m.circle_id
                  where m.community_id = :community and m.no = :no order by m.since, c.id
                  """)
              .goes(
                  Erasure.EMPTIED,
                  """
                  update circles.member set words = '' where community_id = :community and no = :no
                  """),
          DataClass.of("lessons", "circles.session", "circles.seat")
              .serves("sessions in which members teach each other", Basis.CONTRACT)
              .stays("as long as the community", "members of the community; places: both sides")
              .told(
                  """
                  select s.id, s.teacher_no, s.title, s.story, s.place, s.starts_at, s.minutes,
                    s.price as price_minor, s.state, t.state as seat, t.learner_rating
                  from circles.session s
                  left join circles.seat t on t.community_id = s.community_id
                    and t.session_id = s.id and t.no = :no
                  where s.community_id = :community and (s.teacher_no = :no or t.no = :no)
                  order by s.starts_at, s.id
                  """)
              .goes(
                  Erasure.EMPTIED,
                  """
                  update circles.session set title = '–', story = '', place = '', asked = ''
                  where community_id = :community and teacher_no = :no
                  """));

  private PersonalStore() {}
}
