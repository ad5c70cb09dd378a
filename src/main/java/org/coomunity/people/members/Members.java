package org.coomunity.people.members;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coomunity.base.audit.Audit;
import org.coomunity.base.audit.AuditEntry;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.cache.Kept;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.base.registry.DataClass;
import org.coomunity.people.factors.Factors;
import org.coomunity.people.logins.Logins;
import org.coomunity.people.logins.Tokens;
import org.coomunity.people.members.MembersStore.Row;

/// People and organisations: profiles, log-ins, settings, consents, blocks. What is inside a
/// community belongs to the module above.
public final class Members {
  private static final int KEPT_MOST = 200_000;
  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final String OPERATOR = "operator";

  private final Database database;
  private final Logins logins;
  private final Audit audit;
  private final Vault vault;
  private final Acting acting;
  private final Factors factors;
  private final Desk desk;
  private final Entrance entrance;
  private final Leaving leaving;
  private final Kept<MemberId, Optional<Member>> known;
  private final Kept<MemberId, Set<UUID>> apart;

  /// @param personalKey what wraps the keys of members, 32 bytes
  public Members(
      Database database,
      Outbox outbox,
      InstantSource clock,
      Caches caches,
      Logins logins,
      Factors factors,
      byte[] personalKey) {
    this.database = database;
    this.vault = new Vault(personalKey);
    this.logins = logins;
    this.audit = new Audit(database, clock);
    this.acting = new Acting(database, clock, caches, vault);
    this.factors = factors;
    this.desk = new Desk(database, clock, logins, factors, vault);
    this.leaving = new Leaving(database, clock, logins, vault);
    this.entrance = new Entrance(this, logins, factors, leaving);
    this.known = caches.bounded("members", KEPT_MOST, KEPT);
    this.apart = caches.bounded("blocks", KEPT_MOST, KEPT);
    outbox.everywhere(MembersEvent.class, this::forget);
  }

  private void forget(MembersEvent event) {
    switch (event) {
      case MembersEvent.ProfileChanged changed -> known.forget(changed.member());
      case MembersEvent.BlockChanged changed -> {
        apart.forget(changed.member());
        apart.forget(changed.other());
      }
      case MembersEvent.ActingChanged changed -> acting.forget(changed.member());
      case MembersEvent.EmailGiven given -> {}
      case MembersEvent.SettingsChanged changed -> {}
      case MembersEvent.ConsentChanged changed -> {}
    }
  }

  /// The routes of log-ins, profiles, settings, consents and blocks.
  ///
  /// @param publicUrl where people reach the platform, for links
  public List<Route> routes(RateLimits limits, URI publicUrl) {
    return Stream.concat(
            new MembersHttp(this, logins, limits, publicUrl).routes().stream(),
            new FactorsHttp(this, logins, factors, limits).routes().stream())
        .toList();
  }

  /// Whose an access token is; empty when it is wrong, over or revoked. Known ones are kept here.
  public Optional<Caller> caller(String token) {
    return logins
        .session(token)
        .flatMap(session -> member(session.member()).map(m -> m.caller(session.id())));
  }

  /// Somebody by identifier.
  public Optional<Member> member(MemberId id) {
    return known.get(id, wanted -> row(wanted).map(Row::member));
  }

  private Optional<Row> row(MemberId id) {
    return database.read(tx -> MembersStore.find(tx, vault, id, false));
  }

  /// Somebody by handle.
  public Optional<Member> member(String handle) {
    return database.read(tx -> MembersStore.find(tx, vault, handle)).map(Row::member);
  }

  /// The e-mail address somebody gave, if they gave one.
  public Optional<String> email(MemberId id) {
    return row(id).map(Row::email);
  }

  /// Several by identifier; unknown ones are left out. At most 1,000.
  public Map<MemberId, Member> named(Collection<MemberId> ids) {
    if (ids.size() > 1_000) {
      throw new IllegalArgumentException("members: " + ids.size());
    }
    return database.read(tx -> MembersStore.find(tx, vault, ids)).stream()
        .map(Row::member)
        .collect(Collectors.toMap(Member::id, member -> member));
  }

  /// What others may read about somebody.
  public Optional<Profile> profile(MemberId id) {
    return row(id).map(Row::profile);
  }

  /// What somebody reads about themselves.
  public Me me(Caller caller) {
    return desk.me(caller.member());
  }

  /// Those who gave this e-mail address, at most `most`; capitals do not matter.
  public List<MemberId> addressed(String email, int most) {
    return database.read(tx -> MembersStore.addressed(tx, vault, email, most));
  }

  /// When somebody was born; only they themselves read it.
  public Optional<String> birthDate(MemberId member) {
    return row(member).flatMap(row -> Optional.ofNullable(row.personal().born()));
  }

  /// Changes what others read about the caller, or about an organisation they act for.
  ///
  /// @throws Refused lengths, `language_unknown`, `email_format`, `place_range`
  public Me change(MemberId member, Profile.Change change) {
    return change(member, member, change);
  }

  /// The same, said by whom: a change of an organisation is kept in the audit, and another e-mail
  /// address asks for a fresh second step, as it opens the door to a new password.
  ///
  /// @throws Refused also `second_factor`
  public Me change(Caller actor, MemberId member, Profile.Change change) {
    if (change.email() != null && !change.email().strip().equals(email(member).orElse(""))) {
      factors.demand(actor.member(), actor.session());
    }
    return change(actor.member(), member, change);
  }

  private Me change(MemberId actor, MemberId member, Profile.Change change) {
    Me changed = desk.change(actor, member, change);
    known.forget(member);
    return changed;
  }

  /// Checks what somebody says about themselves and makes the hash of their password, which takes
  /// long and therefore comes before the transaction.
  ///
  /// @throws Refused `handle_format`, `handle_taken` for names of the platform, `password_weak`,
  ///   `too_young`, `consent_missing`, `email_format`, lengths
  public Applicant applicant(NewMember draft) {
    return desk.applicant(draft);
  }

  /// Makes a person; whoever calls has checked their invitation in the same transaction.
  ///
  /// @param language when they named none
  /// @throws Refused `handle_taken`
  public Member register(Tx tx, Applicant applicant, Language language) {
    return desk.register(tx, applicant, language);
  }

  /// True when it is the member themselves who sends their draft once more: the password says so.
  ///
  /// @throws Refused `idempotency_conflict` with the first field that differs
  public boolean isRepeat(Member member, NewMember draft) {
    return logins.knows(member.id(), new Secret(draft.password()))
        && desk.repeats(member.id(), draft);
  }

  /// Makes an organisation that `founder` acts for.
  public Member organisation(
      Tx tx, MemberId founder, String handle, String displayName, String text, Language language) {
    Member made = desk.organisation(tx, handle, displayName, text, language);
    acting.add(tx, founder, made.id());
    return made;
  }

  /// True when `person` acts for `organisation`. Needs no database while it is known here.
  public boolean actsFor(MemberId person, MemberId organisation) {
    return acting.actsFor(person, organisation);
  }

  /// The organisations that a person acts for.
  public List<Member> organisationsOf(MemberId person) {
    return database.read(tx -> MembersStore.actsFor(tx, vault, person)).stream()
        .map(Row::member)
        .toList();
  }

  /// Those who act for an organisation.
  public List<Member> actorsOf(MemberId organisation) {
    return database.read(tx -> MembersStore.actors(tx, vault, organisation)).stream()
        .map(Row::member)
        .toList();
  }

  /// Lets a person act for an organisation, or no longer; the last one stays.
  ///
  /// @throws Refused `last_admin` for the last one
  public void act(Tx tx, MemberId person, MemberId organisation, boolean acts) {
    if (acts) {
      acting.add(tx, person, organisation);
    } else {
      acting.remove(tx, person, organisation);
    }
  }

  /// Opens a log-in.
  ///
  /// @throws Refused `wrong_login`, the same for an unknown handle and a wrong password;
  ///   `second_factor` with a `ticket` when there is a second step to take
  public Tokens signIn(String handle, Secret password, String device) {
    return entrance.signIn(handle, password, new SignIn.From(device, ""));
  }

  /// Opens a log-in unless it was tried too often. Tries from an address that the member has logged
  /// in from count only against that address: strangers cannot keep the owner out of their home.
  ///
  /// @throws Refused `too_many`, `wrong_login`, `second_factor`
  public Tokens signIn(RateLimits limits, String handle, Secret password, SignIn.From from) {
    return entrance.signIn(limits, handle, password, from);
  }

  /// The second step of a log-in.
  ///
  /// @throws Refused `too_many`, `ticket_over`, `wrong_code`
  public Tokens secondStep(RateLimits limits, String ticket, String code, SignIn.From from) {
    return entrance.secondStep(limits, ticket, code, from);
  }

  /// Changes a password that is known; all log-ins of the member end.
  ///
  /// @throws Refused `wrong_login`, `password_weak`
  public void password(Caller caller, SignIn.NewPassword said) {
    desk.password(caller, said);
  }

  /// Makes a code for somebody who lost their password, for an operator; all their log-ins end, and
  /// the audit keeps why.
  ///
  /// @throws Refused `member_unknown`, lengths
  public Secret recovery(Caller operator, String handle, String reason) {
    return desk.recovery(operator.member(), handle, reason);
  }

  /// Sets a new password with such a code.
  ///
  /// @throws Refused `wrong_login`, `password_weak`
  public void recover(SignIn.Recovery recovery) {
    desk.recover(recovery);
  }

  /// The next pair of tokens; see `Logins`.
  public Tokens refresh(String refreshToken) {
    return logins.refresh(refreshToken);
  }

  /// Ends the log-in of the caller, or all of theirs.
  public void signOut(Caller caller, boolean everywhere) {
    if (everywhere) {
      logins.endAll(caller.member(), "everywhere");
    } else {
      logins.end(caller.member(), caller.session());
    }
  }

  /// Sees to it that the log-in `operator` exists.
  ///
  /// @param password what it is to be; empty to leave it, or to make one when there is none
  /// @return the password that was made just now, to be told once
  public Optional<Secret> ensureOperator(Optional<Secret> password, Language language) {
    return desk.ensureOperator(OPERATOR, password, language);
  }

  /// True when one of two people has blocked the other. Needs no database while it is known here.
  public boolean blocked(MemberId one, MemberId other) {
    return !one.equals(other) && apart(one).contains(other.value());
  }

  /// Those whom somebody blocked or who blocked them.
  public Set<UUID> apart(MemberId member) {
    return apart.get(
        member,
        wanted ->
            Set.copyOf(
                database.read(tx -> MembersStore.apart(tx, wanted, 2 * MemberRules.BLOCKS_MOST))));
  }

  /// Blocks somebody, or no longer: the two neither see each other's offers nor trade.
  ///
  /// @throws Refused `member_unknown`, `same_member`, `too_many_open` past 1,000
  public void block(MemberId member, String handle, boolean blocks) {
    MemberId other = desk.block(member, handle, blocks);
    apart.forget(member);
    apart.forget(other);
  }

  /// Those whom somebody blocked.
  public List<Profile> blocks(MemberId member) {
    return desk.blocks(member);
  }

  /// How somebody wants the platform to look: theme, density, shortcuts, wallet.
  public Map<String, String> settings(MemberId member) {
    return database.read(tx -> MembersStore.settings(tx, member));
  }

  /// Changes settings; those not named stay.
  public Map<String, String> settings(MemberId member, Map<String, String> changed) {
    return desk.settings(member, changed);
  }

  /// What somebody agreed to, the newest of each purpose.
  public List<Consent> consents(MemberId member) {
    return database.read(tx -> MembersStore.consents(tx, member));
  }

  /// Everything somebody agreed to or took back, newest first.
  public Page<Consent> consentHistory(MemberId member, Optional<Long> before, int limit) {
    return desk.consentHistory(member, before, limit);
  }

  /// Gives consents or takes them back; each change is kept.
  ///
  /// @throws Refused `consent_missing` for the terms: whoever no longer agrees to them leaves
  public List<Consent> consents(MemberId member, Map<String, Boolean> changed) {
    return desk.consents(member, changed);
  }

  /// Privileged acts of a community, or of the platform, newest first. Members are told by the
  /// handles they have today: whoever went has none that says who they were.
  public Page<AuditLine> audit(CommunityId community, Optional<UUID> before, int limit) {
    Page<AuditEntry> page = audit.entries(community, before, limit);
    Map<MemberId, Member> known =
        named(page.items().stream().flatMap(AuditLine::members).distinct().toList());
    return page.map(entry -> AuditLine.of(entry, known));
  }

  /// What a directory may know.
  public Findable findable() {
    return new Findable(database, vault);
  }

  /// How somebody takes their leave, comes back, and is forgotten.
  public Leaving leaving() {
    return leaving;
  }

  /// What this process knew of somebody is old.
  public void refresh(MemberId member) {
    known.forget(member);
  }

  static MemberId fresh(Instant now) {
    return new MemberId(Uuid7.at(now));
  }

  /// What it keeps about people.
  public static List<DataClass> data() {
    return PersonalStore.DATA;
  }
}
