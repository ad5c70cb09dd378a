package org.coomunity.people.passkeys;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.json.Json;
import org.coomunity.base.registry.DataClass;
import org.coomunity.people.factors.Factors;
import org.coomunity.people.logins.Logins;
import org.coomunity.people.logins.Tokens;
import org.coomunity.people.members.Member;
import org.coomunity.people.members.MemberKind;
import org.coomunity.people.members.Members;
import org.coomunity.people.members.SignIn;
import org.coomunity.people.passkeys.Challenges.Purpose;
import org.coomunity.people.passkeys.PasskeysStore.Row;

/// Passkeys (WebAuthn Level 3): a key on somebody's own device, opened by their finger, face or
/// PIN, logs them in without a password or a name. It is something they have and something they are
/// or know, so it counts as both steps.
public final class Passkeys {
  private static final int MOST = 20;
  private static final int NAME_MOST = 60;
  private static final String KIND = "public-key";
  private static final String REQUIRED = "required";

  private final Database database;
  private final InstantSource clock;
  private final Logins logins;
  private final Factors factors;
  private final Members members;
  private final Ceremony ceremony;
  private final Challenges challenges;

  /// @param publicUrl where people reach the platform: passkeys are bound to its host
  /// @param key 32 bytes that seal challenges
  public Passkeys(
      Database database,
      InstantSource clock,
      Logins logins,
      Factors factors,
      Members members,
      URI publicUrl,
      byte[] key) {
    this.database = database;
    this.clock = clock;
    this.logins = logins;
    this.factors = factors;
    this.members = members;
    this.ceremony = new Ceremony(publicUrl);
    this.challenges = new Challenges(key);
  }

  /// The routes of passkeys.
  public List<Route> routes(RateLimits limits) {
    return new PasskeysHttp(this, members, limits).routes();
  }

  /// The host that passkeys are bound to: elsewhere a browser does not offer them.
  public String site() {
    return ceremony.site();
  }

  /// Somebody's passkeys, the oldest first.
  public List<Passkey> of(MemberId member) {
    return database.read(tx -> PasskeysStore.of(tx, member, MOST)).stream()
        .map(Row::passkey)
        .toList();
  }

  /// What a browser needs to make a passkey; the challenge is good for ten minutes, once.
  ///
  /// @throws Refused `second_factor` of who has a second step that is not fresh
  public Passkey.Making make(Caller caller) {
    factors.demand(caller.member(), caller.session());
    Member member = members.member(caller.member()).orElseThrow();
    byte[] challenge =
        challenges.make(Purpose.MAKING, Optional.of(caller.member()), clock.instant());
    return new Passkey.Making(
        new Passkey.Site(ceremony.site(), "CoomÜnity"),
        new Passkey.User(
            base64(userHandle(caller.member())), member.handle(), member.displayName()),
        base64(challenge),
        Ceremony.ALGORITHMS.stream().map(alg -> new Passkey.Algorithm(KIND, alg)).toList(),
        Challenges.LIFE.toMillis(),
        database.read(tx -> PasskeysStore.of(tx, caller.member(), MOST)).stream()
            .map(row -> new Passkey.Known(KIND, base64(row.credential())))
            .toList(),
        new Passkey.Selection(REQUIRED, true, REQUIRED),
        "none");
  }

  /// Keeps a passkey that a browser made.
  ///
  /// @param otherwise the name it gets when none was said
  /// @throws Refused `passkey_refused`, `field_length`, `too_many_open` past twenty
  public Passkey keep(Caller caller, Passkey.Draft draft, String otherwise) {
    String name = name(draft.name() == null || draft.name().isBlank() ? otherwise : draft.name());
    MemberId member = caller.member();
    Instant now = clock.instant();
    Passkey.Response said = response(draft.credential());
    Challenges.Good challenge = challenge(said, Purpose.MAKING, Optional.of(member), now);
    Ceremony.Made made = ceremony.made(said, challenge.bytes());
    Row row =
        new Row(
            member,
            Uuid7.at(now),
            made.credential(),
            made.key(),
            made.counter(),
            made.backupEligible(),
            made.backedUp(),
            name,
            now,
            null);
    return database.write(tx -> {
      if (!PasskeysStore.answered(tx, member, challenge.bytes(), challenge.until())) {
        throw Ceremony.refused();
      }
      if (!PasskeysStore.insert(tx, row, MOST)) {
        throw Refused.because(Refusal.TOO_MANY_OPEN, "limit", MOST);
      }
      tx.publish(new PasskeysEvent.PasskeyAdded(member, name, now));
      return row.passkey();
    });
  }

  private static String name(String said) {
    String name = said.replaceAll("\\p{Cntrl}+", " ").strip();
    if (name.isEmpty() || name.codePointCount(0, name.length()) > NAME_MOST) {
      throw Refused.field(Refusal.FIELD_LENGTH, "name");
    }
    return name;
  }

  /// Gives a passkey another name.
  ///
  /// @throws Refused `not_found`, `field_length`
  public Passkey rename(MemberId member, UUID id, String name) {
    String said = name(name);
    if (!database.write(tx -> PasskeysStore.rename(tx, member, id, said))) {
      throw Refused.because(Refusal.NOT_FOUND);
    }
    return of(member).stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  /// Forgets a passkey: it opens nothing from now on.
  ///
  /// @throws Refused `not_found`
  public void remove(MemberId member, UUID id) {
    database.write(tx -> {
      String name =
          PasskeysStore.remove(tx, member, id)
              .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
      tx.publish(new PasskeysEvent.PasskeyRemoved(member, name, clock.instant()));
      return name;
    });
  }

  /// What a browser needs to log in with a passkey; it names nobody.
  public Passkey.Asking ask() {
    byte[] challenge = challenges.make(Purpose.LOG_IN, Optional.empty(), clock.instant());
    return new Passkey.Asking(
        base64(challenge), ceremony.site(), Challenges.LIFE.toMillis(), REQUIRED);
  }

  /// Opens a log-in with a passkey; its second step is taken with it.
  ///
  /// @throws Refused `passkey_refused`, the same whatever is wrong
  public Tokens signIn(Passkey.Credential credential, SignIn.From from) {
    Passkey.Response said = response(credential);
    MemberId member = member(Ceremony.bytes(said.userHandle()));
    Instant now = clock.instant();
    Challenges.Good challenge = challenge(said, Purpose.LOG_IN, Optional.empty(), now);
    byte[] id = Ceremony.bytes(credential.id());
    // one at a time, so that of two signatures with one counter the second is refused
    database.write(tx -> {
      Row row = PasskeysStore.find(tx, member, id).orElseThrow(Ceremony::refused);
      Ceremony.Used used = ceremony.used(row, said, challenge.bytes());
      if (!PasskeysStore.answered(tx, member, challenge.bytes(), challenge.until())) {
        throw Ceremony.refused();
      }
      PasskeysStore.used(tx, row, used.counter(), used.backedUp(), now);
      return row;
    });
    if (members.member(member).filter(known -> known.kind() == MemberKind.PERSON).isEmpty()) {
      throw Ceremony.refused();
    }
    Tokens tokens = logins.open(member, from.device(), from.address());
    factors.proved(member, tokens.session());
    return tokens;
  }

  private static Passkey.Response response(Passkey.Credential credential) {
    if (!credential.type().equals(KIND)) {
      throw Ceremony.refused();
    }
    return credential.response();
  }

  private Challenges.Good challenge(
      Passkey.Response said, Purpose purpose, Optional<MemberId> member, Instant now) {
    String challenge;
    try {
      byte[] client = Ceremony.bytes(said.clientDataJSON());
      challenge =
          Json.MAPPER
              .readTree(new String(client, StandardCharsets.UTF_8))
              .path("challenge")
              .asText("");
    } catch (JsonProcessingException broken) {
      throw Ceremony.refused();
    }
    return challenges.read(challenge, purpose, member, now).orElseThrow(Ceremony::refused);
  }

  private static byte[] userHandle(MemberId member) {
    return ByteBuffer.allocate(16)
        .putLong(member.value().getMostSignificantBits())
        .putLong(member.value().getLeastSignificantBits())
        .array();
  }

  private static MemberId member(byte[] userHandle) {
    if (userHandle.length != 16) {
      throw Ceremony.refused();
    }
    ByteBuffer bytes = ByteBuffer.wrap(userHandle);
    return new MemberId(new UUID(bytes.getLong(), bytes.getLong()));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// Deletes challenges that are over, at most `most`; a job calls it.
  public int forget(int most) {
    return database.write(tx -> PasskeysStore.forget(tx, clock.instant(), most));
  }

  /// What it keeps about people.
  public static List<DataClass> data() {
    return PersonalStore.DATA;
  }
}
