package org.coomunity.people.push;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.platform.db.Tx;

/// Browsers that may be called, and messages on their way.
final class PushStore {
  /// A browser as it is stored.
  record Row(MemberId memberId, UUID id, UUID sessionId, Instant madeAt) {}

  /// A message with where it goes.
  record Waiting(
      MemberId memberId,
      UUID deviceId,
      String topic,
      String payload,
      String urgency,
      Instant overAt,
      int tries,
      String endpoint,
      String p256dh,
      String auth) {}

  private PushStore() {}

  /// Keeps a browser; the same once more is kept with its new keys and log-in.
  static Row keep(Tx tx, MemberId member, UUID id, UUID session, Device.Draft draft, Instant now) {
    return tx.query(
            """
            insert into push.device (member_id, id, session_id, endpoint, p256dh, auth, made_at,
              checked_at)
            values (:member, :id, :session, :endpoint, :p256dh, :auth, :now, :now)
            on conflict (member_id, endpoint) do update set session_id = excluded.session_id,
              p256dh = excluded.p256dh, auth = excluded.auth, checked_at = excluded.checked_at,
              failed = 0
            returning member_id, id, session_id, made_at
            """)
        .bind("member", member)
        .bind("id", id)
        .bind("session", session)
        .bind("endpoint", draft.endpoint())
        .bind("p256dh", draft.keys().p256dh())
        .bind("auth", draft.keys().auth())
        .bind("now", now)
        .mapTo(Row.class)
        .one();
  }

  /// A browser belongs to who used it last: nobody reads there what is for somebody before.
  static void takeOver(Tx tx, MemberId member, String endpoint) {
    tx.update("delete from push.device where endpoint = :endpoint and member_id <> :member")
        .bind("endpoint", endpoint)
        .bind("member", member)
        .execute();
  }

  /// Forgets the oldest beyond `most`.
  static void bound(Tx tx, MemberId member, int most) {
    tx.update(
            """
            delete from push.device where member_id = :member and id in (
              select id from push.device where member_id = :member
              order by made_at desc, id desc offset :most)
            """)
        .bind("member", member)
        .bind("most", most)
        .execute();
    unaddressed(tx, member);
  }

  static List<Row> of(Tx tx, MemberId member, int most) {
    return tx.query(
            """
            select member_id, id, session_id, made_at from push.device where member_id = :member
            order by made_at desc, id desc limit :most
            """)
        .bind("member", member)
        .bind("most", most)
        .mapTo(Row.class)
        .list();
  }

  static boolean any(Tx tx, MemberId member) {
    return tx.query("select exists (select 1 from push.device where member_id = :member)")
        .bind("member", member)
        .mapTo(Boolean.class)
        .one();
  }

  static void forget(Tx tx, MemberId member, UUID id) {
    tx.update("delete from push.device where member_id = :member and id = :id")
        .bind("member", member)
        .bind("id", id)
        .execute();
    unaddressed(tx, member);
  }

  static void ended(Tx tx, MemberId member, List<UUID> sessions) {
    tx.update("delete from push.device where member_id = :member and session_id = any(:sessions)")
        .bind("member", member)
        .bindArray("sessions", UUID.class, sessions)
        .execute();
    unaddressed(tx, member);
  }

  private static void unaddressed(Tx tx, MemberId member) {
    tx.update(
            """
            delete from push.message where member_id = :member and device_id not in (
              select id from push.device where member_id = :member)
            """)
        .bind("member", member)
        .execute();
  }

  /// Writes a message down for every browser of a member that has fewer than `most` waiting.
  static void write(
      Tx tx, MemberId member, String topic, String payload, Message message, int most) {
    tx.update(
            """
            insert into push.message (member_id, device_id, topic, payload, urgency, due_at, over_at)
            select d.member_id, d.id, :topic, :payload, :urgency, :due, :over from push.device d
            where d.member_id = :member and (select count(*) from push.message m
              where m.member_id = :member and m.device_id = d.id) < :most
            on conflict (member_id, device_id, topic) do update set payload = excluded.payload,
              urgency = excluded.urgency, over_at = excluded.over_at,
              due_at = greatest(push.message.due_at, excluded.due_at), tries = 0
            """)
        .bind("member", member)
        .bind("topic", topic)
        .bind("payload", payload)
        .bind("urgency", message.urgent() ? "high" : "normal")
        .bind("due", message.due())
        .bind("over", message.over())
        .bind("most", most)
        .execute();
  }

  /// Takes messages that are due, so that nobody else carries them until `until`.
  static List<Waiting> take(Tx tx, Instant now, Instant until, int most) {
    return tx.query(
            """
            update push.message m set due_at = :until, tries = tries + 1
            from push.device d
            where d.member_id = m.member_id and d.id = m.device_id
              and (m.member_id, m.device_id, m.topic) in (
                select w.member_id, w.device_id, w.topic from push.message w
                join push.device o on o.member_id = w.member_id and o.id = w.device_id
                where w.due_at <= :now order by w.due_at limit :most
                for update of w skip locked)
            returning m.member_id, m.device_id, m.topic, m.payload, m.urgency, m.over_at, m.tries,
              d.endpoint, d.p256dh, d.auth
            """)
        .bind("now", now)
        .bind("until", until)
        .bind("most", most)
        .mapTo(Waiting.class)
        .list();
  }

  /// A message is done with, unless another took its place while it went.
  static void done(Tx tx, Waiting waiting) {
    tx.update(
            """
            delete from push.message where member_id = :member and device_id = :device
              and topic = :topic and payload = :payload
            """)
        .bind("member", waiting.memberId())
        .bind("device", waiting.deviceId())
        .bind("topic", waiting.topic())
        .bind("payload", waiting.payload())
        .execute();
  }

  static void again(Tx tx, Waiting waiting, Instant due) {
    tx.update(
            """
            update push.message set due_at = :due where member_id = :member and device_id = :device
              and topic = :topic
            """)
        .bind("due", due)
        .bind("member", waiting.memberId())
        .bind("device", waiting.deviceId())
        .bind("topic", waiting.topic())
        .execute();
  }

  /// How often in a row its push service refused, this time among them; 0 after it took one.
  static int refused(Tx tx, MemberId member, UUID device, boolean again) {
    return tx.query(
            """
            update push.device set failed = case when :again then failed + 1 else 0 end
            where member_id = :member and id = :device returning failed
            """)
        .bind("again", again)
        .bind("member", member)
        .bind("device", device)
        .mapTo(Integer.class)
        .findOne()
        .orElse(0);
  }

  /// Browsers whose log-in was not looked at since then.
  static List<Row> unseen(Tx tx, Instant before, int most) {
    return tx.query(
            """
            select member_id, id, session_id, made_at from push.device where checked_at < :before
            order by checked_at limit :most
            """)
        .bind("before", before)
        .bind("most", most)
        .mapTo(Row.class)
        .list();
  }

  static void seen(Tx tx, MemberId member, UUID id, Instant now) {
    tx.update("update push.device set checked_at = :now where member_id = :member and id = :id")
        .bind("now", now)
        .bind("member", member)
        .bind("id", id)
        .execute();
  }

  /// Deletes messages that are no news any more.
  static int over(Tx tx, Instant now, int most) {
    return tx.update(
            """
            delete from push.message where (member_id, device_id, topic) in (
              select member_id, device_id, topic from push.message
              where due_at <= :now and over_at <= :now limit :most)
            """)
        .bind("now", now)
        .bind("most", most)
        .execute();
  }
}
