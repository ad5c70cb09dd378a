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
          DataClass.of("circle_posts", "circles.post")
              .serves("what members of a circle say to each other", Basis.CONTRACT)
              .stays("until its author takes it away", "members of the circle")
              .told(
                  """
                  select circle_id, id, words, at, hidden_at from circles.post
                  where community_id = :community and no = :no order by at, id
                  """)
              .goes(
                  Erasure.DELETED,
                  "delete from circles.post where community_id = :community and no = :no"),
          DataClass.of("circle_meetings", "circles.meeting", "circles.attendance")
              .serves("when circles meet, who comes and who was there", Basis.CONTRACT)
              .stays("as long as the community", "members of the circle")
              .told(
                  """
                  select m.circle_id, m.id, m.by_no, m.title, m.place, m.starts_at, m.minutes, a.comes,
                    a.was
                  from circles.meeting m
                  left join circles.attendance a on a.community_id = m.community_id
                    and a.meeting_id = m.id and a.no = :no
                  where m.community_id = :community and (m.by_no = :no or a.no = :no)
                  order by m.starts_at, m.id
                  """)
              .goes(
                  Erasure.EMPTIED,
                  """
                  update circles.meeting set title = '–', place = '–', asked = ''
                  where community_id = :community and by_no = :no
                  """,
                  "delete from circles.attendance where community_id = :community and no = :no"),
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
