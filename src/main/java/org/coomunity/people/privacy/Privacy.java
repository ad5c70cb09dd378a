package org.coomunity.people.privacy;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.messages.Messages;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.http.Waits.Wait;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Self;
import org.coomunity.people.communities.Communities;
import org.coomunity.people.communities.Membership;
import org.coomunity.people.logins.Logins;
import org.coomunity.people.members.Me;
import org.coomunity.people.members.Members;
import org.coomunity.people.members.SignIn;

/// What people can do about what is kept of them: get all of it, take their leave, come back within
/// 30 days, and then be forgotten. What there is about people the modules say themselves.
public final class Privacy {
  /// How long somebody who took their leave may come back.
  public static final Duration UNDO = Duration.ofDays(30);

  private static final int TRIES = 3;

  private final Database database;
  private final InstantSource clock;
  private final Logins logins;
  private final Members members;
  private final Communities communities;
  private final PrivacyDoors doors;
  private final List<DataClass> data;
  private final Export export;

  /// @param data what each module keeps about people
  public Privacy(
      Database database,
      InstantSource clock,
      Messages messages,
      Logins logins,
      Members members,
      Communities communities,
      PrivacyDoors doors,
      List<DataClass> data) {
    this.database = database;
    this.clock = clock;
    this.logins = logins;
    this.members = members;
    this.communities = communities;
    this.doors = doors;
    this.data = List.copyOf(data);
    this.export = new Export(database, clock, messages, communities, doors, this.data);
  }

  /// The routes of export and leave.
  public List<Route> routes(RateLimits limits) {
    return new PrivacyHttp(this, members, limits).routes();
  }

  /// Everything that is kept about the caller, as a file to keep.
  public Answer download(RateLimits limits, Caller caller, Language language) {
    limits.take(RateLimits.Limit.EXPORTS, caller.handle());
    InputStream made = export(caller, language);
    return Answer.stream(
            "application/zip",
            out -> {
              try (InputStream zip = made) {
                zip.transferTo(out);
              }
            })
        .header("Content-Disposition", "attachment; filename=\"coomunity.zip\"")
        .header("Cache-Control", "no-store");
  }

  /// Everything that is kept about the caller, a zip file.
  public InputStream export(Caller caller, Language language) {
    Me me = members.me(caller);
    Map<String, Object> sealed = new LinkedHashMap<>();
    sealed.put("displayName", me.profile().displayName());
    sealed.put("text", me.profile().text());
    sealed.put("skills", me.profile().skills());
    sealed.put("vocation", me.profile().vocation());
    sealed.put("element", me.profile().element());
    sealed.put("languages", me.profile().languages());
    sealed.put("place", me.profile().place());
    sealed.put("email", me.email());
    sealed.put("birthDate", members.birthDate(caller.member()).orElse(null));
    return export.made(self(caller.member()), caller.handle(), sealed, language);
  }

  /// All places of somebody, and the platform itself as the last.
  private Self self(MemberId member) {
    List<Self.Seat> seats = new ArrayList<>();
    for (Membership place : communities.places(member)) {
      seats.add(doors.seats().of(place));
    }
    seats.add(new Self.Seat(Logins.PLATFORM, "", 0, 0, 0));
    return new Self(member, seats);
  }

  /// The caller takes their leave: hidden at once, everywhere, under a handle that says nobody;
  /// open trades end by rule, balances wait in their accounts. For 30 days they may come back.
  ///
  /// @throws Refused `wrong_login`, `last_admin` with `community` or `organisation`, `not_allowed`
  ///   for operators, who are part of the platform
  public Instant leave(Caller caller, Secret password) {
    MemberId member = caller.member();
    if (caller.operator()) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    if (!logins.knows(member, password)) {
      throw Refused.because(Refusal.WRONG_LOGIN);
    }
    for (int tried = 1; ; tried++) {
      for (Membership place : communities.places(member)) {
        if (place.state().inside()) {
          doors.trades().end(place.community(), place.no());
        }
      }
      try {
        database.write(tx -> {
          communities.absence().vanish(tx, member, members.leaving().vanish(tx, member));
          return member;
        });
        break;
      } catch (Refused no) {
        // somebody began a trade with them just now
        if (no.refusal() != Refusal.BALANCE_OPEN || tried == TRIES) {
          throw no;
        }
      }
    }
    refresh(member);
    logins.endAll(member, "gone");
    return clock.instant().plus(UNDO);
  }

  private void refresh(MemberId member) {
    members.refresh(member);
    communities.absence().refresh(member);
  }

  /// Somebody comes back within their time; the log-in is theirs to open after that. Who guesses
  /// waits as at the front door.
  ///
  /// @throws Refused `too_many`, `wrong_login`
  public void comeBack(RateLimits limits, String handle, Secret password, SignIn.From from) {
    String named = handle.strip().toLowerCase(Locale.ROOT);
    limits.take(RateLimits.Limit.LOGIN, named + " " + from.address());
    limits.waits().pass(Wait.HANDLE, named);
    Optional<MemberId> absent = members.leaving().absent(handle, password);
    if (absent.isEmpty()) {
      limits.waits().failed(Wait.HANDLE, named);
      throw Refused.because(Refusal.WRONG_LOGIN);
    }
    MemberId member = absent.get();
    database.write(tx -> {
      communities.absence().reappear(tx, member, members.leaving().reappear(tx, member));
      return member;
    });
    refresh(member);
  }

  /// Forgets for good those whose time is over, at most `most`; a job calls it.
  public int forget(int most) {
    List<MemberId> over = members.leaving().over(clock.instant().minus(UNDO), most);
    for (MemberId member : over) {
      for (Membership place : communities.places(member)) {
        doors.trades().end(place.community(), place.no());
      }
      Self self = self(member);
      database.write(tx -> forgotten(tx, self));
    }
    return over.size();
  }

  private Self forgotten(Tx tx, Self self) {
    communities.absence().settle(tx, self.member());
    members.leaving().shred(tx, self.member());
    // what hangs on other rows goes first: photos and questions before their listings
    for (DataClass one : data.reversed()) {
      for (String sql : one.erased()) {
        boolean placed = DataClass.perSeat(sql);
        for (Self.Seat seat : placed ? self.seats() : self.seats().subList(0, 1)) {
          Bound.to(tx.update(sql), sql, self, seat).execute();
        }
      }
    }
    return self;
  }

  /// Takes away what is too old, at most `most` rows of each class; a job calls it.
  public int lapse(int most) {
    int gone = 0;
    for (DataClass one : data) {
      String sql = one.lapses();
      if (sql != null) {
        Instant before = clock.instant().minus(Duration.ofDays(one.days()));
        gone +=
            database.write(
                tx -> tx.update(sql).bind("before", before).bind("most", most).execute());
      }
    }
    return gone;
  }

  /// The records of processing, a page of Markdown.
  public static String records(List<DataClass> data) {
    return Records.page(data);
  }
}
