package org.coomunity.village;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Somebody with a log-in, who tries the same again until somebody says what became of it. What
/// they decide comes from a generator of their own.
final class Villager {
  static final String PASSWORD = "agua de panela con limon";
  private static final int TRIES = 1_000;
  private static final long PAUSE = 150_000_000;
  private static final int REMEMBERED = 20;

  private final String handle;
  private final SplittableRandom random;
  private final Deque<Deed> done = new ArrayDeque<>();
  private String token = "";
  private String refresh = "";

  Villager(String handle, SplittableRandom random) {
    this.handle = handle;
    this.random = random;
  }

  String handle() {
    return handle;
  }

  /// The access token of the log-in they have.
  synchronized String token() {
    return token;
  }

  SplittableRandom random() {
    return random;
  }

  /// Keeps what was acknowledged, to say it again some day.
  synchronized void remember(Deed deed) {
    done.addLast(deed);
    if (done.size() > REMEMBERED) {
      done.removeFirst();
    }
  }

  /// Something they did before; null when nothing is left.
  synchronized @Nullable Deed earlier() {
    return done.pollFirst();
  }

  /// Does something and hears what became of it.
  ///
  /// @param heard hears every answer, also those after which it is tried again
  Answered perform(Surface surface, Ground ground, Deed deed, Chronicle heard) {
    Act.Call call = deed.act().call();
    String path =
        call.path().startsWith("//")
            ? call.path().substring(1)
            : "/communities/" + deed.town().slug() + call.path();
    boolean open = deed.act() instanceof Act.Register;
    for (int i = 0; i < TRIES; i++) {
      int before = ground.shakes();
      try {
        Answered answered =
            surface.send(call.method(), path, open ? null : token(), deed.as(), call.body());
        boolean shaken = before % 2 == 1 || before != ground.shakes();
        if (answered.status() >= 500) {
          heard.failed(deed, answered, shaken);
          if (!shaken) {
            return answered;
          }
        } else if (answered.status() == 401 && !open) {
          enter(surface);
        } else {
          return answered;
        }
      } catch (IOException nobody) {
        heard.lost(deed, nobody, before % 2 == 1 || before != ground.shakes());
      }
      LockSupport.parkNanos(PAUSE);
    }
    throw new IllegalStateException("no answer to " + deed);
  }

  /// Goes on with the log-in they have, or logs in.
  synchronized void enter(Surface surface) throws IOException {
    if (!refresh.isEmpty()) {
      Answered again =
          surface.send("POST", "/session/refresh", null, null, Act.body("refreshToken", refresh));
      if (again.done()) {
        keep(again.body());
        return;
      }
      refresh = "";
    }
    signIn(surface);
  }

  /// Logs in; false when the platform does not know them.
  synchronized boolean signIn(Surface surface) throws IOException {
    Answered in =
        surface.send(
            "POST", "/session", null, null, Act.body("handle", handle, "password", PASSWORD));
    if (in.done()) {
      keep(in.body());
    }
    return in.done();
  }

  private void keep(JsonNode session) {
    token = session.get("token").asText();
    refresh = session.get("refreshToken").asText();
  }
}
