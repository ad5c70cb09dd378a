package org.coomunity.people.members;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.coomunity.base.audit.AuditEntry;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Place;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.json.Json;
import org.coomunity.people.factors.Factors;
import org.coomunity.people.logins.Logins;
import org.coomunity.people.members.MembersStore.Row;
import org.jspecify.annotations.Nullable;

/// Where people are written down: making members, changing profiles, blocks, recovery.
final class Desk {
  private final Database database;
  private final InstantSource clock;
  private final Logins logins;
  private final Factors factors;
  private final Vault vault;

  Desk(Database database, InstantSource clock, Logins logins, Factors factors, Vault vault) {
    this.database = database;
    this.clock = clock;
    this.logins = logins;
    this.factors = factors;
    this.vault = vault;
  }

  Me me(MemberId member) {
    return database.read(tx -> {
      Row row = MembersStore.find(tx, vault, member, false).orElseThrow();
      List<String> actsFor =
          MembersStore.actsFor(tx, vault, member).stream().map(Row::handle).toList();
      return new Me(row.profile(), row.language(), row.email(), row.operator(), actsFor);
    });
  }

  Me change(MemberId actor, MemberId member, Profile.Change change) {
    database.write(tx -> {
      Row row = MembersStore.find(tx, vault, member, true).orElseThrow();
      Row next = changed(row, change);
      MembersStore.change(tx, vault, next);
      if (!Objects.equals(row.email(), next.email())) {
        tx.publish(new MembersEvent.EmailGiven(member, clock.instant()));
      }
      if (!actor.equals(member)) {
        logins.audit(
            tx, Logins.PLATFORM, actor, "profile.organisation", AuditEntry.member(member), "");
      }
      tx.publish(new MembersEvent.ProfileChanged(member, clock.instant()));
      return row;
    });
    return me(member);
  }

  private static Row changed(Row row, Profile.Change change) {
    Personal now = row.personal();
    boolean hidden = Boolean.TRUE.equals(change.hidePlace());
    Place old = row.profile().place();
    Place place = hidden ? null : change.place() == null ? old : change.place().rough();
    Personal next =
        new Personal(
            or(change.displayName(), now.displayName(), 1, MemberRules.NAME_MOST, "displayName"),
            or(change.text(), now.words(), 0, MemberRules.WORDS_MOST, "text"),
            change.skills() == null
                ? now.skills()
                : Json.write(MemberRules.tags(change.skills(), "skills")),
            or(change.vocation(), now.vocation(), 0, MemberRules.VOCATION_MOST, "vocation"),
            change.element() == null ? now.element() : change.element().name(),
            change.languages() == null
                ? now.languages()
                : Json.write(MemberRules.languages(change.languages())),
            change.email() == null ? now.email() : MemberRules.email(change.email()),
            now.born(),
            place == null ? null : Double.valueOf(place.lat()),
            place == null ? null : Double.valueOf(place.lon()));
    return new Row(
        row.id(),
        row.handle(),
        row.kind(),
        next,
        change.language() == null ? row.language() : MemberRules.language(change.language()).tag(),
        row.operator(),
        row.createdAt(),
        null);
  }

  private static String or(@Nullable String said, String old, int least, int most, String field) {
    return said == null ? old : MemberRules.words(said, least, most, field);
  }

  Applicant applicant(NewMember draft) {
    MemberRules.handle(draft.handle());
    MemberRules.joining(draft.consents());
    MemberRules.born(draft.birthDate(), clock.instant());
    row(clock.instant(), draft, Language.ES);
    return new Applicant(draft, logins.hashed(draft.handle(), new Secret(draft.password())));
  }

  private static Row row(Instant now, NewMember draft, Language language) {
    return row(
        now,
        draft.handle(),
        MemberKind.PERSON,
        MemberRules.words(draft.displayName(), 1, MemberRules.NAME_MOST, "displayName"),
        "",
        draft.language() == null ? language : MemberRules.language(draft.language()),
        MemberRules.email(draft.email()),
        draft.birthDate(),
        false);
  }

  Member register(Tx tx, Applicant applicant, Language language) {
    NewMember draft = applicant.draft();
    Row row = row(clock.instant(), draft, language);
    made(tx, row);
    logins.password(tx, row.id(), applicant.hash());
    consent(tx, row.id(), draft.consents());
    if (row.email() != null) {
      tx.publish(new MembersEvent.EmailGiven(row.id(), clock.instant()));
    }
    return row.member();
  }

  /// True when a draft says what its member was made with; what they changed since then differs.
  boolean repeats(MemberId member, NewMember draft) {
    Row now = database.read(tx -> MembersStore.find(tx, vault, member, false)).orElseThrow();
    Row said = row(clock.instant(), draft, now.member().language());
    String differs =
        !now.displayName().equals(said.displayName())
            ? "displayName"
            : !Objects.equals(now.email(), said.email())
                ? "email"
                : now.language().equals(said.language()) ? null : "language";
    if (differs != null) {
      throw Refused.because(Refusal.IDEMPOTENCY_CONFLICT, "field", differs);
    }
    return true;
  }

  Member organisation(Tx tx, String handle, String displayName, String text, Language language) {
    Row row =
        row(
            clock.instant(),
            MemberRules.handle(handle),
            MemberKind.ORGANISATION,
            MemberRules.words(displayName, 1, MemberRules.NAME_MOST, "displayName"),
            MemberRules.words(text, 0, MemberRules.WORDS_MOST, "text"),
            language,
            null,
            null,
            false);
    made(tx, row);
    return row.member();
  }

  private void made(Tx tx, Row row) {
    if (!MembersStore.take(tx, row.handle(), row.id())) {
      throw Refused.field(Refusal.HANDLE_TAKEN, "handle");
    }
    MembersStore.insert(tx, vault, row);
  }

  private static Row row(
      Instant now,
      String handle,
      MemberKind kind,
      String name,
      String words,
      Language language,
      @Nullable String email,
      @Nullable LocalDate born,
      boolean operator) {
    return new Row(
        Members.fresh(now),
        handle,
        kind.name(),
        new Personal(
            name,
            words,
            "[]",
            "",
            null,
            "[]",
            email,
            born == null ? null : born.toString(),
            null,
            null),
        language.tag(),
        operator,
        now,
        null);
  }

  /// Keeps what changed; what somebody said already under the same text is not said again.
  void consent(Tx tx, MemberId member, Map<String, Boolean> consents) {
    Instant now = clock.instant();
    List<Consent> before = MembersStore.consents(tx, member);
    consents.forEach((key, given) -> {
      String version = Purpose.of(key).orElseThrow().version();
      boolean said =
          before.stream()
              .anyMatch(old ->
                  old.purpose().equals(key)
                      && old.given() == given
                      && old.version().equals(version));
      if (!said) {
        MembersStore.consent(tx, member, new Consent(key, given, version, now));
      }
    });
  }

  MemberId block(MemberId member, String handle, boolean blocks) {
    return database.write(tx -> {
      MemberId other =
          MembersStore.find(tx, vault, handle)
              .map(Row::id)
              .orElseThrow(() -> Refused.because(Refusal.MEMBER_UNKNOWN));
      if (other.equals(member)) {
        throw Refused.because(Refusal.SAME_MEMBER);
      }
      boolean changed;
      if (blocks) {
        MembersStore.find(tx, vault, member, true);
        if (MembersStore.blocks(tx, vault, member, MemberRules.BLOCKS_MOST).size()
            >= MemberRules.BLOCKS_MOST) {
          throw Refused.because(Refusal.TOO_MANY_OPEN, "limit", MemberRules.BLOCKS_MOST);
        }
        changed = MembersStore.block(tx, member, other, clock.instant());
      } else {
        changed = MembersStore.unblock(tx, member, other);
      }
      if (changed) {
        tx.publish(new MembersEvent.BlockChanged(member, other, clock.instant()));
      }
      return other;
    });
  }

  /// Changes a password that is known.
  void password(Caller caller, SignIn.NewPassword said) {
    if (!logins.knows(caller.member(), new Secret(said.password()))) {
      throw Refused.because(Refusal.WRONG_LOGIN);
    }
    logins.change(caller.member(), caller.handle(), new Secret(said.newPassword()));
  }

  /// Gives the operator a code for somebody who lost their password.
  Secret recovery(MemberId operator, String handle, String reason) {
    String why = MemberRules.words(reason, 3, 500, "reason");
    Row row =
        database
            .read(tx -> MembersStore.find(tx, vault, handle))
            .filter(found -> found.kind().equals(MemberKind.PERSON.name()))
            .orElseThrow(() -> Refused.because(Refusal.MEMBER_UNKNOWN));
    return logins.recovery(
        row.id(),
        logins.entry(Logins.PLATFORM, operator, "recover", AuditEntry.member(row.id()), why));
  }

  /// Sets a new password with such a code. Who needed people to get back in has lost their second
  /// step too, as a rule: it goes, and they are told.
  void recover(SignIn.Recovery recovery) {
    Optional<Member> member =
        database.read(tx -> MembersStore.find(tx, vault, recovery.handle())).map(Row::member);
    boolean done =
        member.isPresent()
            && logins.recover(
                member.get().id(),
                member.get().handle(),
                recovery.code(),
                new Secret(recovery.password()));
    if (!done) {
      throw Refused.because(Refusal.WRONG_LOGIN);
    }
    factors.remove(member.orElseThrow().id());
  }

  Optional<Secret> ensureOperator(String handle, Optional<Secret> password, Language language) {
    Optional<Row> there = database.read(tx -> MembersStore.find(tx, vault, handle));
    if (there.isPresent()
        && (password.isEmpty() || logins.knows(there.get().id(), password.orElseThrow()))) {
      return Optional.empty();
    }
    Secret said = password.orElseGet(Desk::generated);
    if (there.isPresent()) {
      logins.change(there.get().id(), handle, said);
      return Optional.empty();
    }
    Secret hash = logins.hashed(handle, said);
    database.write(tx -> {
      Row row =
          row(
              clock.instant(),
              handle,
              MemberKind.PERSON,
              "Operator",
              "",
              language,
              null,
              null,
              true);
      made(tx, row);
      logins.password(tx, row.id(), hash);
      return row;
    });
    return password.isPresent() ? Optional.empty() : Optional.of(said);
  }

  private static Secret generated() {
    byte[] bytes = new byte[18];
    new SecureRandom().nextBytes(bytes);
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  Page<Consent> consentHistory(MemberId member, Optional<Long> before, int limit) {
    List<MembersStore.Given> rows =
        database.read(
            tx -> MembersStore.consents(tx, member, before.orElse(Long.MAX_VALUE), limit + 1));
    return Page.of(rows, limit, row -> Long.toString(row.entry())).map(MembersStore.Given::consent);
  }

  List<Consent> consents(MemberId member, Map<String, Boolean> changed) {
    Map<String, Boolean> checked = MemberRules.changing(changed);
    return database.write(tx -> {
      consent(tx, member, checked);
      tx.publish(new MembersEvent.ConsentChanged(member, clock.instant()));
      return MembersStore.consents(tx, member);
    });
  }

  Map<String, String> settings(MemberId member, Map<String, String> changed) {
    Map<String, String> checked = SettingRules.checked(changed);
    return database.write(tx -> {
      checked.forEach((key, value) -> MembersStore.setting(tx, member, key, value));
      tx.publish(new MembersEvent.SettingsChanged(member, clock.instant()));
      if (checked.containsKey(Findable.SETTING)) {
        tx.publish(new MembersEvent.ProfileChanged(member, clock.instant()));
      }
      return MembersStore.settings(tx, member);
    });
  }

  List<Profile> blocks(MemberId member) {
    return database
        .read(tx -> MembersStore.blocks(tx, vault, member, MemberRules.BLOCKS_MOST))
        .stream()
        .map(Row::profile)
        .toList();
  }
}
