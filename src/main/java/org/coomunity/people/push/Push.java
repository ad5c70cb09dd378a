package org.coomunity.people.push;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.json.Json;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.base.registry.DataClass;
import org.coomunity.people.logins.Logins;
import org.coomunity.people.logins.LoginsEvent;
import org.coomunity.people.logins.Session;
import org.coomunity.people.push.PushStore.Row;
import org.coomunity.people.push.PushStore.Waiting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Messages to browsers that their members let be called (Web Push). One is written down in the
/// transaction of what it tells and carried by a job afterwards, so that a push service that is
/// slow or away holds nobody up. A browser belongs to one log-in and is forgotten with it.
public final class Push {
  private static final Logger LOG = LoggerFactory.getLogger(Push.class);

  private final Database database;
  private final InstantSource clock;
  private final Logins logins;
  private final PushSettings settings;
  private final Vapid vapid;
  private final Carrier carrier;

  public Push(
      Database database, Outbox outbox, InstantSource clock, Logins logins, PushSettings settings) {
    this.database = database;
    this.clock = clock;
    this.logins = logins;
    this.settings = settings;
    this.vapid = new Vapid(settings.key(), settings.subject());
    this.carrier = new Carrier(vapid, settings.anywhere());
    outbox.on(
        "push",
        LoginsEvent.SessionsEnded.class,
        (tx, ended) -> PushStore.ended(tx, ended.member(), ended.sessions()));
  }

  /// The routes of browsers that may be called.
  public List<Route> routes(RateLimits limits) {
    return new PushHttp(this, limits).routes();
  }

  /// The browsers that somebody lets be called, the newest first, and the key that others need.
  public Device.Known of(Caller caller) {
    MemberId member = caller.member();
    List<Row> rows = database.read(tx -> PushStore.of(tx, member, PushRules.DEVICES_MOST));
    Map<UUID, String> words =
        rows.isEmpty()
            ? Map.of()
            : logins.sessions(member).stream()
                .collect(Collectors.toMap(Session::id, Session::words));
    List<Device> devices = rows.stream().map(row -> device(row, words, caller.session())).toList();
    return new Device.Known(vapid.key(), devices);
  }

  private static Device device(Row row, Map<UUID, String> words, UUID current) {
    return new Device(
        row.id(),
        words.getOrDefault(row.sessionId(), ""),
        row.madeAt(),
        row.sessionId().equals(current));
  }

  /// True when somebody has a browser that may be called.
  public boolean reaches(MemberId member) {
    return database.read(tx -> PushStore.any(tx, member));
  }

  /// Lets the browser of a log-in be called; beyond ten, the oldest is not called any more.
  ///
  /// @throws Refused `field_format` for what no push service gives out
  public Device add(Caller caller, Device.Draft draft) {
    Device.Draft checked = PushRules.checked(draft, settings.anywhere());
    Instant now = clock.instant();
    Row row =
        database.write(tx -> {
          PushStore.takeOver(tx, caller.member(), checked.endpoint());
          Row kept =
              PushStore.keep(tx, caller.member(), Uuid7.at(now), caller.session(), checked, now);
          PushStore.bound(tx, caller.member(), PushRules.DEVICES_MOST);
          tx.publish(new PushEvent.DeviceAdded(caller.member(), now));
          return kept;
        });
    Map<UUID, String> words =
        logins.sessions(caller.member()).stream()
            .collect(Collectors.toMap(Session::id, Session::words));
    return device(row, words, caller.session());
  }

  /// Calls a browser no longer; nothing happens when it is not known.
  public void remove(MemberId member, UUID id) {
    database.write(tx -> {
      PushStore.forget(tx, member, id);
      return id;
    });
  }

  /// Writes a message down for every browser of a member.
  public void write(Tx tx, MemberId member, Message message) {
    PushStore.write(
        tx,
        member,
        PushRules.topic(message.about()),
        payload(message),
        message,
        PushRules.WAITING_MOST);
  }

  private static String payload(Message message) {
    Map<String, String> said = new LinkedHashMap<>();
    said.put("title", message.title());
    said.put("text", message.text());
    said.put("link", message.link());
    said.put("why", message.why());
    said.put("change", message.change());
    said.put("tag", PushRules.topic(message.about()));
    said.put("lang", message.language().tag());
    said.put("dir", message.language().direction());
    return Json.write(said);
  }

  /// Carries messages that are due, at most `most`, all at the same time; a job calls it.
  ///
  /// @return how many went
  public int carry(int most) {
    Instant now = clock.instant();
    database.write(tx -> PushStore.over(tx, now, most));
    List<Waiting> taken =
        database.write(tx -> PushStore.take(tx, now, now.plus(PushRules.TURN), most));
    if (taken.isEmpty()) {
      return 0;
    }
    List<Future<Boolean>> going = new ArrayList<>();
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      taken.forEach(waiting -> going.add(each.submit(() -> carried(waiting, now))));
    }
    return (int) going.stream().filter(Push::went).count();
  }

  private static boolean went(Future<Boolean> one) {
    return one.state() == Future.State.SUCCESS && one.resultNow();
  }

  private boolean carried(Waiting waiting, Instant now) {
    Carrier.Said said;
    try {
      said = carrier.carry(waiting, now);
    } catch (IOException away) {
      said = new Carrier.Said(PushRules.Outcome.LATER, 0, java.util.Optional.empty());
    }
    settle(waiting, said, now);
    return said.outcome() == PushRules.Outcome.TAKEN;
  }

  private void settle(Waiting waiting, Carrier.Said said, Instant now) {
    if (said.outcome() != PushRules.Outcome.TAKEN) {
      LOG.info(
          "a push message was not taken ({}, status {}, {} of {} tries)",
          said.outcome(),
          said.status(),
          waiting.tries(),
          PushRules.TRIES_MOST);
    }
    Instant due = now.plus(PushRules.wait(waiting.tries(), said.retryAfter(), now));
    database.write(tx -> {
      switch (said.outcome()) {
        case GONE -> PushStore.forget(tx, waiting.memberId(), waiting.deviceId());
        case TAKEN -> {
          PushStore.done(tx, waiting);
          PushStore.refused(tx, waiting.memberId(), waiting.deviceId(), false);
        }
        case REFUSED -> refused(tx, waiting);
        case LATER -> {
          if (waiting.tries() >= PushRules.TRIES_MOST || !due.isBefore(waiting.overAt())) {
            PushStore.done(tx, waiting);
          } else {
            PushStore.again(tx, waiting, due);
          }
        }
      }
      return waiting;
    });
  }

  private static void refused(Tx tx, Waiting waiting) {
    PushStore.done(tx, waiting);
    int times = PushStore.refused(tx, waiting.memberId(), waiting.deviceId(), true);
    if (times >= PushRules.REFUSED_MOST) {
      PushStore.forget(tx, waiting.memberId(), waiting.deviceId());
    }
  }

  /// Forgets browsers whose log-in ran out, looking at no more than `most`; a job calls it.
  ///
  /// @return how many it forgot
  public int sweep(int most) {
    Instant now = clock.instant();
    int forgotten = 0;
    for (Row row : database.read(tx -> PushStore.unseen(tx, now.minus(PushRules.LOOK), most))) {
      boolean open =
          logins.sessions(row.memberId()).stream()
              .anyMatch(session -> session.id().equals(row.sessionId()));
      database.write(tx -> {
        if (open) {
          PushStore.seen(tx, row.memberId(), row.id(), now);
        } else {
          PushStore.forget(tx, row.memberId(), row.id());
        }
        return row;
      });
      forgotten += open ? 0 : 1;
    }
    return forgotten;
  }

  /// What it keeps about people.
  public static List<DataClass> data() {
    return PersonalStore.DATA;
  }
}
